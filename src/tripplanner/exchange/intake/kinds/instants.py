"""Moments to the second in UTC, such as the one at which an answer was written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tripplanner.dates import clock, long_date
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg


class InstantKind(Kind):
    """A moment, written in ISO 8601 with its offset."""

    def read(self, cell: Cell, reading: Reading) -> datetime:
        try:
            found = datetime.fromisoformat(plain(cell))
            if found.tzinfo is not None:
                return found.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise Refused(
            msg("“{value}” is not a moment.", value=said(cell)), msg("Write it like 2027-06-13T09:30:00+02:00.")
        )

    def cell(self, value: Any, language: str) -> Cell:
        return value.isoformat() if isinstance(value, datetime) else value

    def show(self, value: Any, language: str) -> str:
        return f"{long_date(value.date(), language)} {clock(value)} UTC" if isinstance(value, datetime) else ""


INSTANT = InstantKind()
