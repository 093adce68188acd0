"""The glossary as the rules see it: which terms stand in a text, whatever their endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from tripplanner.text import EMPTY, Text

_ASIDE = re.compile(r"\s*[(（](.*?)[)）]\s*")
_WORD = re.compile(r"\w+")
_STEM = 4  # letters by which an inflected word is known again
_PAIR = 2  # characters of a Chinese term by which it is looked up
_DOTS = {0x130: "i", 0x131: "i"}  # İ and ı: patterns take them for i
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
        self._beginnings: dict[str, Mapping[str, list[int]]] = {}

    def within(self, words: str, language: str) -> tuple[Term, ...]:
        """The terms that stand in the words."""
        key = (words, language)
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[key] = self._search(words, language)
        return self._known[key]

    def _search(self, words: str, language: str) -> tuple[Term, ...]:
        """Only those are looked for that begin as something in the words does: a few out of thousands."""
        if language not in self._beginnings:
            self._beginnings[language] = _by_beginning(self.terms, language)
        known = self._beginnings[language]
        places = {place for begun in _begun(words, language) for place in known.get(begun, ())}
        terms = (self.terms[place] for place in sorted(places))
        return tuple(term for term in terms if contains(words, term.forms(language), language))


def _by_beginning(terms: Sequence[Term], language: str) -> Mapping[str, list[int]]:
    """The places of the terms by the first letters of a form."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, term in enumerate(terms):
        for form in term.forms(language):
            if language == "zh":
                found[form[:_PAIR]].append(place)
            elif parts := _WORD.findall(form):
                found[_plain(_stem(parts[0]))[:_STEM]].append(place)
    return found


def _begun(words: str, language: str) -> Set[str]:
    """How a form may begin that stands in the words."""
    if language == "zh":
        return {words[at : at + length] for at in range(len(words)) for length in range(1, _PAIR + 1)}
    plain = {_plain(word)[:_STEM] for word in _WORD.findall(words)}
    return {word[:length] for word in plain for length in range(1, len(word) + 1)}


def _plain(word: str) -> str:
    """Letters that a pattern takes for the same whatever their case."""
    return word.translate(_DOTS).casefold()


@lru_cache(maxsize=4096)
def _forms(whole: str) -> tuple[str, ...]:
    parts = (_ASIDE.sub(" ", whole).strip(), *_ASIDE.findall(whole), *whole.split(" / "))
    return tuple(dict.fromkeys(part for part in parts if part))


def contains(words: str, wanted: Iterable[str], language: str) -> bool:
    """Does one of the forms stand in the words? Alphabets: word by word, whatever their endings."""
    if language == "zh":
        return any(form in words for form in wanted)
    return any((pattern := _pattern(form)) is not None and pattern.search(words) for form in wanted)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str] | None:
    inside = _inflections(form)
    return re.compile(inside, re.IGNORECASE) if inside else None


def _inflections(form: str) -> str:
    stems = [re.escape(_stem(part)) + r"\w{0,3}" for part in _WORD.findall(form)]
    return r"\b" + r"\W+".join(stems) + r"\b" if stems else ""


def _stem(word: str) -> str:
    return word[: max(_STEM, len(word) - 2)]
