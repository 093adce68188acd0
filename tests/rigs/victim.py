"""Processes to be killed. One process imports everything once and forks a victim for each order it reads.

An order is a line ``WORK PATH [OFF]``. The answers are lines too: ``born PID``,
then one line for each thing the victim has finished (it is acknowledged: a
person has seen it done), and ``dead`` when it has ended, however it ended.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from pathlib import Path

from store.verbs import LABEL, add_theme
from tripplanner.store import backup, engine, schema
from tripplanner.store.workspace import Workspace

PARTS = 3


def say(line: str) -> None:
    """One write: a line is in the pipe as a whole or not at all, whenever the kill comes."""
    os.write(1, f"{line}\n".encode())


def edit(path: Path, protected: bool) -> None:
    """Adds records of one and :data:`PARTS` rows; every fourth edit is undone and redone."""
    if not protected:
        engine._begin_with = lambda *_: None  # pyright: ignore  # each statement is then a transaction of its own
    with Workspace.open(path, actor="victim") as workspace:
        for number in itertools.count(workspace.get(lambda s: len(codes(s)))):
            workspace.do(LABEL, add_theme, f"edit-{number}", references=PARTS)
            say(f"did {number}")
            if number % 4 == 3:
                workspace.undo()
                say(f"undid {number}")
                workspace.redo()
                say(f"did {number}")


def codes(session: object) -> dict[str, str]:
    from store.verbs import themes

    return themes(session)  # type: ignore[arg-type]


def upgrade(path: Path, protected: bool) -> None:
    """Opens the database with a program that has a further revision, which rebuilds many tables."""
    schema.HEAD = f"{int(schema.HEAD) + 1:04}"
    schema.revisions_folder = lambda: path.parent / "db"
    if not protected:
        engine._begin_with = lambda *_: None  # pyright: ignore
    say("begins")
    Workspace.open(path, actor="victim").close()
    say("done")


def back_up(path: Path, protected: bool) -> None:
    """Makes backups; unprotected: straight under their final name, unchecked."""
    for number in itertools.count():
        say(f"begins {number}")
        if protected:
            made = backup.make(path, backup.IMPORT).path
        else:
            made = backup._free_name(backup.folder_of(path), path.stem, backup.datetime.now(backup.UTC), "import")
            made.parent.mkdir(exist_ok=True)
            backup._copy(path, made, backup.NO_PROGRESS)
        say(f"made {made.name}")


WORKS = {"edit": edit, "upgrade": upgrade, "back_up": back_up}


def warm_up() -> None:
    """Does everything once: what is compiled and configured on first use is then there in every victim."""
    with tempfile.TemporaryDirectory() as folder:
        with Workspace.open(Path(folder, "a.db"), actor="victim", create=True) as workspace:
            for number in range(2):
                workspace.do(LABEL, add_theme, str(number), references=PARTS)
            workspace.undo()
            workspace.redo()
            codes_of = workspace.get(codes)
        assert len(codes_of) == 2


def serve() -> None:
    """Forks a victim for each order until the orders end."""
    warm_up()
    for order in sys.stdin:
        work, path, *off = order.split("\t")
        child = os.fork()
        if child == 0:
            os.close(0)
            WORKS[work](Path(path.strip()), not off)
            os._exit(0)
        say(f"born {child}")
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    serve()
