"""Formats that name what they hold (cards, points, events) as one table: a column per name, a line per record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tripplanner.exchange.intake.kinds.kind import even
from tripplanner.exchange.intake.limits import MOST_CELL, MOST_COLUMNS, Meter
from tripplanner.exchange.intake.sheets import Cell, Line, Sheet, is_empty, trimmed, within
from tripplanner.i18n import Message

_MOST = MOST_COLUMNS - 20
_LONGEST = 80  # characters of a heading


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a record: what its column is called, the field it fills, the value.

    ``field``: the key; ``""``: nothing takes it, its column is named as ignored; ``None``: guessed by the heading.
    """

    heading: str
    field: str | None
    cell: Cell


@dataclass(slots=True)
class NamedTable:
    """Collects records. What more than the most columns would hold goes into one last column, each with its name."""

    meter: Meter
    _columns: dict[tuple[str, str | None], int] = field(default_factory=dict[tuple[str, str | None], int])
    _rows: list[tuple[int, dict[int, Cell]]] = field(default_factory=list[tuple[int, dict[int, Cell]]])
    _others: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    _left: dict[int, Message] = field(default_factory=dict[int, Message])

    def add(self, number: int, parts: Sequence[Part]) -> None:
        """A record; ``number`` is how people count it. A second value of the same name gets a column of its own."""
        row: dict[int, Cell] = {}
        tried: dict[tuple[str, str | None], int] = {}
        for part in parts:
            part = _clean(part)
            if is_empty(part.cell):
                continue
            column = self._column(part, row, tried)
            if column is None:
                self._others.setdefault(len(self._rows), []).append(f"{part.heading}: {part.cell}")
            else:
                row[column] = part.cell
        row = {column: within(cell, MOST_CELL) for column, cell in row.items()}
        self.meter.row(len(row))
        self._rows.append((number, row))

    def _column(self, part: Part, row: dict[int, Cell], tried: dict[tuple[str, str | None], int]) -> int | None:
        """Where a value goes; ``None`` when there is no more room. ``tried``: how often each name was in the row."""
        times = tried.get((part.heading, part.field), 1)
        heading = f"{part.heading} {times}" if times > 1 else part.heading
        while (at := self._columns.get((heading, part.field))) is not None and at in row:
            times += 1
            heading = f"{part.heading} {times}"
        tried[part.heading, part.field] = times
        if at is None and len(self._columns) < _MOST:
            at = self._columns[heading, part.field] = len(self._columns)
        return at

    def leave(self, number: int, reason: Message) -> None:
        """A record of the format that is none of ours, and why; its values are in the table as those of others."""
        self._left[number] = reason

    def sheet(self, name: str, subject: str) -> Sheet:
        """The table: the columns that the format decides first, then those to be guessed, then what had no room."""
        order = sorted(self._columns.items(), key=lambda one: (one[0][1] is None, one[1]))
        at = {before: now for now, (_, before) in enumerate(order)}
        headings = [heading for (heading, _), _ in order]
        fields = [key for (_, key), _ in order if key is not None]
        if self._others:
            headings.append("…")
            if len(fields) == len(order):
                fields.append("")
        if not headings:
            return Sheet(name, (), subject=subject)
        lines = [Line(0, tuple(headings))]
        for index, (number, row) in enumerate(self._rows):
            cells: list[Cell] = [None] * len(headings)
            for before, cell in row.items():
                cells[at[before]] = cell
            if index in self._others:
                cells[-1] = within("; ".join(self._others[index]), MOST_CELL)
            lines.append(Line(number, trimmed(cells)))
        return Sheet(name, tuple(lines), fields=tuple(fields), subject=subject, left=self._left)


def _clean(part: Part) -> Part:
    """The part without signs that nothing can show or keep."""
    cell = even(part.cell) if type(part.cell) is str else part.cell
    return Part(" ".join(even(part.heading).split())[:_LONGEST] or "?", part.field, cell)
