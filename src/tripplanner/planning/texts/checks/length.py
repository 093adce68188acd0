"""A translation that is much shorter or longer than its source: something is missing, or stands there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Pair, Remark, TextCheck

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_HAN_WEIGHT = 3.2  # letters of French or English that a Chinese character stands for, on average
_SHORTEST, _LONGEST = 0.45, 2.3
_LEAST = 45  # a title says little in one language and more in another


def weight(words: str) -> float:
    """How much a text says, in letters."""
    han = len(_HAN.findall(words))
    return han * _HAN_WEIGHT + len("".join(words.split())) - han


def _length(pair: Pair) -> Iterator[Remark]:
    source, target = weight(pair.source), weight(pair.target)
    if max(source, target) < _LEAST:
        return
    if target < source * _SHORTEST:
        yield Remark(msg("Much shorter than the source"), msg("Something may be missing."), level="inform")
    elif target > source * _LONGEST:
        yield Remark(msg("Much longer than the source"), msg("Something may stand there twice."), level="inform")


CHECK = TextCheck("length", msg("Length"), _length, position=80)
