"""A process that is killed loses nothing it had acknowledged, and leaves nothing half done."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rigs.counts import times
from rigs.killing import Killer, killer
from rigs.victim import PARTS
from store.test_schema import VERSIONS
from store.verbs import LABEL, add_theme, themes
from tripplanner.store import backup, checking, schema
from tripplanner.store.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")


@pytest.fixture(scope="module")
def orders() -> Iterator[Killer]:
    with killer() as started:
        yield started


def halves(path: Path) -> list[str]:
    """Edits of which only a part is there, and what SQLite itself finds wrong."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT code, (SELECT count(*) FROM reference WHERE owner_uuid = theme.uuid) FROM theme"
        ).fetchall()
        loose = connection.execute(
            "SELECT citation FROM reference WHERE owner_uuid NOT IN (SELECT uuid FROM theme)"
        ).fetchall()
        told = connection.execute("SELECT change, count(*) FROM history_entry GROUP BY change").fetchall()
    broken = [code for code, parts in rows if parts != PARTS] + [row[0] for row in loose]
    return broken + [change for change, entries in told if entries != PARTS + 1]


def expected(said: list[str], before: set[str]) -> tuple[set[str], set[str]]:
    """The edits that must be there, and those of which the last may or may not be: it was under way."""
    there = set(before)
    for line in said:
        what, number = line.split()
        (there.add if what == "did" else there.discard)(f"edit-{number}")
    last = int(said[-1].split()[1])
    return there - {f"edit-{last}"}, {f"edit-{last}", f"edit-{last + 1}"}


def surely(said: list[str]) -> set[str]:
    """The last acknowledged edit, where nothing that was under way could have taken it back."""
    what, number = said[-1].split()
    if what == "undid" or (int(number) % 4 == 3 and said[-2:-1] != [f"undid {number}"]):
        return set()
    return {f"edit-{number}"}


def test_killed_edits(orders: Killer, sqlite_url: str, tell: Callable[[str], None]) -> None:
    path, chance = Path(sqlite_url), random.Random(1)
    there: set[str] = set()
    for turn in range(times(30, 1_000)):
        said = orders.kill_at("edit", path, chance.uniform(0, 0.06))
        sure, perhaps = expected(said, there)
        with Workspace.open(path, actor="anna") as workspace:
            there = set(workspace.get(themes))
        assert sure | surely(said) <= there, f"lost at kill {turn}: {said[-3:]}"
        assert there <= sure | perhaps, f"more than was asked at kill {turn}"
        assert halves(path) == []
    tell(f"{times(30, 1_000)} kills of an editing process: 0 lost, 0 half done, {len(there)} edits kept")
    assert checking.full_check(path) == ()


def test_the_rig_sees_half_an_edit(orders: Killer, sqlite_url: str) -> None:
    """Without transactions, kills leave halves: a rig that saw none would prove nothing."""
    path, chance = Path(sqlite_url), random.Random(2)

    def killed() -> list[str]:
        orders.kill_at("edit", path, chance.uniform(0, 0.03), protected=False)
        return halves(path)

    assert any(killed() for _ in range(60)), "no kill left anything half done"


NEXT = f"{int(schema.HEAD) + 1:04}"
REBUILDS = f"""import sqlalchemy as sa
from alembic import op
revision = "{NEXT}"
down_revision = "{schema.HEAD}"


def upgrade():
    for name in ("theme", "reference", "history_entry", "person", "item", "site"):
        with op.batch_alter_table(name, recreate="always", table_kwargs={{"sqlite_autoincrement": True}}) as batch:
            batch.add_column(sa.Column("added", sa.Integer))
"""


def with_next_revision(folder: Path) -> None:
    versions = folder / "db" / "versions"
    shutil.copytree(VERSIONS[0].parents[1], versions.parent, ignore=shutil.ignore_patterns("__pycache__"))
    (versions / f"{NEXT}_next.py").write_text(REBUILDS)


def test_killed_upgrades(orders: Killer, sqlite_url: str, tmp_path: Path) -> None:
    with_next_revision(tmp_path)
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, lambda s: [add_theme(s, str(n), references=PARTS) for n in range(300)])
    chance = random.Random(3)
    outcomes: set[tuple[str | None, bool]] = set()
    for turn in range(times(6, 200)):
        path = Path(shutil.copyfile(sqlite_url, tmp_path / "killed.db"))
        said = orders.kill_at("upgrade", path, chance.uniform(0, 0.7))
        assert checking.full_check(path) == (), turn
        with closing(sqlite3.connect(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            assert connection.execute("SELECT count(*) FROM theme").fetchone() == (300,)
            assert connection.execute("SELECT count(*) FROM reference").fetchone() == (300 * PARTS,)
            columns = {row[1] for row in connection.execute("PRAGMA table_info(site)")}
        assert (revision == NEXT) == ("added" in columns)
        if revision == NEXT:
            assert [b.reason for b in backup.backups_of(path)][:1] == ["upgrade"]
        else:
            with Workspace.open(path, actor="anna") as workspace:
                assert len(workspace.get(themes)) == 300
        outcomes.add((revision, "done" in said))
        shutil.rmtree(backup.folder_of(path), ignore_errors=True)
        for side in tmp_path.glob("killed.db-*"):
            side.unlink()
    assert (schema.HEAD, False) in outcomes, "no kill came in the middle of an upgrade"


def test_the_rig_sees_half_an_upgrade(orders: Killer, sqlite_url: str, tmp_path: Path) -> None:
    with_next_revision(tmp_path)
    chance = random.Random(4)

    def half_done() -> bool:
        path = Path(shutil.copyfile(sqlite_url, tmp_path / "killed.db"))
        orders.kill_at("upgrade", path, chance.uniform(0, 0.7), protected=False)
        with closing(sqlite3.connect(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            added = {
                name
                for name in ("theme", "reference", "history_entry", "person", "item", "site")
                if "added" in {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            }
        for side in tmp_path.glob("killed.db-*"):
            side.unlink()
        return revision == schema.HEAD and bool(added)

    assert any(half_done() for _ in range(40)), "no kill left an upgrade half done"


def test_killed_backups(orders: Killer, sqlite_url: str) -> None:
    path, chance = Path(sqlite_url), random.Random(5)
    with Workspace.open(path, actor="anna") as workspace:
        workspace.do(LABEL, lambda s: [add_theme(s, str(n), references=PARTS) for n in range(300)])
    for _ in range(times(8, 200)):
        said = orders.kill_at("back_up", path, chance.uniform(0, 0.15))
        made = {line.split()[1] for line in said if line.startswith("made")}
        found = backup.backups_of(path)
        assert made <= {b.path.name for b in found}
        assert {backup.verify(b.path)["theme"] for b in found} <= {300}
        for b in found:
            b.path.unlink()
    backup.make(path, at=datetime.now(UTC) + timedelta(hours=2))
    assert [f for f in backup.folder_of(path).iterdir() if f.suffix != ".db"] == []
    assert checking.full_check(path) == ()


def test_the_rig_sees_half_a_backup(orders: Killer, sqlite_url: str) -> None:
    path, chance = Path(sqlite_url), random.Random(6)
    with Workspace.open(path, actor="anna") as workspace:
        workspace.do(LABEL, lambda s: [add_theme(s, str(n), references=PARTS) for n in range(300)])

    def half_done() -> bool:
        orders.kill_at("back_up", path, chance.uniform(0, 0.05), protected=False)
        files = [found.path for found in backup.backups_of(path)]
        broken = [file for file in files if checking.full_check(file) or not whole(file)]
        for file in files:
            file.unlink()
        return bool(broken)

    assert any(half_done() for _ in range(60)), "no kill left half a backup"


def whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'theme'").fetchone()
    return tables == (1,)
