"""Paragraphs: words in one or several styles, with inline objects, broken into lines of a width."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tripplanner.documents.typesetting.breaking import (
    CLOSING,
    OBJECT,
    OPENING,
    Atom,
    Measured,
    atoms,
    emergency,
    fill,
    no_lone_word,
    no_short_end,
)
from tripplanner.documents.typesetting.cleaning import clean
from tripplanner.documents.typesetting.marks import Block, PlacedRun, Source, TextLine
from tripplanner.documents.typesetting.runs import HAN_KERN, Run, Shape, Shaper, script_of
from tripplanner.documents.typesetting.style import Style
from tripplanner.glyphs import Face
from tripplanner.typography import polished

Align = Literal["left", "right", "center"]
_MOST_PARAGRAPHS = 20_000
"""Paragraphs remembered: those of some forty itineraries."""
_UNSEEN = set(OPENING + CLOSING + " \u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style and one language, with where they come from and where they lead.

    Words are polished as their language is written (spaces, apostrophes, full-width signs) unless ``verbatim``.
    """

    text: str
    style: Style
    language: str
    source: Source | None = None
    link: str | None = None
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """A block that stands in the line like a character; its baseline sits on the text's."""

    block: Block


Piece = Span | Inline


class _Part(NamedTuple):
    """A part of an atom inside one piece: its shape (None for an inline object), its text and its width."""

    index: int  # pyright: ignore[reportIncompatibleMethodOverride]
    shape: Shape | None
    text: str
    width: float


class _Item(NamedTuple):
    parts: tuple[_Part, ...]
    space: _Part | None
    measured: Measured


@dataclass(slots=True)
class _Fragment:
    """The part of a line that one piece fills, while it grows."""

    index: int
    x: float
    runs: list[PlacedRun]
    text: str
    end: float


class Typesetter:
    """Turns words into blocks of lines.

    :param find_face: face name -> :class:`~tripplanner.glyphs.Face`.

    It remembers widths and whole paragraphs, so one typesetter should serve all
    documents made in a process. :attr:`unprintable` names what no face has.
    """

    def __init__(self, find_face: Callable[[str], Face]):
        self._shaper = Shaper(find_face)
        self._paragraphs: dict[object, Block] = {}

    @property
    def unprintable(self) -> dict[str, set[str]]:
        """Characters that no bundled face prints, each with the words they were met in."""
        return self._shaper.unprintable

    def paragraph(
        self, pieces: Piece | Sequence[Piece], width: float, *, title: bool = False, align: Align = "left"
    ) -> Block:
        """``pieces`` as lines no wider than ``width`` pt.

        A line feed begins a new line. ``title`` applies the rules of titles (no
        lone last word; a Chinese title of several lines breaks after its colon).
        The block is as wide as ``width``; its baseline is that of the first line.
        """
        spans = (pieces,) if isinstance(pieces, Span | Inline) else tuple(pieces)
        key = (spans, round(width, 2), title, align)
        block = self._paragraphs.get(key)
        if block is None:
            if len(self._paragraphs) >= _MOST_PARAGRAPHS:
                self._paragraphs.clear()
            block = self._paragraphs[key] = self._paragraph(spans, width, title, align)
        return block

    def label(self, pieces: Piece | Sequence[Piece]) -> Block:
        """``pieces`` on one line of their own natural width (never broken)."""
        spans = (pieces,) if isinstance(pieces, Span | Inline) else tuple(pieces)
        block = self.paragraph(spans, 100_000.0)
        ends = [mark.x + mark.width for mark in block.marks if isinstance(mark, TextLine)]
        ends += [x + child.width for x, _, child in block.children]
        return Block(max(ends, default=0.0), block.height, block.baseline, block.marks, block.children)

    def width(self, text: str, style: Style, language: str) -> float:
        """Width in pt of one unbroken line of words."""
        return self.label(Span(text, style, language)).width

    def _paragraph(self, spans: tuple[Piece, ...], width: float, title: bool, align: Align) -> Block:
        setting = _Setting(self._shaper, spans, width, title, align)
        for line in setting.paragraphs():
            setting.add(line)
        return setting.block()


class _Setting:
    """One paragraph while it is set."""

    def __init__(self, shaper: Shaper, pieces: tuple[Piece, ...], width: float, title: bool, align: Align):
        self.shaper, self.pieces, self.width, self.title, self.align = shaper, pieces, width, title, align
        self.texts = [_ready(piece) for piece in pieces]
        styles = [piece.style for piece in pieces if isinstance(piece, Span)]
        self.style = max(styles, key=lambda style: style.leading, default=Style(9, 12))
        self.language = next((piece.language for piece in pieces if isinstance(piece, Span)), "")
        self.kern = HAN_KERN * self.style.han_size
        self.marks: list[TextLine] = []
        self.children: list[tuple[float, float, Block]] = []
        self.lines = 0

    # --- lines -------------------------------------------------------------------------------------------

    def paragraphs(self) -> list[list[_Item]]:
        """The lines of every paragraph, as items."""
        lines: list[list[_Item]] = []
        offset = 0
        for paragraph in "".join(self.texts).split("\n"):
            items = self._items(paragraph, offset)
            lines += self._break(items) if items else [[]]
            offset += len(paragraph) + 1
        return lines

    def _items(self, paragraph: str, offset: int) -> list[_Item]:
        items: list[_Item] = []
        for atom in atoms(paragraph):
            item = self._item(atom, offset)
            offset += len(atom.text) + len(atom.space)
            if item.measured.width > self.width and len(atom.text) > 1:
                items += self._cut(atom, offset - len(atom.text) - len(atom.space))
            else:
                items.append(item)
        return items

    def _cut(self, atom: Atom, offset: int) -> list[_Item]:
        """An atom wider than the column, in pieces that fit."""
        index, _ = self._at(offset)
        cuts = emergency(atom.text, lambda text: self._part(index, text).width <= self.width)
        items: list[_Item] = []
        for i, text in enumerate(cuts):
            items.append(self._item(Atom(text, atom.space if i == len(cuts) - 1 else ""), offset))
            offset += len(text)
        return items

    def _break(self, items: list[_Item]) -> list[list[_Item]]:
        measured = [item.measured for item in items]
        kern = self.kern
        lines = fill(measured, self.width, kern)
        if self.title and self.language == "zh" and len(lines) > 1:
            return self._after_colon(items) or self._shaped(items, measured, lines)
        return self._shaped(items, measured, lines)

    def _after_colon(self, items: list[_Item]) -> list[list[_Item]] | None:
        """A Chinese title broken after its colon, each part then broken as needed; None without a colon."""
        for i, item in enumerate(items[:-1], 1):
            if item.parts and item.parts[-1].text.endswith("："):
                halves = (items[:i], items[i:])
                return [line for half in halves for line in self._plain(half)]
        return None

    def _plain(self, items: list[_Item]) -> list[list[_Item]]:
        measured = [item.measured for item in items]
        return self._shaped(items, measured, fill(measured, self.width, self.kern))

    def _shaped(self, items: list[_Item], measured: list[Measured], lines: list[tuple[int, int]]) -> list[list[_Item]]:
        """Lines with a last line that is not too short."""
        if self.language == "zh":
            lines = no_short_end(lines, measured, self.width, self.kern, 3)
        elif self.title:
            lines = no_lone_word(lines, measured, self.width, self.kern)
        return [items[a:b] for a, b in lines]

    # --- measuring ---------------------------------------------------------------------------------------

    def _at(self, offset: int) -> tuple[int, int]:
        """(piece, position in its text) of a position in the whole text."""
        for index, text in enumerate(self.texts):
            if offset < len(text):
                return index, offset
            offset -= len(text)
        return len(self.texts) - 1, len(self.texts[-1])

    def _item(self, atom: Atom, offset: int) -> _Item:
        parts = tuple(self._parts(atom.text, offset))
        space = None
        if atom.space:
            index, _ = self._at(offset + len(atom.text))
            space = self._part(index, atom.space)
        width = sum(part.width for part in parts) + self.kern * _seams(parts)
        starts = parts[0].shape.starts if parts and parts[0].shape else ""
        ends = parts[-1].shape.ends if parts and parts[-1].shape else ""
        count = sum(char not in _UNSEEN for char in atom.text)
        return _Item(parts, space, Measured(width, space.width if space else 0.0, starts, ends, count))

    def _parts(self, text: str, offset: int) -> list[_Part]:
        parts: list[_Part] = []
        while text:
            index, at = self._at(offset)
            room = len(self.texts[index]) - at
            parts.append(self._part(index, text[:room]))
            text, offset = text[room:], offset + room
        return parts

    def _part(self, index: int, text: str) -> _Part:
        piece = self.pieces[index]
        if isinstance(piece, Inline):
            return _Part(index, None, text, piece.block.width)
        style = piece.style
        shape = self.shaper.shape(text, piece.language, style.weight, style.italic)
        return _Part(index, shape, text, _shape_width(shape, style))

    # --- placing -----------------------------------------------------------------------------------------

    def add(self, items: list[_Item]) -> None:
        """One finished line."""
        fragments = self._fragments(items)
        top = self.lines * self.style.leading
        end = fragments[-1].end if fragments else 0.0
        shift = {"left": 0.0, "right": self.width - end, "center": (self.width - end) / 2}[self.align]
        for fragment in fragments:
            self._place(fragment, shift, top + self.style.baseline)
        self.lines += 1

    def _fragments(self, items: list[_Item]) -> list[_Fragment]:
        fragments: list[_Fragment] = []
        x, ends = 0.0, ""
        for n, item in enumerate(items):
            for part in item.parts:
                starts = part.shape.starts if part.shape else ""
                x += self.kern if ends + starts in ("HL", "LH") else 0.0
                x = self._grow(fragments, part, x)
                ends = part.shape.ends if part.shape else ""
            if item.space and n < len(items) - 1:
                x, ends = self._grow(fragments, item.space, x), ""
        return fragments

    def _grow(self, fragments: list[_Fragment], part: _Part, x: float) -> float:
        """``part`` added at ``x`` to the fragment of its piece; the new x."""
        if not fragments or fragments[-1].index != part.index or part.shape is None:
            fragments.append(_Fragment(part.index, x, [], "", x))
        fragment = fragments[-1]
        piece = self.pieces[part.index]
        if part.shape is None or isinstance(piece, Inline):
            fragment.end = x + part.width
            return fragment.end
        for dx, run, size in _place_runs(part.shape, piece.style):
            _append(fragment.runs, PlacedRun(x + dx - fragment.x, run, size))
        fragment.text += part.text
        fragment.end = x + part.width
        return fragment.end

    def _place(self, fragment: _Fragment, shift: float, baseline: float) -> None:
        piece = self.pieces[fragment.index]
        x = fragment.x + shift
        if isinstance(piece, Inline):
            rise = piece.block.baseline if piece.block.baseline is not None else piece.block.height
            self.children.append((x, baseline - rise, piece.block))
            return
        style = piece.style
        self.marks.append(
            TextLine(x, baseline, fragment.end - fragment.x, style.size, tuple(fragment.runs), fragment.text,
                     piece.language, style.colour, style.strike, piece.link, piece.source)
        )  # fmt: skip

    def block(self) -> Block:
        height = max(1, self.lines) * self.style.leading
        return Block(self.width, height, self.style.baseline, tuple(self.marks), tuple(self.children))


def _ready(piece: Piece) -> str:
    """The words of a piece, cleaned and polished: the one place through which all printed text passes."""
    if isinstance(piece, Inline):
        return OBJECT
    text = clean(piece.text)
    return text if piece.verbatim else polished(text, piece.language)


def _seams(parts: Sequence[_Part]) -> int:
    """Places inside an atom where Han meets Latin."""
    shapes = [part.shape for part in parts if part.shape]
    return sum(a.ends + b.starts in ("HL", "LH") for a, b in itertools.pairwise(shapes))


def _shape_width(shape: Shape, style: Style) -> float:
    width = 0.0
    for dx, run, size in _place_runs(shape, style):
        width = dx + run.em * size
    return width


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
    return script_of(left.text[-1]) + script_of(right.text[0]) in ("HL", "LH")


def _append(runs: list[PlacedRun], new: PlacedRun) -> None:
    """``new`` added to ``runs``, joined to the last one where nothing lies between them."""
    if runs:
        dx, run, size = runs[-1]
        if run.face == new.run.face and size == new.size and abs(dx + run.em * size - new.dx) < 0.01:
            joined = Run(run.face, run.text + new.run.text, run.em + new.run.em, run.han)
            runs[-1] = PlacedRun(dx, joined, size)
            return
    runs.append(new)
