"""An erasure is finished by the next start; what a person was before a correction or a merge goes with them."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import OpenWorkspace
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.journal import BinEntry
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.planning.merging.merging import merge, merging_into
from tripplanner.planning.privacy.who import find_anybody
from tripplanner.store import backup, restoring
from tripplanner.store.erasing import compacting, copies
from tripplanner.store.erasing.person import erase
from tripplanner.store.workspace import Workspace

LABEL = msg("Edit")
CANARY = "Kanarienvogel"


class Killed(BaseException):
    """Stands for the end of the process."""


def add(session: Session, **fields: str) -> tuple[int, str]:
    person = Person(given_name="Ni", **fields)
    session.add(person)
    session.flush()
    return person.id, person.uuid


def names(path: Path) -> list[str]:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.get(lambda session: sorted(session.scalars(sa.select(Person.family_name))))


def remains(path: Path) -> list[str]:
    files = [part for part in path.parent.glob("*") if part.is_file()]
    return [part.name for part in files if CANARY.encode() in part.read_bytes()]


def test_a_process_that_dies_before_the_file_is_rewritten_leaves_it_to_the_next(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, moved = Path(sqlite_url), tmp_path / "later" / "trips.db"
    moved.parent.mkdir()

    def die(_engine: sa.Engine) -> bool:
        for part in path.parent.glob(path.name + "*"):
            shutil.copyfile(part, moved.with_name(part.name))
        raise Killed

    with Workspace.open(path, actor="anne") as workspace:
        _, uuid = workspace.do(LABEL, add, family_name=CANARY)
        monkeypatch.setattr(compacting, "compact", die)
        with pytest.raises(Killed):
            workspace.forever(LABEL, erase, uuid)
        monkeypatch.undo()
    moved.with_name(moved.name + ".lock").unlink(missing_ok=True)
    assert remains(moved) == ["trips.db-wal"]
    with Workspace.open(moved, actor="anne"):
        assert remains(moved) == []
        assert set(copies.listed(copies.list_beside(moved))) == {uuid}


def test_who_was_made_one_with_the_person_goes_too_also_from_a_backup(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace(actor="anne")
    keep, uuid = workspace.do(LABEL, add, family_name="Martin")
    drop, former = workspace.do(LABEL, add, family_name=CANARY, email="canary@example.org")
    path = workspace.location.path
    early = backup.make(path).path if path is not None else None
    workspace.do(merging_into(uuid), merge, "people", keep, drop, {"email": "left"})
    workspace.forever(LABEL, erase, uuid)
    assert workspace.get(lambda session: session.scalars(sa.select(BinEntry.id)).all()) == []
    if path is None or early is None:
        return
    assert remains(path) == []
    assert {person for holder in copies.holders(path) for person in holder.persons} == {uuid, former}
    workspace.close()
    assert restoring.restore(path, early, actor="anne", station="desk").erased_again == 2
    assert names(path) == []


def test_a_name_before_a_correction_is_taken_out_of_texts(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace(actor="anne")
    id, uuid = workspace.do(LABEL, add, family_name=CANARY)

    def write(session: Session) -> None:
        session.add(Organisation(code="ORG", notes=f"Ni {CANARY} appelle lundi"))

    def correct(session: Session) -> None:
        session.get_one(Person, id).family_name = "Martin"

    workspace.do(LABEL, write)
    workspace.do(LABEL, correct)
    workspace.forever(LABEL, erase, uuid)
    assert workspace.get(lambda session: session.scalars(sa.select(Organisation.notes)).one()) == "… appelle lundi"


def test_somebody_of_whom_only_the_history_tells_is_erased_once(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace(actor="anne")
    id, uuid = workspace.do(LABEL, add, family_name="Martin")

    def rename(session: Session) -> None:
        session.get_one(Person, id).family_name = CANARY

    def remove(session: Session) -> None:
        session.delete(session.get_one(Person, id))

    workspace.do(LABEL, rename)
    workspace.do(LABEL, remove)
    assert workspace.get(find_anybody, f"{CANARY} Ni").uuid == uuid
    workspace.forever(LABEL, lambda connection: connection.execute(sa.delete(BinEntry)))
    workspace.forever(LABEL, erase, uuid)
    with pytest.raises(TripPlannerError, match="Undoing stops here"):
        workspace.undo()
    with pytest.raises(NotFound):
        workspace.forever(LABEL, erase, uuid)


def test_a_kept_file_whose_log_holds_the_person_is_rewritten_with_it(sqlite_url: str) -> None:
    path = Path(sqlite_url)
    with Workspace.open(path, actor="anne") as workspace:
        _, uuid = workspace.do(LABEL, add, family_name=CANARY)
        kept = restoring.keep_aside(path, "before-restore", in_use=True)
        workspace.forever(LABEL, erase, uuid)
    assert CANARY.encode() not in kept.read_bytes()
    assert copies.holders(path) == [copies.Holder(kept, (uuid,))]
    assert copies.rewrite(kept, copies.erased_from(path)) == 1
    assert (copies.holders(path), remains(path), names(kept)) == ([], [], [])


def test_a_damaged_file_that_holds_the_person_is_named(sqlite_url: str) -> None:
    path = Path(sqlite_url)
    with Workspace.open(path, actor="anne") as workspace:
        _, uuid = workspace.do(LABEL, add, family_name=CANARY)
        made = backup.make(path).path
        workspace.forever(LABEL, erase, uuid)
    content = made.read_bytes()
    made.write_bytes(b"\0" * 100 + content[100:])
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(made) as connection:
        connection.execute("SELECT 1 FROM person")
    assert copies.holders(path) == [copies.Holder(made, (uuid,))]
