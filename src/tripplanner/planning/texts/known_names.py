"""The names of the library's organisations, sites and places, found in a sentence as they are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.model.sites import Site
from tripplanner.planning.lazytext import decoded, decoded_once, words_once
from tripplanner.planning.rows import stored, streamed
from tripplanner.planning.texts.packing import PackedWords
from tripplanner.text import Text

_ASIDE = re.compile(r"\s*[(（].*?[)）]\s*")
_START = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
_LEAST = 3  # letters of a name that can be told from a word
_LEAST_HAN = 2


class KnownNames:
    """Names in several languages, given as they are stored: of ten thousand a sentence holds one or two."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = PackedWords()
        for name in names:
            self._names.add(name)
        self._starts: dict[str, dict[str, list[tuple[str, int]]]] = {}

    def within(self, words: str, language: str) -> tuple[tuple[str, Text], ...]:
        """The names that stand in the words, each once and the longest where several begin alike."""
        starts = self._by_start(language)
        found: dict[str, Text] = {}
        end = 0
        for match in _START.finditer(words):
            if match.start() < end:
                continue
            for form, place in starts.get(match.group(), ()):
                if words.startswith(form, match.start()) and _ends(words, match.start() + len(form)):
                    found.setdefault(form, decoded(self._names[place]))
                    end = match.start() + len(form)
                    break
        return tuple(found.items())

    def _by_start(self, language: str) -> dict[str, list[tuple[str, int]]]:
        """The names by their first word (their first character in Chinese), the longest first."""
        if language not in self._starts:
            starts: dict[str, list[tuple[str, int]]] = defaultdict(list)
            for place, name in enumerate(self._names):
                form = plain(decoded_once(name).get(language))
                first = _START.match(form)
                if first and len(form) >= (_LEAST_HAN if len(first.group()) == 1 else _LEAST):
                    starts[first.group()].append((form, place))
            self._starts[language] = {one: sorted(known, key=lambda n: -len(n[0])) for one, known in starts.items()}
        return self._starts[language]


@lru_cache(maxsize=256)
def plain(name: str) -> str:
    """The name without what stands in brackets."""
    return _ASIDE.sub(" ", name).strip()


def _ends(words: str, at: int) -> bool:
    return at >= len(words) or not words[at].isalnum() or not words[at].isascii() or not words[at - 1].isascii()


def known_names(session: Session) -> KnownNames:
    """The names of the library that are there in more than one language."""
    return KnownNames(_names(session))


def _names(session: Session) -> Iterator[str]:
    for model in (Organisation, Site, Place):
        seen: set[int] = set()  # of the hashes: to have one of them twice would do no harm
        for (held,) in streamed(session, sa.select(stored(model.name)).order_by(model.id)):
            if held and hash(held) not in seen and len(words_once(held)) > 1:
                yield held
            seen.add(hash(held))
