"""Numbers: whole or not, within bounds, with a decimal comma or point, with a unit behind."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

from tripplanner.dates import number
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg

_SPACES = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_UNIT = re.compile(
    r"\s*(?:km|m|%|°|米|公里|千米|人|pers(?:onnes?|\.)?|people|places?|seats?|座|天|jours?|days?|个)\s*$", re.I
)


class NumberKind(Kind):
    """A number between two bounds, both included; ``whole`` numbers have no decimals."""

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        self._low, self._high, self._whole = low, high, whole

    def read(self, cell: Cell, reading: Reading) -> float:
        value = _number(cell, self._whole)
        if value is None or not math.isfinite(value):
            raise Refused(msg("“{value}” is not a number.", value=said(cell)), msg("Write digits alone."))
        if self._whole and value != int(value):
            raise Refused(msg("“{value}” is not a whole number.", value=said(cell)), msg("Write digits alone."))
        if not self._low <= value <= self._high:
            low, high = (f"{bound:g}" for bound in (self._low, self._high))
            raise Refused(
                msg("“{value}” is not between {low} and {high}.", value=said(cell), low=low, high=high),
                msg("Correct the number."),
            )
        return int(value) if self._whole else float(value)

    def show(self, value: Any, language: str) -> str:
        if not isinstance(value, (int, float)):
            return ""
        return str(value) if self._whole else number(value, language, 6)


class DegreesKind(NumberKind):
    """Degrees of latitude or longitude: decimal, or with minutes and seconds, and a letter for the side."""

    def read(self, cell: Cell, reading: Reading) -> float:
        match = _DEGREES.fullmatch(unicodedata.normalize("NFKC", cell).strip()) if isinstance(cell, str) else None
        if match is None:
            return super().read(cell, reading)
        parts = [float((match[name] or "0").replace(",", ".")) for name in ("d", "m", "s")]
        value = parts[0] + parts[1] / 60 + parts[2] / 3600
        west = (match["before"] or match["after"] or "").upper() in ("S", "W", "O", "南", "西")
        return super().read(round(-value if west else value, 7), reading)


_SIDE = "[NSEWO北南东西]"
_DEGREES = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<d>\d{{1,3}}(?:[.,]\d+)?)\s*(?:[°度o]\s*(?:(?P<m>\d{{1,2}}(?:[.,]\d+)?)\s*['’′分]\s*"
    rf"(?:(?P<s>\d{{1,2}}(?:[.,]\d+)?)\s*(?:[\"”″秒]|''|′′))?)?)?\s*(?P<after>{_SIDE})?", re.I
)  # fmt: skip


def WHOLE(low: int, high: int) -> NumberKind:  # noqa: N802 - reads like the constants beside it
    """Whole numbers between two bounds."""
    return NumberKind(low, high, whole=True)


def _number(cell: Cell, whole: bool) -> float | None:
    """The number of a cell; three digits behind the only comma of a whole number are thousands."""
    if isinstance(cell, (int, float)):
        return None if isinstance(cell, bool) else cell
    if not isinstance(cell, str):
        return None
    text = _SPACES.sub("", _UNIT.sub("", unicodedata.normalize("NFKC", cell).strip()))
    text = text.replace("−", "-")
    thousands = re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text)
    if text.count(",") == 1 and "." not in text and not (whole and thousands):
        text = text.replace(",", ".")
    elif thousands:
        text = text.replace(",", "")
    return float(text) if re.fullmatch(r"[-+]?\d{1,15}(\.\d*)?|[-+]?\.\d+", text) else None
