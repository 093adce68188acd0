"""The usual paragraph set by a shorter way: one style, one face, an alphabet.

Where one face draws every character there is no kern and every line is one run, so widths are added up word by word
and nothing is built but the finished lines. What comes out is what :mod:`~tripplanner.documents.typesetting.text` makes
of the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tripplanner.documents.typesetting.breaking import Atom, atoms
from tripplanner.documents.typesetting.marks import Block, PlacedRun, TextLine
from tripplanner.documents.typesetting.runs import Plain, Run

if TYPE_CHECKING:
    from tripplanner.documents.typesetting.text import Align, Span

_SHARE = {"left": 0.0, "right": 1.0, "center": 0.5}
_TOLERANCE = 0.001  # pt, as where other lines are filled


class Widths(dict[str, float]):
    """Text -> its width in pt in one style that one face draws."""

    def __init__(self, face: Plain, size: float):
        super().__init__()
        self.face, self.size = face, size

    def __missing__(self, text: str) -> float:
        self[text] = width = self.face.em(text) * self.size
        return width


def set_plainly(widths: Widths, span: Span, text: str, width: float, *, title: bool, align: Align) -> Block | None:
    """``text``, the ready words of ``span``, as a block of lines; None where it needs the longer way.

    That is where another face is needed, or a word is wider than ``width`` pt. ``title``: no lone last word.
    """
    if not widths.face.draws(text):
        return None
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = atoms(paragraph)
        ranges = _filled(widths, words, width)
        if ranges is None:
            return None
        lines += [_joined(words[a:b]) for a, b in (_no_lone_word(ranges, widths, words, width) if title else ranges)]
    style, share = span.style, _SHARE[align]
    marks = tuple(
        _line(widths, span, line, share, width, row * style.leading + style.baseline)
        for row, line in enumerate(lines)
        if line
    )
    return Block(width, len(lines) * style.leading, style.baseline, marks, ())


def _filled(widths: Widths, words: Sequence[Atom], room: float) -> list[tuple[int, int]] | None:
    """Index ranges of the lines, each as full as it can be; None where a word is too wide."""
    lines: list[tuple[int, int]] = []
    start, used, space = 0, 0.0, ""
    for at, (text, after) in enumerate(words):
        width = widths[text]
        if width > room:
            return None
        reach = used + widths[space] + width if space else used + width
        if reach > room + _TOLERANCE and at > start:
            lines.append((start, at))
            start, reach = at, width
        used, space = reach, after
    return [*lines, (start, len(words))]


def _no_lone_word(
    lines: list[tuple[int, int]], widths: Widths, words: Sequence[Atom], room: float
) -> list[tuple[int, int]]:
    """The last line given a second word, where the line before can spare it."""
    if len(lines) < 2:
        return lines
    (start, split), (_, end) = lines[-2:]
    if end - split > 1 or split - start < 2:
        return lines
    moved, last = words[split - 1], words[split]
    if widths[moved.text] + widths[moved.space] + widths[last.text] > room:
        return lines
    return [*lines[:-2], (start, split - 1), (split - 1, end)]


def _joined(words: Sequence[Atom]) -> str:
    """One line; the space at its end is dropped."""
    if not words:
        return ""
    return "".join(map("".join, words[:-1])) + words[-1].text


def _line(widths: Widths, span: Span, text: str, share: float, width: float, baseline: float) -> TextLine:
    style = span.style
    em = widths.face.em(text)
    end = em * style.size
    run = PlacedRun(0.0, Run(widths.face.name, text, em, han=False), style.size)
    shift = (width - end) * share if share else 0.0
    return TextLine(
        shift,
        baseline,
        end,
        style.size,
        (run,),
        text,
        span.language,
        style.colour,
        style.strike,
        span.link,
        span.source,
    )
