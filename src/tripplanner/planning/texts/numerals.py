"""The numbers that a sentence says, however it writes them: 17 030, 17,030, 1.7万, XIXe, 十九, trois. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tripplanner.typography import ADDRESS

# Languages that write 1,5 for one and a half.
_COMMA = frozenset({"fr", "de", "es", "it", "pt", "nl", "pl"})
_TIMES = {
    "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000, "千": 1000, "百": 100, "万亿": 10**12,
    "百万": 10**6, "千万": 10**7, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11,
    "million": 10**6, "millions": 10**6, "thousand": 1000, "mille": 1000, "milliers": 1000, "millier": 1000,
    "billion": 10**9, "billions": 10**9, "milliard": 10**9, "milliards": 10**9, "hundred": 100,
}  # fmt: skip
_LONGEST_FIRST = "|".join(sorted(_TIMES, key=len, reverse=True))
_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d{{1,3}}(?:[,'’.]\d{{3}})+|\d+)(?:[.,]\d+)?(?![\d])"
    rf"(?:{_SPACE}?(?:{_LONGEST_FIRST})(?![a-zà-ÿ]))?"
)
_SPAN = re.compile(rf"\s*(?:[–—~-]|to|à|至|到)\s*\d+(?:[.,]\d+)?{_SPACE}?({_LONGEST_FIRST})(?![a-zà-ÿ])")
_DECADE = re.compile(r"(\d{1,2})世纪(\d0)年代")
_ROMAN = re.compile(r"(?<![\w])([IVXLC]+)(?=(?:er|re|e|ème|ᵉ|ᵉʳ)(?!\w)|\s+century)|(?<=[Ss]iècle )([IVXLC]+)\b")
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HAN = {one: value for value, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN_NUMBER = re.compile(f"[{''.join(_HAN)}{''.join(_HAN_UNITS)}]+")
_WORDS = {
    0.5: "half demi demie moitié 半",
    1: "one single first un une premier première 首 单",
    2: "two second both pair twice double couple deux deuxième seconde paire 双 对",
    3: "three third triple trois troisième",
    4: "four quatre fourth quatrième",
    5: "five cinq fifth cinquième",
    6: "six sixth sixième",
    7: "seven sept seventh septième",
    8: "eight huit eighth huitième",
    9: "nine neuf ninth neuvième",
    10: "ten dix tenth dizaine decade décennie",
    11: "eleven onze",
    12: "twelve douze noon midi dozen douzaine 正午 中午",
    13: "thirteen treize",
    14: "fourteen quatorze fortnight",
    15: "fifteen quinze quinzaine",
    16: "sixteen seize",
    20: "twenty vingt vingtaine",
    24: "midnight minuit 午夜",
    30: "thirty trente trentaine",
    40: "forty quarante quarantaine",
    50: "fifty cinquante cinquantaine",
    60: "sixty soixante soixantaine",
    100: "hundred cent century siècle centaine",
    1000: "thousand mille millier",
    10**6: "million",
}
_BY_WORD = {word: float(value) for value, words in _WORDS.items() for word in words.split()}
_LATIN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: every value its writing may mean, what is written, and where. ``sure`` when it is written in digits."""

    values: frozenset[float]
    written: str
    start: int
    sure: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.written)


@lru_cache(maxsize=4096)
def numerals(words: str, language: str) -> tuple[Numeral, ...]:
    """The numbers of a sentence in order; those in addresses are none."""
    plain = ADDRESS.sub(lambda aside: " " * len(aside.group()), words)
    plain = plain.translate(_FULL_WIDTH)
    return tuple(sorted((*_written(plain, language), *_spoken(plain, language)), key=lambda one: one.start))


_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}


def _written(words: str, language: str) -> Iterator[Numeral]:
    for match in _DECADE.finditer(words):
        century, decade = int(match.group(1)), int(match.group(2))
        yield Numeral(frozenset({(century - 1) * 100.0 + decade}), match.group(), match.start())
    words = _DECADE.sub(lambda decade: " " * len(decade.group()), words)
    for match in _NUMBER.finditer(words):
        glued = match.start() > 0 and words[match.start() - 1].isascii() and words[match.start() - 1].isalpha()
        values = _values(match.group(), language)
        if more := _SPAN.match(words, match.end()):  # 2.6–2.7 million: so are the 2.6
            values |= {value * _TIMES[more.group(1)] for value in values}
        if words.startswith("世纪", match.end()):  # 21世纪初 are the early 2000s
            values |= {(value - 1) * 100 for value in values}
        yield Numeral(values, match.group(), match.start(), sure=not glued)
    for match in _ROMAN.finditer(words):
        written = match.group(1) or match.group(2)
        yield Numeral(frozenset({float(_roman(written))}), written, match.start(), sure=len(written) > 1)


def _values(written: str, language: str) -> frozenset[float]:
    """1.250 is a thousand and more to some and one and a quarter to others; both are kept where both are usual."""
    times = 1
    for word in sorted(_TIMES, key=len, reverse=True):
        if written.endswith(word):
            times, written = _TIMES[word], written[: -len(word)]
            break
    plain = re.sub(rf"{_SPACE}|['’]", "", written)
    readings = {plain.replace(",", "."), plain.replace(",", "").replace(".", "")}
    if "," in plain or "." in plain:
        decimal, grouping = (",", ".") if language in _COMMA else (".", ",")
        usual = plain.replace(grouping, "").replace(decimal, ".")
        readings = {usual, plain.replace(",", ".")} if _three_follow(plain, decimal) and language in _COMMA else {usual}
    found = {float(one) for one in readings if one.replace(".", "", 1).isdigit()}
    return frozenset(round(one * times, 6) for one in found)


def _three_follow(plain: str, sign: str) -> bool:
    return len(plain.rpartition(sign)[2]) == 3


def _roman(written: str) -> int:
    values = [_ROMANS[one] for one in written]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _spoken(words: str, language: str) -> Iterator[Numeral]:
    if language in ("zh", "ja"):
        for match in _HAN_NUMBER.finditer(words):
            if (value := _han(match.group())) is not None:
                yield Numeral(frozenset({value}), match.group(), match.start(), sure=False)
    for match in _LATIN.finditer(words.lower()):
        if (spoken := _BY_WORD.get(match.group())) is not None:
            yield Numeral(frozenset({spoken}), match.group(), match.start(), sure=False)
    for word in ("半", "首", "双", "中午", "正午", "午夜"):
        if (at := words.find(word)) >= 0:
            yield Numeral(frozenset({_BY_WORD[word]}), word, at, sure=False)


def _han(written: str) -> float | None:
    """十九 is 19, 二〇二七 is 2027, 三万五千 is 35,000."""
    if not set(written) & _HAN_UNITS.keys():
        return float("".join(str(_HAN[one]) for one in written))
    total = part = digit = 0
    for one in written:
        if one in _HAN:
            digit = _HAN[one]
        elif _HAN_UNITS[one] >= 10_000:
            total, part, digit = (total + part + digit or 1) * _HAN_UNITS[one], 0, 0
        else:
            part, digit = part + (digit or 1) * _HAN_UNITS[one], 0
    return float(total + part + digit)
