"""Signs and spaces as the language of the translation has them, brackets that close, the sign at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Mend, Pair, Remark, TextCheck
from tripplanner.planning.texts.difference import difference
from tripplanner.typography import polished

_PAIRS = {"(": ")", "（": "）", "«": "»", "“": "”", "[": "]", "《": "》", "「": "」", "『": "』", "【": "】"}
_LAST = re.compile(r"([.!?。！？…])[\s)）»”’\"']*$")
_ENDS = {"zh": {".": "。", "!": "！", "?": "？"}}
_TITLE = 12  # letters: what is shorter is an abbreviation or a title
_STRAIGHT = re.compile(r'"([^"\n]*)"')


def _punctuation(pair: Pair) -> Iterator[Remark]:
    words, language = pair.target, pair.target_language
    clean = polished(_quoted(words, language), language)
    if clean != words:
        yield Remark(msg("Punctuation and spaces"), msg("As the language writes them."),
                     Mend(msg("Put right"), clean), _first_difference(words, clean))  # fmt: skip
    for opening, closing in _PAIRS.items():
        if words.count(opening) != words.count(closing):
            said = msg("“{opening}” and “{closing}” do not match.", opening=opening, closing=closing)
            yield Remark(msg("Brackets"), said)
    yield from _end(pair)


def _quoted(words: str, language: str) -> str:
    """Straight quotation marks as the language has them."""
    signs = {"zh": "“\\1”", "fr": "« \\1 »"}.get(language)
    return _STRAIGHT.sub(signs, words) if signs else words


def _first_difference(words: str, clean: str) -> tuple[int, int] | None:
    """Where the translation first differs from what it should be."""
    at = next((n for n, (one, other) in enumerate(zip(words, clean, strict=False)) if one != other), None)
    if at is None:
        return None
    return (at, at + 1) if difference(words, clean) else None


def _end(pair: Pair) -> Iterator[Remark]:
    """A sentence ends as its source does; a title has no sign at its end."""
    source, target = _LAST.search(pair.source), _LAST.search(pair.target)
    if max(len(pair.source), len(pair.target)) < _TITLE:
        return
    if source and not target and not pair.target.rstrip().endswith((":", "：", ";", "；")):
        sign = _sign(source.group(1), pair.target_language)
        words = pair.target.rstrip() + sign
        yield Remark(msg("Sign at the end"), msg("The source ends with “{sign}”.", sign=source.group(1)),
                     Mend(msg("Add {sign}", sign=sign), words))  # fmt: skip
    elif target and not source and target.group(1) in ".。" and not pair.source.rstrip().endswith((":", "：")):
        words = pair.target[: target.start(1)] + pair.target[target.end(1) :]
        yield Remark(msg("Sign at the end"), msg("The source has none."),
                     Mend(msg("Remove {sign}", sign=target.group(1)), words), target.span(1))  # fmt: skip


def _sign(sign: str, language: str) -> str:
    latin = {full: plain for plain, full in _ENDS["zh"].items()}
    return _ENDS.get(language, {}).get(sign, sign) if language in _ENDS else latin.get(sign, sign)


CHECK = TextCheck("punctuation", msg("Punctuation"), _punctuation, position=60)
