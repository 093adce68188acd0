"""Paragraphs: words in one or several styles, with inline objects, broken into lines of a width."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from tripplanner.documents.typesetting.breaking import (
    OBJECT,
    Atom,
    Measured,
    atoms,
    emergency,
    fill,
    no_lone_word,
    no_short_end,
)
from tripplanner.documents.typesetting.cleaning import clean
from tripplanner.documents.typesetting.marks import Block, Source, TextLine
from tripplanner.documents.typesetting.plain import Widths, set_plainly
from tripplanner.documents.typesetting.runs import HAN_KERN, Shaper
from tripplanner.documents.typesetting.style import Style
from tripplanner.documents.typesetting.words import MEETING, Fragment, Item, Part, Words
from tripplanner.glyphs import Face
from tripplanner.typography import polished

Align = Literal["left", "right", "center"]
_MOST_PARAGRAPHS = 20_000
"""Paragraphs remembered: those of some forty itineraries."""


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


class Typesetter:
    """Turns words into blocks of lines.

    :param find_face: face name -> :class:`~tripplanner.glyphs.Face`.

    It remembers widths and whole paragraphs, so one typesetter should serve all
    documents made in a process. :attr:`unprintable` names what no face has.
    """

    def __init__(self, find_face: Callable[[str], Face]):
        self._shaper = Shaper(find_face)
        self._words: dict[tuple[float, int, bool, str], Words] = {}
        self._widths: dict[tuple[float, int, bool], Widths] = {}
        self._paragraphs: dict[Hashable, Block] = {}

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
                self._words.clear()
                self._widths.clear()
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

    def kept(self, key: Hashable, make: Callable[[], Block]) -> Block:
        """The block made once for ``key``: a document laid out twice for its page numbers draws its maps once."""
        block = self._paragraphs.get(key)
        if block is None:
            block = self._paragraphs[key] = make()
        return block

    def _paragraph(self, spans: tuple[Piece, ...], width: float, title: bool, align: Align) -> Block:
        first = spans[0] if len(spans) == 1 else None
        if isinstance(first, Span) and first.language != "zh":
            block = set_plainly(self._widths_of(first.style), first, _ready(first), width, title=title, align=align)
            if block is not None:
                return block
        setting = _Setting(self._words_of, spans, width, title, align)
        for line in setting.paragraphs():
            setting.add(line)
        return setting.block()

    def _widths_of(self, style: Style) -> Widths:
        """Widths of words that the letters of a style draw alone."""
        key = (style.size, style.weight, style.italic)
        widths = self._widths.get(key)
        if widths is None:
            widths = self._widths[key] = Widths(self._shaper.plain(style.weight, style.italic), style.size)
        return widths

    def _words_of(self, span: Span) -> Words:
        """The measured words of a span's style; colour and leading do not matter to them."""
        style = span.style
        key = (style.size, style.weight, style.italic, span.language)
        words = self._words.get(key)
        if words is None:
            words = self._words[key] = Words(self._shaper, style, span.language)
        return words


class _Setting:
    """One paragraph while it is set."""

    def __init__(
        self, words_of: Callable[[Span], Words], pieces: tuple[Piece, ...], width: float, title: bool, align: Align
    ):
        self.pieces, self.width, self.title, self.align = pieces, width, title, align
        self.words = [words_of(piece) if isinstance(piece, Span) else None for piece in pieces]
        self.texts = [_ready(piece) for piece in pieces]
        styles = [piece.style for piece in pieces if isinstance(piece, Span)]
        self.style = max(styles, key=lambda style: style.leading, default=Style(9, 12))
        self.language = next((piece.language for piece in pieces if isinstance(piece, Span)), "")
        self.kern = HAN_KERN * self.style.han_size
        self.marks: list[TextLine] = []
        self.children: list[tuple[float, float, Block]] = []
        self.lines = 0

    # --- lines -------------------------------------------------------------------------------------------

    def paragraphs(self) -> list[list[Item]]:
        """The lines of every paragraph, as items."""
        lines: list[list[Item]] = []
        offset = 0
        for paragraph in "".join(self.texts).split("\n"):
            items = self._items(paragraph, offset)
            lines += self._break(items) if items else [[]]
            offset += len(paragraph) + 1
        return lines

    def _items(self, paragraph: str, offset: int) -> list[Item]:
        whole = self._of_one_piece(paragraph)
        if whole is not None:
            return whole
        items: list[Item] = []
        for atom in atoms(paragraph):
            item = self._item(atom, offset)
            offset += len(atom.text) + len(atom.space)
            if item.measured.width > self.width and len(atom.text) > 1:
                items += self._cut(atom, offset - len(atom.text) - len(atom.space))
            else:
                items.append(item)
        return items

    def _of_one_piece(self, paragraph: str) -> list[Item] | None:
        """The items of the usual case: one piece, no word wider than the column."""
        words = self.words[0] if len(self.pieces) == 1 else None
        if words is None:
            return None
        items = list(map(words.whole.__getitem__, atoms(paragraph)))
        fits = max((item.measured.width for item in items), default=0.0) <= self.width
        return items if fits else None

    def _cut(self, atom: Atom, offset: int) -> list[Item]:
        """An atom wider than the column, in pieces that fit."""
        cuts = emergency(atom.text, self._fitting(atom, offset))
        items: list[Item] = []
        for i, text in enumerate(cuts):
            items.append(self._item(Atom(text, atom.space if i == len(cuts) - 1 else ""), offset))
            offset += len(text)
        return items

    def _fitting(self, atom: Atom, offset: int) -> Callable[[str], bool]:
        """Whether a part of the atom fits the column, in the widest of its styles, beside the widest of its icons."""
        pieces = range(self._at(offset)[0], self._at(offset + len(atom.text) - 1)[0] + 1)
        spoken = [index for index in pieces if self.words[index] is not None and self.texts[index]]
        inline = max((self._part(index, OBJECT).width for index in pieces if self.words[index] is None), default=0.0)

        def fits(text: str) -> bool:
            words = text.replace(OBJECT, "")
            width = max((self._part(index, words).width for index in spoken), default=0.0) if words else 0.0
            return width + inline * (len(text) - len(words)) <= self.width

        return fits

    def _break(self, items: list[Item]) -> list[list[Item]]:
        measured = [item.measured for item in items]
        kern = self.kern
        lines = fill(measured, self.width, kern)
        if self.title and self.language == "zh" and len(lines) > 1:
            return self._after_colon(items) or self._shaped(items, measured, lines)
        return self._shaped(items, measured, lines)

    def _after_colon(self, items: list[Item]) -> list[list[Item]] | None:
        """A Chinese title broken after its colon, each part then broken as needed; None without a colon."""
        for i, item in enumerate(items[:-1], 1):
            word = item.parts[-1].word if item.parts else None
            if word and word.text.endswith("："):
                halves = (items[:i], items[i:])
                return [line for half in halves for line in self._plain(half)]
        return None

    def _plain(self, items: list[Item]) -> list[list[Item]]:
        measured = [item.measured for item in items]
        return self._shaped(items, measured, fill(measured, self.width, self.kern))

    def _shaped(self, items: list[Item], measured: list[Measured], lines: list[tuple[int, int]]) -> list[list[Item]]:
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

    def _item(self, atom: Atom, offset: int) -> Item:
        words = self.words[0]
        if len(self.pieces) == 1 and words is not None:
            return words.whole[atom]
        return self._mixed(atom, offset)

    def _mixed(self, atom: Atom, offset: int) -> Item:
        """An atom that may lie in several pieces."""
        parts = tuple(self._parts(atom.text, offset))
        space = self._part(self._at(offset + len(atom.text))[0], atom.space) if atom.space else None
        words = [part.word for part in parts]
        seams = sum(a.ends + b.starts in MEETING for a, b in itertools.pairwise(words) if a and b)
        width = sum(part.width for part in parts) + self.kern * seams
        starts = words[0].starts if words and words[0] else ""
        ends = words[-1].ends if words and words[-1] else ""
        seen = sum(word.seen if word else 1 for word in words)
        return Item(parts, space, Measured(width, space.width if space else 0.0, starts, ends, seen))

    def _parts(self, text: str, offset: int) -> list[Part]:
        parts: list[Part] = []
        while text:
            index, at = self._at(offset)
            room = len(self.texts[index]) - at
            parts.append(self._part(index, text[:room]))
            text, offset = text[room:], offset + room
        return parts

    def _part(self, index: int, text: str) -> Part:
        piece, words = self.pieces[index], self.words[index]
        if isinstance(piece, Inline) or words is None:
            width = piece.block.width if isinstance(piece, Inline) else 0.0
            return Part(index, None, width)
        word = words[text]
        return Part(index, word, word.width)

    # --- placing -----------------------------------------------------------------------------------------

    def add(self, items: list[Item]) -> None:
        """One finished line."""
        fragments = self._fragments(items)
        top = self.lines * self.style.leading
        end = fragments[-1].end if fragments else 0.0
        shift = {"left": 0.0, "right": self.width - end, "center": (self.width - end) / 2}[self.align]
        for fragment in fragments:
            self._place(fragment, shift, top + self.style.baseline)
        self.lines += 1

    def _fragments(self, items: list[Item]) -> list[Fragment]:
        fragments: list[Fragment] = []
        x, ends = 0.0, ""
        last = len(items) - 1
        for n, item in enumerate(items):
            for part in item.parts:
                word = part.word
                if ends and word and ends + word.starts in MEETING:
                    x += self.kern
                x = self._grow(fragments, part, x)
                ends = word.ends if word else ""
            if item.space and n < last:
                x, ends = self._grow(fragments, item.space, x), ""
        return fragments

    def _grow(self, fragments: list[Fragment], part: Part, x: float) -> float:
        """``part`` added at ``x`` to the fragment of its piece; the new x."""
        piece, word, width = part
        if fragments and word is not None and fragments[-1].piece == piece:
            fragment = fragments[-1]
        else:
            fragment = Fragment(piece, x, x, [], [])
            fragments.append(fragment)
        if word is not None:
            fragment.add(word, x)
        fragment.end = end = x + width
        return end

    def _place(self, fragment: Fragment, shift: float, baseline: float) -> None:
        piece = self.pieces[fragment.piece]
        x = fragment.x + shift
        if isinstance(piece, Inline):
            rise = piece.block.baseline if piece.block.baseline is not None else piece.block.height
            self.children.append((x, baseline - rise, piece.block))
            return
        style = piece.style
        self.marks.append(
            TextLine(x, baseline, fragment.end - fragment.x, style.size, fragment.placed(), "".join(fragment.texts),
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
