"""Text cut into runs, each drawn by one face.

In French and English, Noto Sans draws what it has and Noto Sans SC the rest.
In Chinese, Noto Sans SC draws Han and all punctuation, Noto Sans the Latin
letters and the figures (with the signs between them), so that figures have one
width in both columns. U+202F is never sent to Noto Sans SC, which lacks it.
What neither has Noto Emoji draws, in black, where it is an emoji.

A character that no bundled face prints rightly is replaced by a visible mark
in brackets, ``[U+1F600]``, and remembered in :attr:`Shaper.unprintable` with
its text, so that it can be named before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from itertools import groupby
from typing import NamedTuple

from tripplanner.glyphs import EMOJI_FACE, HAN_FACES, ITALIC_FACE, LATIN_FACES, Face, is_dropped, needs_shaping

_MOST_SHAPES = 100_000
HAN_KERN = 0.25
"""Space between Han and Latin, in em of the Han size."""

_LATIN = "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f\u0370-\u052f\u1e00-\u1fff"
LATIN_WORDS = re.compile(
    f"[(\\[]*[{_LATIN}](?:[ !-~\u00a0\u202f\u2019\u2010-\u2014\u00b7\u00b0\u00d7]*[{_LATIN}])*[!-/:;?\\]_\u20ac\u00b0]*"
    "|(?<= )[\u00b7|](?= |$)"
)
"""In Chinese text: what Noto Sans draws (letters, figures, and signs between them)."""

_HAN = (
    (0x2E80, 0x2FD5), (0x3005, 0x3007), (0x3021, 0x3029), (0x3040, 0x9FFF),
    (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""First and last code points. No pattern: compiling one goes through all of them."""
_LETTER = re.compile(f"[{_LATIN}]")
_LETTERS = frozenset("L")


class Run(NamedTuple):
    """Characters drawn by one face; ``em`` is their width at size 1, ``han`` asks for the Han size."""

    face: str
    text: str
    em: float
    han: bool


class Shape(NamedTuple):
    """A stretch of text as runs. ``starts``/``ends``: "H" Han, "L" Latin letter or figure, "" anything else."""

    runs: tuple[Run, ...]
    starts: str
    ends: str


@cache
def script_of(char: str) -> str:
    """ "H" for Han (and kana, hangul), "L" for a letter or figure of an alphabet, "" for all else."""
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF or any(first <= code <= last for first, last in _HAN):
        return "H"
    return "L" if _LETTER.match(char) else ""


class _Table(dict[str, str]):
    """Character -> "L", "H", "E" (emoji) or "?" (no face), filled as characters turn up."""

    def __init__(self, find: Callable[[str], str]):
        super().__init__()
        self._find = find

    def __missing__(self, char: str) -> str:
        self[char] = slot = self._find(char)
        return slot


class _Widths(dict[str, int]):
    def __init__(self, face: Face):
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> int:
        self[char] = width = self._face.width(char) or 0
        return width


class Plain:
    """The face that draws the letters of a style: whether it draws a text alone, and how wide that is."""

    def __init__(self, name: str, slots: _Table, widths: _Widths):
        self.name, self._slots, self._widths = name, slots, widths

    def draws(self, text: str) -> bool:
        """Whether this face draws every character of ``text``, which is in a language with an alphabet."""
        return _LETTERS.issuperset(map(self._slots.__getitem__, text))

    def em(self, text: str) -> float:
        """The width of ``text`` at size 1."""
        return sum(map(self._widths.__getitem__, text)) / 1000


class Shaper:
    """Cuts text into runs with the faces it is given: face name -> :class:`Face`.

    It keeps what it learnt, so one shaper serves a whole document (or forty).
    """

    def __init__(self, find_face: Callable[[str], Face]):
        self._find_face = find_face
        self._widths: dict[str, _Widths] = {}
        self._tables: dict[tuple[bool, str, str], _Table] = {}
        self._shapes: dict[tuple[str, str, int, bool], Shape] = {}
        self.unprintable: dict[str, set[str]] = {}
        """Character -> the texts it was met in."""

    def shape(self, text: str, language: str, weight: int = 400, italic: bool = False) -> Shape:
        """``text`` (cleaned, one line) as runs in a weight of 400, 600 or 700. Han is never italic."""
        key = (text, language, weight, italic)
        found = self._shapes.get(key)
        if found is None:
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            found = self._shapes[key] = self._shape(text, language, weight, italic)
        return found

    def _shape(self, text: str, language: str, weight: int, italic: bool) -> Shape:
        if not text:
            return Shape((), "", "")
        latin, han = (ITALIC_FACE if italic else LATIN_FACES[weight]), HAN_FACES[weight]
        if len(text) == 1 and language == "zh" and script_of(text) == "H":  # nearly every atom of Chinese
            if self._table(True, latin, han)[text] == "H":
                return Shape((Run(han, text, self._em(han, text), True),), "H", "H")
        elif language != "zh":
            slots = set(map(self._table(False, latin, han).__getitem__, text))
            if slots == {"L"}:  # the usual word: one face draws it
                return Shape((Run(latin, text, self._em(latin, text), False),), script_of(text[0]), script_of(text[-1]))
        pieces = _chinese(text) if language == "zh" else [(text, False)]
        runs: list[Run] = []
        for piece, prefer_han in pieces:
            table = self._table(prefer_han, latin, han)
            for slot, chars in groupby(piece, table.__getitem__):
                self._add(runs, slot, "".join(chars), text, latin, han)
        return Shape(tuple(runs), script_of(text[0]), script_of(text[-1]))

    def _add(self, runs: list[Run], slot: str, chars: str, text: str, latin: str, han: str) -> None:
        if slot == "-":
            return
        if slot == "?":
            for char in chars:
                self.unprintable.setdefault(char, set()).add(text)
            chars = "".join(f"[U+{ord(char):04X}]" for char in chars)
        face = {"H": han, "E": EMOJI_FACE}.get(slot, latin)
        if runs and runs[-1].face == face:
            chars = runs.pop().text + chars
        runs.append(Run(face, chars, self._em(face, chars), slot in ("H", "E")))

    def plain(self, weight: int, italic: bool) -> Plain:
        """The face of letters of a style."""
        latin = ITALIC_FACE if italic else LATIN_FACES[weight]
        return Plain(latin, self._table(False, latin, HAN_FACES[weight]), self._widths_of(latin))

    def _em(self, face: str, chars: str) -> float:
        return sum(map(self._widths_of(face).__getitem__, chars)) / 1000

    def _widths_of(self, face: str) -> _Widths:
        widths = self._widths.get(face)
        if widths is None:
            widths = self._widths[face] = _Widths(self._find_face(face))
        return widths

    def _table(self, prefer_han: bool, latin: str, han: str) -> _Table:
        key = (prefer_han, latin, han)
        table = self._tables.get(key)
        if table is None:
            order = ((han, "H"), (latin, "L")) if prefer_han else ((latin, "L"), (han, "H"))
            table = self._tables[key] = _Table(partial(self._slot, order))
        return table

    def _slot(self, order: tuple[tuple[str, str], ...], char: str) -> str:
        """Which of the two faces draws ``char``, "E" for that of emoji; "-" for what has no ink, "?" for none."""
        if is_dropped(char):
            return "-"
        if needs_shaping(char):
            return "?"
        if char in " \u00a0\u2002\u2003":
            return "L"
        for face, slot in order:
            if self._find_face(face).width(char) is not None:
                return slot
        return "?" if self._find_face(EMOJI_FACE).width(char) is None else "E"


def _chinese(text: str) -> list[tuple[str, bool]]:
    """Pieces of Chinese text, each with whether Noto Sans SC is asked first."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in LATIN_WORDS.finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], True))
        pieces.append((match.group(), False))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], True))
    return pieces
