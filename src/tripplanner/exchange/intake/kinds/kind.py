"""What a kind of value is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tripplanner.exchange.intake.sheets import Cell, Faulty, said
from tripplanner.i18n import Message

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x000[dD]_")


class Refused(ValueError):
    """A cell that a kind of value cannot take; ``what`` is the end of a sentence about it, ``todo`` what to do."""

    def __init__(self, what: Message, todo: Message | None = None) -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


@dataclass(frozen=True, slots=True)
class Reading:
    """What helps to read the cells of a column.

    ``epoch_1904``: day numbers count from 1904. ``day_first``: whether 03/04 is the third of April, decided by the
    column as a whole; ``doubt`` says so where nothing in the column decides. ``around``: the days of the trip.
    """

    epoch_1904: bool = False
    day_first: bool = True
    doubt: Message | None = None
    around: tuple[date, date] | None = None


class Kind:
    """A kind of value; this one is text as it stands, without spaces around it.

    ``in_tables``: whether a cell of a workbook or a text file can hold it. ``any_word``: no word says that there is
    nothing, because any can be a value: Na is a name.
    """

    in_tables = True
    any_word = False

    def survey(self, cells: Sequence[Cell], reading: Reading) -> Reading:
        """What a whole column tells about how its cells are to be read."""
        return reading

    def take(self, cell: Cell, reading: Reading) -> Any:
        """:meth:`read`, after refusing a cell that holds no value."""
        if isinstance(cell, Faulty):
            raise Refused(cell.why)
        return self.read(cell, reading)

    def read(self, cell: Cell, reading: Reading) -> Any:
        """The value of a cell that is not empty; raises :class:`Refused`."""
        return plain(cell)

    def cell(self, value: Any, language: str) -> Cell:
        """A value as a cell of a file of ours, which :meth:`read` takes back unchanged."""
        return value

    def show(self, value: Any, language: str) -> str:
        """A value for the eyes, in a language."""
        return said(self.cell(value, language))

    def merged(self, before: Any, after: Any) -> Any:
        """The value a record gets that has one already."""
        return after

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values say the same; spaces around words and signs no file can hold do not count."""
        if isinstance(one, str) and isinstance(other, str):
            return even(one) == even(other)
        return one == other

    def labelled(self, value: Any, heading: str, wanted: Any) -> Any:
        """A value of one of several columns of a field, said where it came from if that is not plain."""
        return value

    def joined(self, values: Sequence[Any]) -> Any:
        """One value of several columns, for a field that takes several."""
        return values[-1]


def even(text: str) -> str:
    """A text as a file gives it back: without control signs, line ends of one kind, no spaces around."""
    if text.isprintable() and "_x000" not in text:
        return text.strip()
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, line ends as they are, no spaces around."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return said(cell).removesuffix(" 00:00")
    return "" if cell is None else even(str(cell))


WORDS = Kind()

_NOTHING = frozenset(
    ("-", "–", "—", "――", "/", "//", "\\", "－", "——", "--", "---", "…", "*", "n/a", "na", "n.a.", "nc", "néant",
     "none", "nil", "无", "無", "暂无", "没有", "／", "unspecified", "not specified", "non spécifié", "non précisé",
     "未指定")
)  # fmt: skip
_NO_DAY = re.compile(r"0{1,4}([-/.])0{1,2}\1[0]{1,4}")  # how mail programs write that a date is not known


def says_nothing(cell: Cell, kind: Kind) -> bool:
    """Whether a cell says that there is nothing to say: a dash; for what is not words also *none* or 无."""
    text = cell.strip().casefold() if isinstance(cell, str) else ""
    free = kind is WORDS or kind.any_word
    if _NO_DAY.fullmatch(text):
        return True
    return text in _NOTHING and (not free or not any(map(str.isalnum, text)))
