"""The glossary as the rules see it: which terms stand in a text, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tripplanner.text import EMPTY, Text

_ASIDE = re.compile(r"\s*[(（](.*?)[)）]\s*")
_WORD = re.compile(r"\w+")
_STEM = 4  # letters by which an inflected word is known again
_MOST = 20_000  # texts whose terms are remembered


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term; ``forbidden`` are words per language that must not render it, ``settled`` when it is no draft."""

    uuid: str
    code: str
    term: Text
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    settled: bool = False
    note: Text = EMPTY

    def forms(self, language: str) -> tuple[str, ...]:
        """The term as it may stand in a text: without what is in brackets, and what is in brackets."""
        return _forms(self.term.get(language))

    def warned(self, language: str) -> tuple[str, ...]:
        """The words for the term in that language of which its note, in another language, says what they mean."""
        if self.forbidden.get(language):
            return ()  # the note tells why other words are forbidden
        notes = [words for other, words in self.note.words.items() if other != language]
        return tuple(form for form in self.forms(language) if any(form in note for note in notes))


class Glossary:
    """Terms, and the memory of which of them stand in which text. Two glossaries are equal when they are the same."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self._known: dict[tuple[str, str], tuple[Term, ...]] = {}
        self._any: dict[str, re.Pattern[str] | None] = {}

    def within(self, words: str, language: str) -> tuple[Term, ...]:
        """The terms that stand in the words."""
        key = (words, language)
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[key] = self._search(words, language)
        return self._known[key]

    def _search(self, words: str, language: str) -> tuple[Term, ...]:
        """One pattern of all terms first: most texts hold none."""
        if language not in self._any:
            self._any[language] = _any_of([form for term in self.terms for form in term.forms(language)], language)
        pattern = self._any[language]
        if pattern is None or not pattern.search(words):
            return ()
        return tuple(term for term in self.terms if contains(words, term.forms(language), language))


def _any_of(forms: list[str], language: str) -> re.Pattern[str] | None:
    parts = [re.escape(form) if language == "zh" else _inflections(form) for form in forms]
    patterns = [part for part in dict.fromkeys(parts) if part]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


@lru_cache(maxsize=4096)
def _forms(whole: str) -> tuple[str, ...]:
    parts = (_ASIDE.sub(" ", whole).strip(), *_ASIDE.findall(whole), *whole.split(" / "))
    return tuple(dict.fromkeys(part for part in parts if part))


def contains(words: str, wanted: Iterable[str], language: str) -> bool:
    """Does one of the forms stand in the words? Alphabets: word by word, whatever their endings."""
    if language == "zh":
        return any(form in words for form in wanted)
    return any((pattern := _pattern(form)) is not None and pattern.search(words) for form in wanted)


@cache
def _pattern(form: str) -> re.Pattern[str] | None:
    inside = _inflections(form)
    return re.compile(inside, re.IGNORECASE) if inside else None


def _inflections(form: str) -> str:
    stems = [re.escape(part[: max(_STEM, len(part) - 2)]) + r"\w{0,3}" for part in _WORD.findall(form)]
    return r"\b" + r"\W+".join(stems) + r"\b" if stems else ""
