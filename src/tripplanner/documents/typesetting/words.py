"""Words once measured: runs at their places, parts of atoms, and the piece of a line that grows while it is filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tripplanner.documents.typesetting.breaking import CLOSING, OPENING, Atom, Measured
from tripplanner.documents.typesetting.marks import PlacedRun
from tripplanner.documents.typesetting.runs import HAN_KERN, Run, Shape, Shaper, script_of
from tripplanner.documents.typesetting.style import Style

MEETING = ("HL", "LH")
"""Scripts that a kern keeps apart: Han before Latin, Latin before Han."""
_UNSEEN = set(OPENING + CLOSING + " \u00a0\u202f")


class Word(NamedTuple):
    """Words of one style: their runs placed from 0, what filling a line needs of them."""

    text: str
    runs: tuple[PlacedRun, ...]
    width: float
    starts: str
    ends: str
    seen: int


class Words(dict[str, Word]):
    """Text -> :class:`Word` in one style and language, measured when it first turns up.

    ``whole`` keeps the same for whole atoms of paragraphs in that style alone.
    """

    def __init__(self, shaper: Shaper, style: Style, language: str):
        super().__init__()
        self._shaper, self._style, self._language = shaper, style, language
        self.whole = Items(self)

    def __missing__(self, text: str) -> Word:
        style = self._style
        shape = self._shaper.shape(text, self._language, style.weight, style.italic)
        runs = _place_runs(shape, style)
        width = runs[-1].dx + runs[-1].run.em * runs[-1].size if runs else 0.0
        seen = len(text) if _UNSEEN.isdisjoint(text) else sum(char not in _UNSEEN for char in text)
        self[text] = word = Word(text, tuple(runs), width, shape.starts, shape.ends, seen)
        return word


class Part(NamedTuple):
    """A part of an atom inside piece number ``piece``; ``word`` is None for an inline object."""

    piece: int
    word: Word | None
    width: float


class Item(NamedTuple):
    """An atom of a paragraph, with what filling a line needs of it."""

    parts: tuple[Part, ...]
    space: Part | None
    measured: Measured


class Items(dict[Atom, Item]):
    """Atom -> :class:`Item` of a paragraph in one piece."""

    def __init__(self, words: Words):
        super().__init__()
        self._words = words

    def __missing__(self, atom: Atom) -> Item:
        word = self._words[atom.text]
        space = Part(0, gap := self._words[atom.space], gap.width) if atom.space else None
        measured = Measured(word.width, space.width if space else 0.0, word.starts, word.ends, word.seen)
        parts = (Part(0, word, word.width),) if atom.text else ()
        self[atom] = item = Item(parts, space, measured)
        return item


@dataclass(slots=True)
class _Growing:
    """A run while words are added to it."""

    dx: float
    run: Run
    size: float
    texts: list[str]
    em: float


@dataclass(slots=True)
class Fragment:
    """The part of a line that one piece fills, while it grows."""

    piece: int
    x: float
    end: float
    runs: list[_Growing]
    texts: list[str]

    def add(self, word: Word, x: float) -> None:
        """``word`` at ``x`` of the line; runs of one face that touch become one."""
        x -= self.x
        last = self.runs[-1] if self.runs else None
        for dx, run, size in word.runs:
            at = x + dx
            if (
                last
                and last.run.face == run.face
                and last.size == size
                and -0.01 < last.dx + last.em * size - at < 0.01
            ):
                last.texts.append(run.text)
                last.em += run.em
            else:
                last = _Growing(at, run, size, [run.text], run.em)
                self.runs.append(last)
        self.texts.append(word.text)

    def placed(self) -> tuple[PlacedRun, ...]:
        """The runs as they stand when the line is full."""
        return tuple(PlacedRun(g.dx, Run(g.run.face, "".join(g.texts), g.em, g.run.han), g.size) for g in self.runs)


def _place_runs(shape: Shape, style: Style) -> list[PlacedRun]:
    """The runs of a shape at their places, with a kern between Han and Latin letters."""
    placed: list[PlacedRun] = []
    x, before = 0.0, None
    for run in shape.runs:
        if before is not None and _meets(before, run):
            x += HAN_KERN * style.han_size
        size = style.han_size if run.han else style.size
        placed.append(PlacedRun(x, run, size))
        x += run.em * size
        before = run
    return placed


def _meets(left: Run, right: Run) -> bool:
    """Whether Han ends ``left`` and Latin begins ``right``, or the other way round (punctuation is neither)."""
    return script_of(left.text[-1]) + script_of(right.text[0]) in MEETING
