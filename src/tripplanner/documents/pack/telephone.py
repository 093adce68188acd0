"""Telephone numbers as people write them, and as a telephone dials them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\+?\(?\d[\d\s().\u00a0\u202f/–-]*\d|\d{2,}")
_TRUNK = re.compile(r"(?<=\d|\s)\(0\)")  # +33 (0)4 … : dialled from abroad without the 0
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number: ``shown`` as somebody wrote it, ``dialled`` its digits with a leading ``+``; empty if it has none."""

    shown: str
    dialled: str


def telephone(written: str) -> Telephone | None:
    """The number in a field of a person or a place; None for an empty one."""
    shown = " ".join(written.split())
    if not shown:
        return None
    found = _NUMBER.search(_TRUNK.sub("", shown) if "+" in shown else shown)
    digits = re.sub(r"[^\d+]", "", found.group()) if found else ""
    return Telephone(shown, digits if len(digits) >= _LEAST else "")
