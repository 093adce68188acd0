"""Where a line of mixed Han and Latin text may end.

Text is cut into *atoms*: stretches that stay together. Between two atoms a
break is always allowed, inside one never (unless it is wider than the column,
see :func:`emergency`). So every rule of line breaking is a rule of what makes
an atom:

- closing punctuation, dashes and middle dots stay with what precedes them,
  even over a typed space; opening punctuation with what follows;
- a Latin word is whole, hyphens and slashes included; a Han character stands alone;
- a number keeps its unit (``45 km``), its thousands (``1 020 m``), its Chinese
  measure word (``1.7万公顷``, ``第40页``); a time, a range and a date are whole;
- U+00A0, U+202F and U+2060 join.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

OBJECT = "\ufffc"
"""Stands in the text for an inline object (a badge, an icon, a tag)."""

OPENING = "([{（［｛〔〈《「『【〖“‘«‹¿¡"
CLOSING = ")]}）］｝〕〉》」』】〗”’»›,.;:!?，．。、；：？！…·•‧—–～~%‰°′″々ーゝゞ"

_O = "[" + re.escape(OPENING) + "]"
_C = "[" + re.escape(CLOSING) + "]"
_NB = "\u00a0\u202f\u2007\u2060"
_SP = " \u2002\u2003\u3000\u200b"
# Ideographs, syllables, full-width signs: each stands alone. Few and wide ranges: compiling them costs start-up time.
_WIDE = "\u2e80-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
_HAN = "\u3400-\u9fff"
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_JOIN = f"[ {_NB}]"

_NUMBER = rf"[+\-−±~≈≤≥<>]?(?:\d{{1,3}}(?:{_JOIN}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/’']\d+)*)"
_UNIT = (
    r"(?:km²|km2|km/h|km|m²|m³|m2|m3|m/s|cm|mm|dm|m|ha|h|min|s|kg|mg|g|t|kWh|MWh|GWh|kW|MW|W|V|A|L|l|ml|cl|hl"
    r"|°C|°F|°|%|‰|k€|M€|Md€|€|CHF|EUR|USD|CNY|RMB|£|\$|¥|am|pm|a\.m\.|p\.m\.|kB|MB|GB|px|pt|dB|Hz)"
)
_TERM = rf"{_NUMBER}(?:{_JOIN}?{_UNIT}(?![^\W_]))?"
_QUANTITY = rf"{_TERM}(?:{_JOIN}?[×–—→\-]{_JOIN}?{_TERM}|(?<=[hn]){_JOIN}?{_TERM})*"
_MEASURE = (
    r"(?:[万亿千百]*(?:平方公里|平方千米|平方米|立方米|公里|公顷|公斤|公升|千米|厘米|毫米|分钟|小时|海里|欧元|美元|法郎|人次|周年|世纪|年代|月份|点钟"
    rf"|[{_HAN}]))"
)
_COUNTED = rf"{_JOIN}?{_MEASURE}"
_DATED = rf"(?:第{_JOIN}?)?{_QUANTITY}(?:{_COUNTED}(?:{_NUMBER}{_COUNTED})*)?"
_MONTHS = (
    r"(?:janv(?:ier|\.)|févr(?:ier|\.)|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)|août|sept(?:embre|\.)|oct(?:obre|\.)"
    r"|nov(?:embre|\.)|déc(?:embre|\.)|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = rf"\d{{1,2}}(?:er)?(?:{_JOIN}?[–-]{_JOIN}?\d{{1,2}})?{_JOIN}{_MONTHS}(?![^\W_])"
_BEFORE = (
    rf"(?:(?:[Pp]p?\.|[Nn]°|[Nn]o\.|[Ff]ig\.|[Vv]ol\.|[Cc]h\.|[Aa]rt\.|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\."
    rf"|Mon|Tue|Wed|Thu|Fri|Sat|Sun){_JOIN}+)?"
)
_HAN_COUNT = (
    r"第?[一二三四五六七八九十百千万两几半]+(?:公里|公顷|小时|分钟|周年"
    r"|[个位名人天次年月日页组座条处项种米里元号章节届周点岁辆间晚场期级类倍度份张本家国省市县])"
)
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"

_LEAD = re.compile(rf"[{_NB}]*(?:{_O}[{_SP}{_NB}]*)*")
_GLUED = re.compile(rf"{_BEFORE}(?:{_DAY}|{_DATED})")
_GLUED_HAN = re.compile(rf"{_HAN_COUNT}|{_WEEKDAY}|[A-Z][组区线号级类型座]")
_PLAIN = re.compile(rf"[^{_SP}{_NB}\n{_WIDE}{OBJECT}“”‘«»‹›…—\[({{]+")
_WITHIN = re.compile("[“‘«‹(\\[{”»›…—]")
_ALONE = re.compile(rf"[^{_SP}{_NB}\n][\u0300-\u036f\u3099\u309a]*", re.DOTALL)
_SIMPLE = re.compile(r"(?:(?![第一二三四五六七八九十百千万两几半星周礼])[\u4e00-\u9fff])+")
"""Han that never binds to what follows it but for its last character: the usual case, taken at one bite."""
_PROSE = re.compile(rf"(?:[{_LETTER}][{_LETTER}’-]* )+(?=[{_LETTER}])")
"""Words of letters alone before a word of letters: nothing binds one to the next, they too are taken at one bite."""
_TAIL = re.compile(rf"[{_SP}{_NB}]*{_C}")
_JOINED = re.compile(rf"[{_NB}]+")
_SPACES = re.compile(f"[{_SP}]+")
_SOFT = re.compile(r"(?:\w+://)?[^/?&.\-_–—]*[/?&.\-_–—]+|.+", re.DOTALL)
_TIGHT = frozenset(".,:;!?%°)]}")
"""Closing signs that tie the word behind them: ``.net``, ``a:b``."""


class Atom(NamedTuple):
    """``text`` never breaks inside; ``space`` is what follows it, dropped when the line ends there."""

    text: str
    space: str


class Measured(NamedTuple):
    """What filling a line needs of an atom: widths in pt, the scripts at its ends, its visible characters."""

    width: float
    space: float
    starts: str
    ends: str
    count: int  # pyright: ignore[reportIncompatibleMethodOverride]


@lru_cache(maxsize=20_000)
def atoms(text: str) -> tuple[Atom, ...]:
    """One paragraph (cleaned, no line feed) as atoms. Their texts and spaces concatenate to ``text``."""
    found: list[Atom] = []
    at = 0
    lead = _SPACES.match(text)
    if lead:
        found.append(Atom("", lead.group()))
        at = lead.end()
    while at < len(text):
        simple = _SIMPLE.match(text, at)
        if simple and simple.end() - at > 1:
            found += [Atom(char, "") for char in simple.group()[:-1]]
            at = simple.end() - 1
        elif prose := _PROSE.match(text, at):
            found += [Atom(word, " ") for word in prose.group()[:-1].split(" ")]
            at = prose.end()
        end = max(_unit_end(text, at), at + 1)
        gap = _SPACES.match(text, end)
        found.append(Atom(text[at:end], gap.group() if gap else ""))
        at = gap.end() if gap else end
    return tuple(found)


def _unit_end(text: str, at: int) -> int:
    """Where the atom that begins at ``at`` ends: openers, a core, closers, and all that no-break spaces join on."""
    while True:
        at = _end(_LEAD, text, at)
        at = _tail_end(text, _core_end(text, at))
        joined = _end(_JOINED, text, at)
        if joined == at or joined == len(text) or text[joined] in _SP:
            return joined
        at = joined


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _core_end(text: str, at: int) -> int:
    """The end of a quantity or date (with the rest of its word), of a word, or of one character."""
    for pattern in (_GLUED, _GLUED_HAN):
        end = _end(pattern, text, at)
        if end > at:
            return _word_end(text, end) if pattern is _GLUED else end
    end = _word_end(text, at)
    return end if end > at else _end(_ALONE, text, at)


def _word_end(text: str, at: int) -> int:
    """The end of a Latin word: quotes and brackets belong to it where letters follow them."""
    at = _end(_PLAIN, text, at)
    while _WITHIN.match(text, at):
        end = _end(_PLAIN, text, at + 1)
        if end == at + 1:
            break
        at = end
    return at


def _tail_end(text: str, at: int) -> int:
    """The end of the closing signs after a core, over typed spaces, and of words tied to them."""
    while match := _TAIL.match(text, at):
        at = match.end()
        if text[at - 1] in _TIGHT:
            at = _word_end(text, at)
    return at


def emergency(text: str, fits: Callable[[str], bool]) -> list[str]:
    """An atom too wide for its column, cut at ``/ ? & . - _``, and between characters only where that fails."""
    pieces: list[str] = []
    for soft in _SOFT.findall(text):
        pieces += [soft] if fits(soft) else _characters(soft, fits)
    return pieces


def _characters(text: str, fits: Callable[[str], bool]) -> list[str]:
    pieces: list[str] = []
    line = ""
    for cluster in re.findall(rf"{_O}*.(?:[\u0300-\u036f{_NB}]|[{_SP}]*{_C})*", text, re.DOTALL):
        if line and not fits(line + cluster):
            pieces.append(line)
            line = ""
        line += cluster
    pieces.append(line)
    return [char for piece in pieces for char in ([piece] if fits(piece) else piece)]


def fill(items: Sequence[Measured], width: float, kern: float) -> list[tuple[int, int]]:
    """Index ranges of lines no wider than ``width``: as much on each line as fits. ``kern`` in pt."""
    lines: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for i, item in enumerate(items):
        gap = gap_before(items, i, kern) if i > start else 0.0
        if i > start and used + gap + item.width > width + 0.001:
            lines.append((start, i))
            start, used, gap = i, 0.0, 0.0
        used += gap + item.width
    if start < len(items):
        lines.append((start, len(items)))
    return lines


def gap_before(items: Sequence[Measured], i: int, kern: float) -> float:
    """Space between atom ``i`` and the one before it on the same line."""
    before, item = items[i - 1], items[i]
    if before.space:
        return before.space
    return kern if before.ends + item.starts in ("HL", "LH") else 0.0


def span_width(items: Sequence[Measured], start: int, end: int, kern: float) -> float:
    """Width in pt of the atoms ``start`` to ``end`` on one line."""
    return sum(items[i].width + (gap_before(items, i, kern) if i > start else 0.0) for i in range(start, end))


def no_short_end(
    lines: list[tuple[int, int]], items: Sequence[Measured], width: float, kern: float, least: int
) -> list[tuple[int, int]]:
    """Atoms moved down so that the last line has at least ``least`` visible characters, where that can be."""
    if len(lines) < 2:
        return lines
    (start, split), (_, end) = lines[-2:]
    while sum(item.count for item in items[split:end]) < least:
        moved = sum(item.count for item in items[start : split - 1])
        if split - 1 <= start or moved < least or span_width(items, split - 1, end, kern) > width:
            return lines
        split -= 1
    return [*lines[:-2], (start, split), (split, end)]


def no_lone_word(
    lines: list[tuple[int, int]], items: Sequence[Measured], width: float, kern: float
) -> list[tuple[int, int]]:
    """The last line of a title given a second word, where the line before can spare it."""
    if len(lines) < 2:
        return lines
    (start, split), (_, end) = lines[-2:]
    if end - split > 1 or split - start < 2 or span_width(items, split - 1, end, kern) > width:
        return lines
    return [*lines[:-2], (start, split - 1), (split - 1, end)]
