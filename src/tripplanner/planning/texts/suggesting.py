"""The same text, or a similar one, that was translated elsewhere; and the terms of the glossary in a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tripplanner.planning.checks.reading_roster import glossary as glossary
from tripplanner.planning.checks.terms import Glossary, Term, contains
from tripplanner.planning.texts.reading import TextRow, read_texts
from tripplanner.text import State, normalised

_LEAST = 70.0  # per cent: what is less alike is another sentence
_MOST = 5
_LONGEST = 400  # letters in which a source may differ in length and still be alike
# Whose translation is shown first where several sources are equally alike.
_ORDER: dict[State, int] = {"reviewed": 0, "draft": 1, "stale": 2, "source": 3, "missing": 4}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation of something alike. ``alike`` is 100 for the same source; ``row`` is where it stands."""

    words: str
    alike: int
    source: str
    state: State
    row: TextRow


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the glossary that stands in a source. ``used``: it stands in the translation too."""

    term: Term
    source: str
    target: str
    used: bool


def all_sources(session: Session) -> list[TextRow]:
    """Everything that suggestions are looked for in: the texts of all trips and of the library."""
    return read_texts(session, "all")


class Memory:
    """The translations there are into one language, to look for sources like another one. Made once, asked often."""

    def __init__(self, rows: Iterable[TextRow], source: str, target: str) -> None:
        self._source, self._target = source, target
        self._rows: list[TextRow] = []
        self._keys: list[str] = []
        self._places: dict[str, int] = {}
        self.put(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, rows: Iterable[TextRow]) -> None:
        """Take these texts in, in the place of what they were."""
        for row in rows:
            text = row.text
            if not text.get(self._source) or not text.get(self._target) or self._source == self._target:
                continue
            place = self._places.setdefault(row.key, len(self._rows))
            self._rows[place : place + 1] = [row]
            self._keys[place : place + 1] = [normalised(text.get(self._source)).casefold()]

    def like(self, words: str, besides: str = "") -> tuple[Suggestion, ...]:
        """The best translations of sources at least 70 % alike, the same ones first; not the text with the key
        ``besides``. One per wording.
        """
        key = normalised(words).casefold()
        if not key:
            return ()
        found: dict[str, Suggestion] = {}
        for alike, number in self._alike(key):
            row = self._rows[number]
            said = row.text.get(self._target)
            if row.key != besides and said not in found:
                found[said] = Suggestion(said, int(alike), row.text.get(self._source), row.state(self._target), row)
        best = sorted(found.values(), key=lambda one: (-one.alike, _ORDER[one.state]))
        return tuple(best[:_MOST])

    def _alike(self, key: str) -> Sequence[tuple[float, int]]:
        from rapidfuzz import fuzz, process

        near = [
            number for number, one in enumerate(self._keys)
            if 2 * min(len(one), len(key)) >= max(len(one), len(key)) and abs(len(one) - len(key)) < _LONGEST
        ]  # fmt: skip
        found = process.extract(
            key, [self._keys[number] for number in near], scorer=fuzz.ratio, score_cutoff=_LEAST, limit=_MOST * 4
        )
        return [(score, near[place]) for _, score, place in found]


def hits(glossary: Glossary, source: str, target: str, source_language: str, target_language: str) -> tuple[Hit, ...]:
    """The terms of the source in the order they stand there, with what they are called in the other language."""
    found: list[tuple[int, Hit]] = []
    for term in glossary.within(source, source_language):
        forms = term.forms(target_language)
        used = bool(forms) and contains(target, forms, target_language)
        hit = Hit(term, term.term.get(source_language), forms[0] if forms else "", used)
        found.append((_place(source, term.forms(source_language)), hit))
    return tuple(hit for _, hit in sorted(found, key=lambda one: one[0]))


def _place(source: str, forms: Iterable[str]) -> int:
    places = [source.casefold().find(form.casefold()[:4]) for form in forms]
    return min((place for place in places if place >= 0), default=len(source))
