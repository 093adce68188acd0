"""A race: everybody adds one to what they saw, at once, on a server.

As a program (``python racing.py URL EDITS``) it races without the version
column, in a process whose mapped classes never had it, and prints the tally.
"""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy.orm import Session

from store.verbs import LABEL, theme_of
from tripplanner.errors import Conflict
from tripplanner.model.themes import Theme
from tripplanner.store.faults import stale
from tripplanner.store.workspace import Workspace

PEOPLE = 4
RECORDS = 2


@dataclass
class Tally:
    """Edits that were acknowledged, edits that were refused."""

    done: int = 0
    refused: int = 0


def seen(session: Session, code: str) -> tuple[int, int]:
    """What a person sees before editing: the number and the version of the record."""
    theme = theme_of(session, code)
    return theme.position, theme.version


def save(session: Session, code: str, number: int, version: int, checked: bool) -> None:
    theme = theme_of(session, code)
    if checked and theme.version != version:
        raise stale()
    theme.position = number


def race(url: str, edits: int, *, checked: bool) -> tuple[Tally, int]:
    """Everybody adds one to what they saw; returns the tally and the sum in the records."""
    tally, turns, lock = Tally(), iter(range(edits)), threading.Lock()

    def person(workspace: Workspace) -> None:
        while (turn := taken()) is not None:
            code = f"record-{turn % RECORDS}"
            number, version = workspace.get(seen, code)
            try:
                workspace.do(LABEL, save, code, number + 1, version, checked)
            except Conflict:
                with lock:
                    tally.refused += 1
            else:
                with lock:
                    tally.done += 1

    def taken() -> int | None:
        with lock:
            return next(turns, None)

    with ExitStack() as opened:
        people = [opened.enter_context(Workspace.open(url, actor=f"person-{n}")) for n in range(PEOPLE)]
        threads = [threading.Thread(target=person, args=(workspace,)) for workspace in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return tally, sum(people[0].get(seen, f"record-{n}")[0] for n in range(RECORDS))


def main(url: str, edits: int) -> None:
    Theme.__mapper__.version_id_col = None
    tally, total = race(url, edits, checked=False)
    sys.stdout.write(f"{tally.done} {tally.refused} {total}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
