"""How people are reached: e-mail addresses and telephone numbers, kept as they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg

_ADDRESS = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\".]+(?:\.[^\s@,;<>()\".]+)+")
_BETWEEN = re.compile(r"\s*(?::::|[;,；，、\n])\s*|\s+(?:ou|or|或)\s+|\s+/\s+")


_NARROW = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF0B: "+", 0xFF0D: "-", 0xFF08: "(", 0xFF09: ")"}
"""Digits and signs as wide as characters, which no telephone dials."""


_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d\d?")
_CUT = re.compile(r"[1-9]\d{8}|(?:33|41|39|49|32|44|86|852|886)\d{9,11}")
_DECIMAL = re.compile(r"(\d{5,})[.,]0")


def whole_number(text: str, cell: Cell) -> str:
    """A number that is no quantity, which a program took for one: ``13800138000.0``; one it shortened is refused."""
    if _SHORTENED.fullmatch(text):
        raise Refused(
            msg("“{value}” was shortened by a spreadsheet: its digits are lost.", value=said(cell)),
            msg("Write all its digits, or have the column saved as text."),
        )
    match = _DECIMAL.fullmatch(text)
    return match[1] if match is not None else text


class EmailKind(Kind):
    """One or several addresses, each of the shape of one."""

    def read(self, cell: Cell, reading: Reading) -> str:
        text = unicodedata.normalize("NFKC", plain(cell)).replace("mailto:", "").strip()
        found = [part.strip(" <>") for part in _BETWEEN.split(text) if part.strip(" <>")]
        if not found or not all(_ADDRESS.fullmatch(part) for part in found):
            raise Refused(
                msg("“{value}” is not an e-mail address.", value=said(cell)), msg("Write it like name@example.org.")
            )
        return ", ".join(found)


class PhoneKind(Kind):
    """A telephone number as it is written; it holds five digits at least."""

    def survey(self, cells: Sequence[Cell], reading: Reading) -> Reading:
        """Numbers that a spreadsheet took for quantities lost what stood before them."""
        lost = next(
            (said(cell) for cell in cells if isinstance(cell, int | float) and _CUT.fullmatch(said(cell))), None
        )
        if lost is None:
            return reading
        return replace(
            reading, doubt=msg("{value} and others like it may have lost a 0 or a + at their front.", value=lost)
        )

    def read(self, cell: Cell, reading: Reading) -> str:
        words = plain(cell).translate(_NARROW).replace(" ::: ", ", ").removeprefix("tel:").removeprefix("'")
        text = whole_number(" ".join(words.split()), cell)
        if sum(c.isdigit() for c in text) < 5:
            raise Refused(msg("“{value}” is not a telephone number.", value=said(cell)), msg("Write all its digits."))
        return text


EMAIL, PHONE = EmailKind(), PhoneKind()
