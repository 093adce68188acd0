"""Breaking text into lines that fit: measured, remembered, never wider than they may be.

Qt breaks Latin and Chinese by their own rules; what it cannot do in a narrow
column is divide a long word, so such words get soft hyphens first, between a
vowel and the consonant before the next vowel, which is right for French and
harmless for names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

SOFT_HYPHEN = "\u00ad"
_TOKEN = re.compile(r"[^\s\u00a0\u202f-]+")
_WORD = re.compile(r"[^\W\d_]{5,}")
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
#: Where a French word may be divided: before the consonants that begin a syllable.
_SYLLABLE = re.compile(
    rf"(?<=[^\W\d_])(?=(?:[bcdfgpktv][lr]|[cpstg]h|gn|qu|[^\W\d_{_VOWELS}])[{_VOWELS}])", re.IGNORECASE
)
_ONSET = re.compile(r"[bcdfgpktv][lr]|[cpstg]h|gn|qu", re.IGNORECASE)
_VOWEL = re.compile(f"[{_VOWELS}]", re.IGNORECASE)
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_CLOSING = "，。；：！？）》”’、」』】〉…,.;:!?)]}»%"


def lines(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines no wider than ``width`` pixels; what is left out becomes an ellipsis.

    :param font_key: ``QFont.toString()`` of the font the lines are drawn in.
    """
    return _laid(_enough(text, width, most), font_key, width, most)[0]


def fits(text: str, font_key: str, width: int, most: int) -> bool:
    """Whether all of ``text`` goes into ``most`` lines."""
    enough = _enough(text, width, most)
    return enough == text and _laid(enough, font_key, width, most)[1]


def _enough(text: str, width: int, most: int) -> str:
    """A beginning that more than fills the lines, no letter being narrower than a pixel: a text may have thousands.

    Spaces hang past the end of a line and take no room: they do not count.
    """
    room = max(0, width) * max(0, most) + 2
    if len(text) <= room:
        return text
    close = " ".join(text.split())
    return text if len(close) <= room else close[:room]


@lru_cache(maxsize=16384)
def _laid(text: str, font_key: str, width: int, most: int) -> tuple[tuple[str, ...], bool]:
    """The lines, and whether nothing is left out."""
    if not text.strip():
        return (), True
    if most <= 0 or width <= 0:
        return (), False
    font, metrics = _metrics(font_key)
    broken = _break(_divided(text, metrics, width), font, width, most)
    clean = [_shown(line) for line in broken[:most]]
    if len(broken) > most:
        last = _shown("".join(broken[most - 1 :]), hyphen=False)
        clean[-1] = metrics.elidedText(last + "…", Qt.TextElideMode.ElideRight, width)
    fitted = tuple(_fitted(line, metrics, width) for line in clean)
    return fitted, len(broken) <= most and fitted == tuple(clean)


def heads(text: str) -> tuple[str, ...]:
    """``text`` and its beginnings up to a colon, a bracket or a comma, the longest first."""
    ends = [found.start() for found in _PAUSE.finditer(text) if found.start() > 1]
    return (text, *(text[:end].rstrip() for end in reversed(ends)))


_PAUSE = re.compile(r"[\s\u00a0\u202f]*[:;,(：；，（、]|[\s\u00a0][–—]")


def height_of(text: str, font: QFont, width: int, line: int) -> int:
    """Pixels that all of ``text`` takes at a line height of ``line``."""
    return line * len(lines(text, font.toString(), width, 99))


@lru_cache(maxsize=64)
def _metrics(font_key: str) -> tuple[QFont, QFontMetricsF]:
    font = QFont()
    font.fromString(font_key)
    return font, QFontMetricsF(font)


def _divided(text: str, metrics: QFontMetricsF, width: int) -> str:
    """``text`` with soft hyphens in the words that are wider than a line."""

    def hyphens(found: re.Match[str]) -> str:
        token = found.group()
        if _HAN.search(token) or metrics.horizontalAdvance(token) <= width - 1:
            return token
        return _WORD.sub(lambda word: _syllables(word.group()), token)

    return _TOKEN.sub(hyphens, text)


def _syllables(word: str) -> str:
    """The word with soft hyphens between its syllables; at least two letters stay before and three after."""
    points = [found.start() for found in _SYLLABLE.finditer(word)]
    kept = [at for at in points if 2 <= at <= len(word) - 3 and _VOWEL.search(word, 0, at) and not _one(word, at)]
    pieces = [word[start:end] for start, end in zip([0, *kept], [*kept, len(word)], strict=True)]
    return SOFT_HYPHEN.join(pieces)


def _one(word: str, at: int) -> bool:
    """Whether the letters around ``at`` begin a syllable together."""
    return _ONSET.fullmatch(word, at - 1, at + 1) is not None


def _break(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The pieces of ``text`` per line, all of it: the piece after ``most`` lines holds the rest."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    pieces: list[str] = []
    layout.beginLayout()
    while len(pieces) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        pieces.append(_piece(text, line.textStart(), line.textLength()))
    layout.endLayout()
    used = sum(len(piece) for piece in pieces)
    whole = [*pieces, text[used:]] if text[used:].strip() else pieces
    return _no_closing_first(whole)


def _no_closing_first(pieces: list[str]) -> list[str]:
    """No line begins with closing punctuation: the character before it comes along."""
    for at in range(1, len(pieces)):
        while pieces[at][:1] and pieces[at][0] in _CLOSING and len(pieces[at - 1]) > 1:
            pieces[at] = pieces[at - 1][-1] + pieces[at]
            pieces[at - 1] = pieces[at - 1][:-1]
    return pieces


def _piece(text: str, start: int, length: int) -> str:
    """The characters of a line; Qt counts in UTF-16, where a rare Han character counts twice."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")


def _shown(line: str, hyphen: bool = True) -> str:
    """A line as drawn: a hyphen where a word was divided, no other soft hyphen, no space at its ends."""
    end = "-" if hyphen and line.endswith(SOFT_HYPHEN) else ""
    return line.replace(SOFT_HYPHEN, "").strip() + end


def _fitted(line: str, metrics: QFontMetricsF, width: int) -> str:
    """The line itself where it fits, else shortened with an ellipsis, else nothing."""
    if metrics.horizontalAdvance(line) <= width:
        return line
    short = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
    return short if metrics.horizontalAdvance(short) <= width else ""
