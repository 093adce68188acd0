"""What a command writes: sentences, tables that line up in every script, JSON."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Sequence
from typing import Any, TextIO

_GAP = "  "
_WIDE = ("W", "F")


def tell(sentence: str, stream: TextIO | None) -> None:
    """One line; a process without streams (a window started without a terminal) says nothing."""
    if stream is not None:
        stream.write(sentence + "\n")
        stream.flush()


def write_json(value: Any, stream: TextIO) -> None:
    """JSON as scripts read it: UTF-8, two spaces, one value."""
    json.dump(value, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def write_table(titles: Sequence[str], rows: Sequence[Sequence[str]], stream: TextIO) -> None:
    """Columns that line up; on a terminal, cells are cut so that a row stays on one line."""
    lines = [list(titles), *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(width(line[n]) for line in lines) for n in range(len(titles))]
    if stream.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    for line in lines:
        cells = [padded(cut(cell, wide), wide) for cell, wide in zip(line, widths, strict=True)]
        stream.write(_GAP.join(cells).rstrip() + "\n")


def width(text: str) -> int:
    """Columns of a terminal: Han characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)


def padded(text: str, wide: int) -> str:
    """The text with spaces up to ``wide`` columns."""
    return text + " " * (wide - width(text))


def cut(text: str, wide: int) -> str:
    """The text in at most ``wide`` columns, its loss shown by an ellipsis."""
    if width(text) <= wide:
        return text
    kept, used = "", 1
    for character in text:
        used += width(character)
        if used > wide:
            break
        kept += character
    return kept + "…"


def _fitted(widths: list[int], terminal: int) -> list[int]:
    """Takes columns from the widest until a row fits; none becomes narrower than eight."""
    widths = list(widths)
    while sum(widths) + len(_GAP) * (len(widths) - 1) > terminal and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _one_line(text: str) -> str:
    return " ".join(text.split())
