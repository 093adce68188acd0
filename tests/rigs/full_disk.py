"""A disk that fills up at any moment of an edit; in a process of its own (``python full_disk.py PATH TURNS``).

The system refuses to let a file grow beyond a limit, which moves on by a little
with each turn. Prints one line per turn: ``saved`` or the first words of the
sentence, then what was wrong afterwards.
"""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.verbs import LABEL, add_theme, citations, themes
from tripplanner.errors import TripPlannerError
from tripplanner.store import backup, checking, engine
from tripplanner.store.workspace import Workspace

PARTS = 40  # enough for an edit to write several pages


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Inside, no file grows beyond ``size`` bytes."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, unlimited[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)


def attempt(workspace: Workspace, number: int, limit: int) -> str:
    try:
        with at_most(limit):
            workspace.do(LABEL, add_theme, f"edit-{number}", references=PARTS)
    except TripPlannerError as error:
        return sentence(error)
    return "saved"


def sentence(error: TripPlannerError) -> str:
    """The beginning of what the person is told."""
    return str(error).split(":")[0].split(" while")[0]


def wrong(workspace: Workspace, expected: set[str]) -> str:
    """What is not as it should be: edits lost, edits half there, edits there that were refused."""
    there = set(workspace.get(themes))
    parts = len(workspace.get(citations))
    if there != expected or parts != PARTS * len(expected):
        return f"{len(there)} edits with {parts} parts instead of {len(expected)}"
    return ""


def main(path: Path, turns: int, protected: bool) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if not protected:
        engine._begin_with = lambda *_: None  # pyright: ignore
    expected: set[str] = set()
    with Workspace.open(path, actor="anna") as workspace:
        log = path.with_name(path.name + "-wal")
        for turn in range(turns):
            size = max(log.stat().st_size, path.stat().st_size if turn % 4 == 3 else 0)
            said = attempt(workspace, turn, size + turn * 997 % 60_000)
            if said == "saved":
                expected.add(f"edit-{turn}")
            sys.stdout.write(f"{said}\t{wrong(workspace, expected)}\n")
            if turn % 10 == 9:
                workspace.do(LABEL, add_theme, f"after-{turn}", references=PARTS)
                expected.add(f"after-{turn}")
        try:
            with at_most(50_000):
                backup.make(path)
        except TripPlannerError as error:
            left = [file.name for file in backup.folder_of(path).iterdir()]
            sys.stdout.write(f"backup: {sentence(error)}\t{left}\n")
    sys.stdout.write(f"check\t{' '.join(checking.full_check(path))}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), len(sys.argv) < 4)
