"""The glossary as the rules see it: which terms stand in a text, whatever their endings."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from tripplanner.planning.texts.packing import WordsBeside
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
        given = tuple(terms)
        self._fill(given, (term.term.words for term in given))

    @classmethod
    def of(cls, terms: Sequence[Term], words: Iterable[Mapping[str, str]]) -> Glossary:
        """A glossary of terms that are made when they are looked at; ``words`` are what each is called, by language."""
        made = cls()
        made._fill(terms, words)
        return made

    def _fill(self, terms: Sequence[Term], words: Iterable[Mapping[str, str]]) -> None:
        self.terms = terms
        self._known: dict[tuple[str, str], tuple[Term, ...]] = {}
        self._indexes: dict[str, _Index] = {}
        for place, called in enumerate(words):
            for language, whole in called.items():
                self._indexes.setdefault(language, _Index(language)).add(place, whole)

    def within(self, words: str, language: str) -> tuple[Term, ...]:
        """The terms that stand in the words."""
        key = (words, language)
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            index = self._indexes.get(language)
            self._known[key] = tuple(self.terms[place] for place in index.standing(words)) if index else ()
        return self._known[key]


class _Index:
    """What terms are called in one language, and which begin as something in a text does: a few of thousands."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words, self._places = WordsBeside(), array("I")
        self._begun: dict[str, array[int]] = {}

    def add(self, place: int, whole: str) -> None:
        """The term at this place is called so."""
        for form in _forms(whole):
            begun = self._beginning(form)
            if begun is not None:
                self._begun.setdefault(begun, array("I")).append(len(self._words))
        self._words.add(whole)
        self._places.append(place)

    def _beginning(self, form: str) -> str | None:
        if self._language == "zh":
            return form[:_PAIR]
        parts = _WORD.findall(form)
        return _plain(_stem(parts[0]))[:_STEM] if parts else None

    def standing(self, words: str) -> Iterator[int]:
        """The places of the terms that stand in the words, in order."""
        near = {one for begun in _begun(words, self._language) for one in self._begun.get(begun, ())}
        plain = _plain(words)
        for one in sorted(near):
            if contains(words, (form for form in _forms(self._words[one]) if self._may(form, plain)), self._language):
                yield self._places[one]

    def _may(self, form: str, plain: str) -> bool:
        """Whether a pattern has to be made to know: all words of the form begin somewhere in the text."""
        return self._language == "zh" or all(_plain(_stem(part)) in plain for part in _WORD.findall(form))


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


@lru_cache(maxsize=1024)
def _pattern(form: str) -> re.Pattern[str] | None:
    inside = _inflections(form)
    return re.compile(inside, re.IGNORECASE) if inside else None


def _inflections(form: str) -> str:
    stems = [re.escape(_stem(part)) + r"\w{0,3}" for part in _WORD.findall(form)]
    return r"\b" + r"\W+".join(stems) + r"\b" if stems else ""


def _stem(word: str) -> str:
    return word[: max(_STEM, len(word) - 2)]
