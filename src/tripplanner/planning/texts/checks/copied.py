"""A translation that is the source, or still has whole phrases of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Pair, Remark, TextCheck
from tripplanner.text import normalised

_SMALL = re.compile(r"(?<![\w’'])[a-zà-öø-ÿœ]{2,}(?![\w])")
_PHRASE = re.compile(r"[a-zà-öø-ÿœ]{2,}(?:[ \u00a0\u202f’'-]+[a-zà-öø-ÿœ]{2,}){2,}")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,}")
_NAME = 45  # letters: up to here it may be a name that is the same in both languages
_FEW = 3  # small words from which a text is a sentence and not a name


def _copied(pair: Pair) -> Iterator[Remark]:
    if normalised(pair.source) == normalised(pair.target):
        if len(_SMALL.findall(pair.source)) >= _FEW or _HAN.search(pair.source):
            level = "inform" if pair.target_language != "zh" and len(pair.source) < _NAME else "warn"
            yield Remark(msg("Not translated"), msg("The translation is the source."), level=level)
        return
    if "zh" not in (pair.source_language, pair.target_language):
        return
    pattern = _PHRASE if pair.target_language == "zh" else _HAN
    within_brackets = _bracketed(pair.target)
    for match in pattern.finditer(pair.target):
        if match.group() in pair.source and not any(a <= match.start() < b for a, b in within_brackets):
            note = msg("“{words}” stands as in the source.", words=match.group())
            yield Remark(msg("Left untranslated"), note, span=match.span(), level="inform")


def _bracketed(words: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[(（«“][^)）»”]*[)）»”]", words)]


CHECK = TextCheck("copied", msg("Untranslated words"), _copied, position=50)
