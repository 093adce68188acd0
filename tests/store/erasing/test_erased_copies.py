"""Somebody who was erased does not come back with a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.settings import data_dir
from tripplanner.store import backup, restoring, server
from tripplanner.store.erasing import copies, everywhere
from tripplanner.store.erasing.person import erase
from tripplanner.store.location import parse
from tripplanner.store.workspace import Workspace

LABEL = msg("Edit")


def add(session: sa.orm.Session, family: str) -> str:
    person = Person(family_name=family, given_name="Ni")
    session.add(person)
    session.flush()
    return person.uuid


def people(path: Path) -> list[str]:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.get(lambda session: sorted(session.scalars(sa.select(Person.family_name))))


@pytest.fixture
def erased(sqlite_url: str) -> tuple[Path, Path, str]:
    """A database from which somebody was erased, and a backup of before."""
    path = Path(sqlite_url)
    with Workspace.open(path, actor="anne") as workspace:
        uuid = workspace.do(LABEL, add, "Kanarienvogel")
        workspace.do(LABEL, add, "Martin")
        made = backup.make(path)
        workspace.forever(LABEL, erase, uuid)
        copies.note(path)
    return path, made.path, uuid


def test_a_restored_backup_erases_again(erased: tuple[Path, Path, str]) -> None:
    path, old, _ = erased
    done = restoring.restore(path, old, actor="anne", station="desk")
    assert (done.erased_again, people(path)) == (1, ["Martin"])
    assert b"Kanarienvogel" not in path.read_bytes()


def test_it_does_so_also_when_the_database_is_lost(erased: tuple[Path, Path, str]) -> None:
    path, old, _ = erased
    path.unlink()
    assert restoring.restore(path, old, actor="anne", station="desk").erased_again == 1
    assert people(path) == ["Martin"]


def test_it_does_so_also_on_another_computer(erased: tuple[Path, Path, str], tmp_path: Path) -> None:
    _, old, _ = erased
    there = tmp_path / "elsewhere"
    shutil.copytree(old.parent, there / "stick")
    new = there / "new.db"
    assert restoring.restore(new, there / "stick" / old.name, actor="bo", station="x").erased_again == 1
    assert people(new) == ["Martin"]


def test_backups_that_hold_the_person_are_listed_and_rewritten(erased: tuple[Path, Path, str]) -> None:
    path, old, uuid = erased
    clean = backup.make(path).path
    assert copies.holders(path) == [copies.Holder(old, (uuid,))]
    assert copies.rewrite(old, copies.erased_from(path)) == 1
    assert (copies.holders(path), people(old), people(clean)) == ([], ["Martin"], ["Martin"])
    assert b"Kanarienvogel" not in old.read_bytes()
    assert sorted(p.name for p in old.parent.iterdir()) == sorted([old.name, clean.name, copies.LIST_NAME])


def test_files_kept_aside_are_listed_too(erased: tuple[Path, Path, str]) -> None:
    path, old, uuid = erased
    kept = restoring.keep_aside(old, "damaged")
    shutil.move(kept, path.with_name(f"{path.stem}-before-restore-20270613T120000Z.db"))
    assert [holder.persons for holder in copies.holders(path)] == [(uuid,), (uuid,)]


def test_a_damaged_list_names_nobody_and_stops_nothing(erased: tuple[Path, Path, str]) -> None:
    path, old, _ = erased
    copies.list_beside(path).write_text("{broken")
    assert restoring.restore(path, old, actor="anne", station="desk").erased_again == 1


def test_dumps_of_a_server_are_listed_and_rewritten(postgres_url: str) -> None:
    url = parse(postgres_url).url
    assert url is not None
    folder = data_dir() / "backups"
    with Workspace.open(postgres_url, actor="anne") as workspace:
        uuid = workspace.do(LABEL, add, "Kanarienvogel")
        workspace.do(LABEL, add, "Martin")
        made = server.dump(url, folder / server.dump_name(url, backup.ASKED))
        broken = folder / f"{url.database}-20270101T000000Z-asked.dump"
        broken.write_bytes(made.read_bytes()[:3000])
        (folder / "another-20270101T000000Z-asked.dump").write_bytes(made.read_bytes())
        assert everywhere.holders(workspace.location) == []
        workspace.forever(LABEL, erase, uuid)
        found = [everywhere.Holder(path, (uuid,)) for path in (broken, made)]
        assert everywhere.holders(workspace.location) == found
        assert everywhere.rewrite(workspace.location, made) == 1
        assert everywhere.holders(workspace.location) == found[:1]
        before = broken.read_bytes()
        with pytest.raises(TripPlannerError):
            everywhere.rewrite(workspace.location, broken)
        assert broken.read_bytes() == before
    rows = [line.split("\t") for line in server.rows_in(made, ["person", "history_entry"])]
    assert [row for row in rows if any("Kanarienvogel" in cell for cell in row)] == []
    assert any("Martin" in row for row in rows)
    aside = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with aside.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'tripplanner_erasing%%'")
        assert left.scalar() == 0
    aside.dispose()
