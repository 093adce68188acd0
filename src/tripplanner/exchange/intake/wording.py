"""Texts in several languages: a column per language, or one whose language its words tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tripplanner.exchange.intake.kinds.kind import WORDS, Kind
from tripplanner.exchange.intake.naming import has_han
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Target, Values
from tripplanner.i18n import Message, msg
from tripplanner.text import EMPTY, Text
from tripplanner.typography import polished

LANGUAGES = ("fr", "en", "zh")
_NAMES = {"fr": msg("French"), "en": msg("English"), "zh": msg("Chinese")}
_MARKS = {
    "fr": ("{} fr", "{} français", "{} en français", "{} 法文", "法文{}", "{} french", "{} vf"),
    "en": ("{} en", "{} anglais", "{} en anglais", "{} 英文", "英文{}", "{} english", "english {}"),
    "zh": ("{} zh", "{} chinois", "{} en chinois", "{} 中文", "中文{}", "{} chinese", "chinese {}", "{} cn"),
}


def text_fields(key: str, title: Message, headings: Iterable[str] = (), kind: Kind = WORDS) -> tuple[Field, ...]:
    """A field per language, and one of this ``kind`` that takes words in any."""
    known = tuple(headings)
    fields = [Field(key, title, known, kind, stored=False)]
    for language in LANGUAGES:
        own = tuple(mark.format(heading) for heading in known for mark in _MARKS[language])
        named = msg("{field} ({language})", field=title, language=_NAMES[language])
        fields.append(Field(f"{key}.{language}", named, own))
    return tuple(fields)


def put_texts(values: Values, found: Composed, keys: Iterable[str], target: Target) -> None:
    """Takes the columns of texts over, spaced and punctuated as their language is written: words without a language
    under the one they are written in.
    """
    for key in keys:
        for language in LANGUAGES:
            part = f"{key}.{language}"
            if part in values:
                found.values[part], found.sources[part] = polished(values[part], language), (part,)
        if key in values:
            language = language_of(values[key], target)
            part = f"{key}.{language}"
            found.values.setdefault(part, polished(values[key], language))
            found.sources.setdefault(part, (key,))


def settle_languages(found: Composed, record: Held) -> None:
    """Words whose language was guessed are in the one in which the record says the same."""
    guessed = [(part, source[0]) for part, source in found.sources.items()
               if len(source) == 1 and part in found.values and part.startswith(f"{source[0]}.")]  # fmt: skip
    for part, key in guessed:
        words = found.values[part]
        others = [one for language in LANGUAGES if (one := f"{key}.{language}") != part and one not in found.values
                  and record.values.get(one) == polished(words, language)]  # fmt: skip
        if others and record.values.get(part) != words:
            found.values[others[0]] = record.values[others[0]]
            found.sources[others[0]] = found.sources.pop(part)
            del found.values[part]


def language_of(words: str, target: Target) -> str:
    """Chinese where there are Chinese characters, else the language of the file."""
    if has_han(words):
        return "zh"
    return target.language if target.language != "zh" else "en"


def words_of(text: Text, key: str) -> dict[str, str]:
    """A text as the values of its fields; languages it lacks are left out."""
    return {f"{key}.{language}": text.get(language) for language in LANGUAGES if text.get(language)}


def worded(text: Text, key: str, changes: Values) -> Text:
    """A text with the words that changes give it: in its source language first, translations as drafts.

    Whoever sent the file is not whoever answers for the translation here.
    """
    given = {language: changes[f"{key}.{language}"] for language in LANGUAGES if f"{key}.{language}" in changes}
    source = text.source if text.words else ""
    for language in sorted(given, key=lambda one: (one != source, LANGUAGES.index(one))):
        first = not text.words
        text = text.with_words(language, given[language], draft=not first and language != text.source)
    return text


def put_words(record: Any, keys: Iterable[str], changes: Values) -> None:
    """Gives the texts of a record the words that changes have for them."""
    for key in keys:
        before: Text = getattr(record, key) or EMPTY
        after = worded(before, key, changes)
        if after != before:
            setattr(record, key, after)
