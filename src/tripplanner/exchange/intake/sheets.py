"""A file from somebody else as a table: what each reader gives, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tripplanner.i18n import Message, msg


class Faulty(str):
    """The text of a cell that holds no value: a formula never computed, an error of the sheet. ``why`` says which."""

    __slots__ = ("why",)
    why: Message

    @classmethod
    def because(cls, text: str, why: Message) -> Faulty:
        cell = cls(text)
        cell.why = why
        return cell


Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as its file has it; ``None`` where it is empty. Text keeps its spaces and line ends."""


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing: no value, or spaces alone."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def within(cell: Cell, most: int) -> Cell:
    """The cell; of a text of more characters its beginning, as one without a value: its row waits for a person."""
    if not isinstance(cell, str) or len(cell) <= most:
        return cell
    return Faulty.because(cell[:most], msg("it has more than {count} characters.", count=most))


def said(cell: Cell) -> str:
    """A cell as one reads it in a sentence: at most sixty characters on one line."""
    if isinstance(cell, datetime):
        text = cell.isoformat(" ", "minutes").removesuffix(" 00:00")
    elif isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        text = str(int(cell))
    else:
        text = "" if cell is None else str(cell)
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def letter(column: int) -> str:
    """The name of a column (0 is the first) as spreadsheets show it: ``A``, ``AB``."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet. ``number`` is what its program shows beside it: a row of a table, a card, a point."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column; ``None`` beyond the last."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one, which the first holds: rows by number, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    ``fields``: where the format itself says what a column is (a vCard, a GPX file), the key of the field of each
    column, ``""`` for one that nothing takes; the headings are then the first line of ``lines``. ``subject`` is what
    such a file holds; ``left``: lines that the format itself says are none of it, with the reason. ``hidden`` sheets
    are offered last. ``epoch_1904``: day numbers count from 1904.
    """

    name: str
    lines: tuple[Line, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    fields: tuple[str, ...] = ()
    subject: str = ""
    epoch_1904: bool = False
    left: Mapping[int, Message] = field(default_factory=dict[int, Message])

    @property
    def width(self) -> int:
        """How many columns the widest line has."""
        return max((len(line.cells) for line in self.lines), default=0)

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell that is not empty: the number of its row, its column, its value."""
        for line in self.lines:
            for column, cell in enumerate(line.cells):
                if not is_empty(cell):
                    yield line.number, column, cell


@dataclass(frozen=True, slots=True)
class Encoding:
    """A way of reading the bytes of a text file: ``name`` as Python knows it, how well it fits (0–1), how it looks."""

    name: str
    fit: float
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read. ``encodings`` are the ways of reading its bytes, the one taken first; empty if it says."""

    name: str
    format: str
    sheets: tuple[Sheet, ...]
    encodings: tuple[Encoding, ...] = ()
    separator: str = ""
    remarks: tuple[Message, ...] = field(default=())

    def sheet(self, name: str | None = None) -> Sheet:
        """The sheet of this name, else the first that is seen and holds something, else the first."""
        if name is not None:
            return next(sheet for sheet in self.sheets if sheet.name == name)
        shown = [sheet for sheet in self.sheets if not sheet.hidden and sheet.lines]
        return (shown or [sheet for sheet in self.sheets if sheet.lines] or list(self.sheets))[0]


def lines_of(rows: Sequence[Sequence[Cell]], first: int = 1) -> tuple[Line, ...]:
    """Rows as lines, numbered from ``first``; empty cells at the end of a row and empty rows are left out."""
    return tuple(
        Line(first + n, cells) for n, row in enumerate(rows) if (cells := trimmed(row))
    )  # fmt: skip


def trimmed(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row without the empty cells at its end."""
    end = len(row)
    while end and is_empty(row[end - 1]):
        end -= 1
    return tuple(row[:end])
