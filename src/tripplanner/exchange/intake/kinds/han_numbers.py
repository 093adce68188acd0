"""Numbers below a hundred, and years, written in Chinese characters: 十三, 二十, 廿三, 二〇二七."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("〇零○一二两三四五六七八九", "0001223456789")
_NUMERALS = frozenset("〇零○一二两三四五六七八九十廿卅")
_TENS = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?")
_LETTER_O = re.compile(r"(?<=[一二三四五六七八九〇零○])[oOＯ](?=[一二三四五六七八九〇零○])")


def arabic(text: str) -> str:
    """A text with its Chinese numerals as digits, ``六月十三日`` as ``6月13日``: ten counts alone, before, behind."""
    if _NUMERALS.isdisjoint(text):
        return text
    text = _LETTER_O.sub("〇", text).replace("廿", "二十").replace("卅", "三十")
    return _TENS.sub(_ten, text).translate(_DIGITS)


def _ten(match: re.Match[str]) -> str:
    tens, ones = (match[1] or "一").translate(_DIGITS), (match[2] or "零").translate(_DIGITS)
    return tens + ones
