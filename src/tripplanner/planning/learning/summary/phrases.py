"""Sentences of drafts: said in every language at once, with what is not translated left open rather than borrowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tripplanner.dates import date_span, number, titled_date
from tripplanner.i18n import Message, languages, printed, printedn, say
from tripplanner.planning.learning.summary.evidence import Said, VisitOf
from tripplanner.planning.learning.summary.figures import kinds, voices
from tripplanner.text import Text, source_hash

KINDS: Mapping[str, Message] = {
    "learnt": printed("learnt: {n}"),
    "seen": printed("seen: {n}"),
    "surprising": printed("surprising: {n}"),
    "transferable": printed("transferable: {n}"),
    "question": printed("questions: {n}"),
}
STATES: Mapping[str, Message] = {
    "done": printed("done: {n}"),
    "under_way": printed("under way: {n}"),
    "open": printed("open: {n}"),
    "stuck": printed("stuck: {n}"),
    "dropped": printed("given up: {n}"),
}
_JOINED = {"zh": ""}
_SEMICOLONS = {"zh": "；", "fr": "\u202f; "}
_INNER = str.maketrans("“”", "‘’")
_GUILLEMETS = re.compile("«\\s*(.*?)\\s*»")
_MARKS = ".。 \u00a0"


# --- values in sentences ---------------------------------------------------------------------------------


def everywhere(text: Text) -> Text:
    """Words that stand as they were said where they have no translation: names."""
    return _same({code: text.best(code) for code in languages()}) if text else text


def quoted(text: Text) -> Text:
    """Words to stand between quotation marks, in the language they were said in where there is no translation.

    Marks inside them become those of a quotation within another one.
    """
    return _same({code: _within(text.best(code)) for code in languages()}) if text else text


def quotation(words: str, language: str) -> str:
    """Words between the quotation marks of their language."""
    opening, closing = ("«\u202f", "\u202f»") if language == "fr" else ("“", "”")
    return f"{opening}{_within(words)}{closing}"


def ending(text: Text) -> Text:
    """The text without its last full stop, for a sentence that goes on after it."""
    return made_like(text, {code: said.rstrip(_MARKS) for code, said in text.words.items()})


def made_like(text: Text, words: Mapping[str, str]) -> Text:
    """Other words in place of those of a text; what was out of date is still."""
    current = source_hash(words.get(text.source, ""))
    return Text(words, text.source, {code: "" if text.state(code) == "stale" else current for code in words})


def listed(texts: Iterable[Text]) -> Text:
    """Titles one after the other, parted by semicolons; in the languages that all of them have."""
    ones = [ending(text) for text in texts]
    shared = [code for code in languages() if all(text.get(code) for text in ones)]
    source = shared[0] if shared else ones[0].source
    words = {code: _SEMICOLONS.get(code, "; ").join(text.best(code) for text in ones) for code in shared or [source]}
    current = source_hash(words[source])
    stale = {code for code in words if any(text.state(code) == "stale" for text in ones)}
    return Text(words, source, {code: "" if code in stale else current for code in words})


def span(first: date, last: date) -> Text:
    return _same({code: date_span(first, last, code) for code in languages()})


def dated(day: date) -> Text:
    """A day as it begins a line."""
    return _same({code: titled_date(day, code) for code in languages()})


def decimal(value: float) -> Text:
    """A number with one decimal, as each language writes it; none where it is whole."""
    decimals = 0 if value == int(value) else 1
    return _same({code: number(value, code, decimals) for code in languages()})


def _same(words: Mapping[str, str]) -> Text:
    """Words that say the same in every language, none made before another."""
    return Text.of("en", **words)


def _within(words: str) -> str:
    return _GUILLEMETS.sub(r"“\1”", words.translate(_INNER))


def counted(said: Iterable[Said]) -> Mapping[str, object]:
    """The parameters *observations*, *voices* and *kinds* of a sentence about those in words."""
    ones = [one for one in said if one.text]
    return {
        "observations": printedn("{n} observation", "{n} observations", len(ones)),
        "voices": printedn("{n} voice", "{n} voices", voices(ones)),
        "kinds": tuple(replace(KINDS[kind], params={"n": n}) for kind, n in kinds(ones).items()),
    }


def states(found: Mapping[str, int]) -> tuple[Message, ...]:
    """How many commitments are in each state."""
    return tuple(replace(STATES[state], params={"n": found[state]}) for state in STATES if found.get(state))


def visited(visits: Iterable[VisitOf]) -> Message:
    """How many of them there are; a debriefing or a ceremony is none."""
    return printedn("{n} visit", "{n} visits", sum(visit.type in ("visit", "meeting") for visit in visits))


# --- sentences -------------------------------------------------------------------------------------------


def text_of(sentences: Iterable[Message], language: str) -> Text:
    """The sentences in every language, written in ``language``.

    A language in which a text among them has no words is left out: it is to be translated. One in which a text is out
    of date is marked as out of date.
    """
    ones = list(sentences)
    needed = list(_texts(tuple(ones)))
    words = {
        code: joined([say(one, code) for one in ones], code)
        for code in languages()
        if code == language or all(text.get(code) for text in needed)
    }
    current = source_hash(words[language])
    stale = {code for code in words if any(text.state(code) == "stale" for text in needed)}
    made = {code: "" if code in stale else current for code in words if code != language}
    return Text(words, language, made)


def joined(sentences: Iterable[str], language: str) -> str:
    """Sentences one after the other; nothing stands between Chinese ones."""
    return _JOINED.get(language, " ").join(sentences)


def _texts(value: object) -> Iterable[Text]:
    if isinstance(value, Text) and value:
        yield value
    elif isinstance(value, Message):
        for one in value.params.values():
            yield from _texts(one)
    elif isinstance(value, tuple):
        for one in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(one)  # pyright: ignore[reportUnknownArgumentType]
