"""What is refused before and while it is read, and the errors that say so."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.progress import NO_PROGRESS, Progress

MOST_BYTES = 20_000_000
MOST_UNPACKED = 120_000_000  # all parts of an archive together
MOST_OTHER_PART = 6_000_000  # of a part that is read as a whole: styles, relations
MOST_RATIO = 300  # of a part above a megabyte
MOST_PARTS = 2_000
MOST_SHEETS = 100
MOST_ROWS = 25_000
MOST_COLUMNS = 500
MOST_CELLS = 1_000_000
MOST_CELL = 32_767  # characters, as spreadsheets allow
MOST_SECONDS = 30.0


class Unreadable(TripPlannerError):
    """A file, or several, that cannot be read: what is wrong with it, and what to do."""

    def __init__(self, name: str | tuple[str, ...], what: Message, todo: Message | None = None) -> None:
        super().__init__(
            msg("“{file}” cannot be read: {what}", file=name, what=what),
            msg("Nothing was changed."),
            todo or msg("Save the file again as .xlsx or .csv in the program it comes from, then import that."),
        )


def too_large(name: str) -> Unreadable:
    """The file is larger than any table of people and places."""
    return Unreadable(
        name,
        msg("it is larger than {megabytes} MB.", megabytes=MOST_BYTES // 1_000_000),
        msg("Split it, or take pictures and unused sheets out of it."),
    )


def check_size(name: str, data: bytes) -> None:
    """Refuses what is empty or too large."""
    if not data:
        raise Unreadable(name, msg("it is empty."), msg("Choose another file."))
    if len(data) > MOST_BYTES:
        raise too_large(name)


@dataclass(slots=True)
class Meter:
    """Counts what is read of one file, stops at the limits, at the time and when the person cancels."""

    name: str
    progress: Progress = NO_PROGRESS
    cells: int = 0
    rows: int = 0
    until: float = 0.0

    def __post_init__(self) -> None:
        self.until = time.monotonic() + MOST_SECONDS

    def row(self, width: int, longest: int = 0) -> None:
        """One more row of ``width`` cells, the longest of which has ``longest`` characters."""
        self.rows += 1
        self.cells += width
        if width > MOST_COLUMNS:
            raise Unreadable(self.name, msg("a row has more than {count} columns.", count=MOST_COLUMNS))
        if self.rows > MOST_ROWS or self.cells > MOST_CELLS:
            raise Unreadable(
                self.name,
                msg("it has more than {rows} rows or {cells} cells.", rows=MOST_ROWS, cells=MOST_CELLS),
                msg("Split it into several files."),
            )
        if longest > MOST_CELL:
            raise Unreadable(self.name, msg("a cell of row {row} has more than {count} characters.", row=self.rows,
                                            count=MOST_CELL))  # fmt: skip
        if self.rows % 64 == 0:
            self.tick()

    def new_sheet(self) -> None:
        """Rows are counted per sheet, cells in all."""
        self.rows = 0
        self.tick()

    def tick(self) -> None:
        """Stops when cancelled or when reading takes too long."""
        self.progress.check()
        if time.monotonic() > self.until:
            raise Unreadable(self.name, msg("reading it takes too long."), msg("Split it into several files."))
