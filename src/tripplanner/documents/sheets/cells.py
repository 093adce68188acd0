"""What a workbook can hold: words as cells, names of its sheets, what it says of itself.

Whatever somebody pasted into a record, a workbook that holds a character which XML forbids is one that no program
opens, and a name that Excel keeps for itself is one that it mends away.
"""

from __future__ import annotations

import re
from typing import Any

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TABS = re.compile(r"[\\/*?:\[\]\s]+")
_LONGEST_CELL = 32_767
_LONGEST_TAB = 31
_LONGEST_PROPERTY = 255
_KEPT_BY_EXCEL = "history"


def fit(words: str) -> str:
    """The words without what no cell can hold."""
    return _UNFIT.sub(" ", words)


def put_words(cell: Any, words: str) -> Any:
    """Words in a cell, never a formula whatever they begin with."""
    shown = fit(words)
    cell.value = shown if len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"
    cell.data_type = "s"
    if _FORMULA.match(shown):
        cell.quotePrefix = True
    return cell


def tab_name(words: str, taken: set[str]) -> str:
    """A name for a sheet that Excel takes and that none of ``taken`` has, whatever their case; it joins them."""
    plain = _NOT_IN_TABS.sub(" ", fit(words))
    name, number = _cut(plain, _LONGEST_TAB) or "1", 2
    while name.casefold() in taken or name.casefold() == _KEPT_BY_EXCEL:
        name, number = f"{_cut(plain, _LONGEST_TAB - 1 - len(str(number)))} {number}".strip(), number + 1
    taken.add(name.casefold())
    return name


def _cut(words: str, longest: int) -> str:
    """So many of the units that Excel counts, of which an emoji has two; no space or apostrophe at the ends."""
    room = words.encode("utf-16-le")[: 2 * longest]
    return room.decode("utf-16-le", errors="ignore").strip(" '")


def describe(book: Any, title: str, author: str) -> None:
    """What the file says of itself."""
    book.properties.title, book.properties.creator = _property(title), _property(author)


def _property(words: str) -> str:
    line = " ".join(fit(words).split())
    return line if len(line) <= _LONGEST_PROPERTY else line[: _LONGEST_PROPERTY - 1] + "…"
