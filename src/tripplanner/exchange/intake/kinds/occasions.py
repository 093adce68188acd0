"""When something of a programme is, in one cell: a day, with a time of day or two where they stand beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tripplanner.dates import clock
from tripplanner.exchange.intake.kinds.dates import DATE
from tripplanner.exchange.intake.kinds.kind import Reading, plain
from tripplanner.exchange.intake.kinds.times import MOMENT, SPAN, MomentKind, halves
from tripplanner.exchange.intake.sheets import Cell


class OccasionKind(MomentKind):
    """A :class:`date` or :class:`datetime`, and the :class:`time` of the end where it is said, else ``None``."""

    def read(self, cell: Cell, reading: Reading) -> Any:
        head, hours = halves(plain(cell)) if isinstance(cell, str) else ("", "")
        first, last = SPAN.of_words(hours, cell) if hours else (None, None)
        if first is None or last is None:
            return MOMENT.read(cell, reading), None
        return datetime.combine(DATE.of_words(head, reading, cell), first), last

    def cell(self, value: Any, language: str) -> Cell:
        return value[0]

    def show(self, value: Any, language: str) -> str:
        day, until = value
        return f"{super().show(day, language)}–{clock(until)}" if until else super().show(day, language)


OCCASION = OccasionKind()
