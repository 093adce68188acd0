"""Several texts on one line, in every language that all of them have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tripplanner.planning.learning.case_content import Named
from tripplanner.text import Text

_BETWEEN = {"zh": "、"}
_SENTENCE = re.compile(r"[.!?。！？；;][\s\u202f]*")
_GAP = re.compile(r"[\s\u00a0\u202f]+")


def in_a_row(texts: Sequence[Text], between: str = ", ") -> Text:
    """The texts after each other. A language that one of them lacks is lacking, one that is out of date stays so."""
    if not texts:
        return Text()
    source = texts[0].source
    codes = [code for code in texts[0].words if all(text.get(code) for text in texts)]
    if not codes:
        return Text.of(source, **{source: between.join(text.best(source) for text in texts)})
    source = source if source in codes else codes[0]
    words = {code: _BETWEEN.get(code, between).join(text.get(code) for text in texts) for code in codes}
    stale = {code for code in codes for text in texts if text.state(code) == "stale"}
    made = Text.of(source, **words)
    return Text(words, source, {code: "" if code in stale else digest for code, digest in made.made_from.items()})


def names(found: Iterable[Named]) -> Text:
    """The names of what a case leads to; one without a name is called by its code."""
    return in_a_row([one.name or Text.of("en", en=one.code, fr=one.code, zh=one.code) for one in found])


def cut(text: Text, longest: int | None) -> Text:
    """At most so many letters in each language (half as many characters in Chinese), cut after a sentence or a word."""
    if longest is None:
        return text
    words = {code: _cut(said, longest // 2 if code == "zh" else longest) for code, said in text.words.items()}
    if words == dict(text.words):
        return text
    stale = {code for code in words if text.state(code) == "stale"}
    made = Text.of(text.source, **words)
    return Text(words, text.source, {code: "" if code in stale else mark for code, mark in made.made_from.items()})


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    ends = [match.end() for match in _SENTENCE.finditer(words[: longest + 1])]
    if ends and ends[-1] > longest // 2:
        return words[: ends[-1]].rstrip() + " […]"
    gaps = [match.start() for match in _GAP.finditer(words[:longest])]
    return words[: gaps[-1] if gaps else longest - 1].rstrip(" ,;:，；：") + "…"
