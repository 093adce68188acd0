"""Damaged files: a sentence, never a traceback, and whatever SQLite can detect is reported."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from rigs.counts import times
from store.verbs import LABEL, add_theme, mark, recolour
from tripplanner.errors import TripPlannerError
from tripplanner.model import Base
from tripplanner.store import checking
from tripplanner.store.changes import recorded_tables
from tripplanner.store.workspace import Workspace

PAGE = 4096


def flip_a_bit(content: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8)


def flip_many_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(2, 400)):
        flip_a_bit(content, chance)


def empty_a_page(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)


def swap_pages(content: bytearray, chance: random.Random) -> None:
    one, two = (chance.randrange(1, len(content) // PAGE) * PAGE for _ in range(2))
    content[one : one + PAGE], content[two : two + PAGE] = content[two : two + PAGE], content[one : one + PAGE]


def cut_short(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def scribble(content: bytearray, chance: random.Random) -> None:
    start, length = chance.randrange(len(content)), chance.randrange(1, 3 * PAGE)
    content[start : start + length] = chance.randbytes(len(content[start : start + length]))


def spoil_the_header(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 6)):
        content[chance.randrange(100)] = chance.randrange(256)


DAMAGES: list[Callable[[bytearray, random.Random], None]] = [
    flip_a_bit, flip_many_bits, empty_a_page, swap_pages, cut_short, scribble, spoil_the_header,
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound database with some hundred rows."""
    path = tmp_path_factory.mktemp("whole") / "trips.db"
    with Workspace.open(path, actor="anna", create=True) as workspace:
        workspace.do(LABEL, lambda s: [add_theme(s, f"theme-{n}", references=4) for n in range(60)])
        for number in range(12):
            workspace.do(LABEL, mark, f"theme-{number}", "what to verify " * 5)
            workspace.do(LABEL, recolour, f"theme-{number}", "red")
    return path


def read_everything(session: Session) -> None:
    """Every record as an object, every value decoded."""
    for mapper in Base.registry.mappers:
        if mapper.local_table.name in recorded_tables():  # type: ignore[attr-defined]
            session.scalars(sa.select(mapper.class_)).all()


def work_on(path: Path) -> None:
    """What a person does: opens, reads everything, edits, takes it back."""
    with Workspace.open(path, actor="anna") as workspace:
        workspace.get(read_everything)
        workspace.do(LABEL, add_theme, "new", references=2)
        workspace.undo()


def detectable(path: Path) -> bool:
    """Whether SQLite itself finds the file damaged: its header, or ``integrity_check``."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True


def damaged_copy(whole: Path, folder: Path, seed: int) -> Path:
    chance = random.Random(seed)
    content = bytearray(whole.read_bytes())
    DAMAGES[seed % len(DAMAGES)](content, chance)
    for old in folder.glob("trips*"):
        old.unlink()
    path = folder / "trips.db"
    path.write_bytes(content)
    return path


def outcome(path: Path) -> str:
    """*refused* in a sentence, *reported* by the check after the start, or *unnoticed*."""
    try:
        work_on(path)
    except TripPlannerError as error:
        return "refused" if all(error.sentence(language) for language in ("fr", "en", "zh")) else "silent"
    return "reported" if checking.quick_check(path) or checking.full_check(path) else "unnoticed"


def test_damaged_files(whole: Path, tmp_path: Path, tell: Callable[[str], None]) -> None:
    count, told, blind = times(28, 500), Counter[str](), 0
    for seed in range(count):
        path = damaged_copy(whole, tmp_path, seed)
        judged = tmp_path / "judged.db"
        shutil.copyfile(path, judged)
        seen_by_sqlite = detectable(judged)
        found = outcome(path)
        assert not (seen_by_sqlite and found == "unnoticed"), f"seed {seed}: {DAMAGES[seed % len(DAMAGES)].__name__}"
        told[found] += 1
        blind += not seen_by_sqlite
    tell(f"{count} damaged files: {dict(told)}; SQLite itself cannot see {blind}")
    assert set(told) <= {"refused", "reported", "unnoticed"}
    assert told["unnoticed"] <= blind


def test_the_damaged_file_is_kept_as_it_was(whole: Path, tmp_path: Path) -> None:
    for seed in range(times(14, 140)):
        path = damaged_copy(whole, tmp_path, seed)
        problems = checking.full_check(path)
        if problems:
            before = path.read_bytes()
            assert checking.report_damage(path, problems).kept.read_bytes() == before


def test_the_rig_sees_what_goes_unsaid(whole: Path, tmp_path: Path) -> None:
    """Without the sentences, some of these files give a bare database error."""

    def bare(path: Path) -> str:
        with closing(sqlite3.connect(path)) as connection:
            for table in recorded_tables():
                connection.execute(f"SELECT * FROM {table}").fetchall()
        return "read"

    unsaid = 0
    for seed in range(28):
        try:
            bare(damaged_copy(whole, tmp_path, seed))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            unsaid += 1
    assert unsaid > 5
