"""The same text, or a similar one, that was translated elsewhere; and the terms of the glossary in a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.planning.checks.reading_roster import glossary as glossary
from tripplanner.planning.checks.terms import Glossary, Term, contains
from tripplanner.planning.lazytext import decoded_once
from tripplanner.planning.rows import execute
from tripplanner.planning.texts.fields import TextField, text_fields
from tripplanner.planning.texts.owners import tables
from tripplanner.planning.texts.reading import TextRow, read_again, texts_of
from tripplanner.text import State, normalised

_LEAST = 70.0  # per cent: what is less alike is another sentence
_MOST = 5
_PORTION = 1000  # records read at once
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


class Memory:
    """The sources there are with a translation into one language, to look for those like another one.

    Made once, asked often, and small: it keeps the words that are compared and where they stand, nothing else.
    """

    def __init__(self, source: str, target: str) -> None:
        self._source, self._target = source, target
        self._keys: list[str] = []
        self._refs: list[tuple[TextField, str, int]] = []
        self._first: dict[str, int] = {}  # by record: where its texts begin
        self._late: dict[tuple[TextField, str, int], int] = {}  # texts that came after those of their record

    def __len__(self) -> int:
        return len(self._refs)

    def put(self, rows: Iterable[TextRow]) -> None:
        """Take these texts in, in the place of what they were; all texts of a record come together."""
        for row in rows:
            text = decoded_once(row.stored)
            if text.get(self._source) and text.get(self._target) and self._source != self._target:
                ref, key = (row.field, row.uuid, row.number), _key(text.get(self._source))
                place = self._place(ref)
                self._refs[place : place + 1] = [ref]
                self._keys[place : place + 1] = [key]

    def _place(self, ref: tuple[TextField, str, int]) -> int:
        place = self._first.setdefault(ref[1], len(self._refs))
        while place < len(self._refs) and self._refs[place][1] == ref[1]:
            if self._refs[place] == ref:
                return place
            place += 1
        return place if place == len(self._refs) else self._late.setdefault(ref, len(self._refs))

    def like(self, session: Session, words: str, besides: str = "") -> tuple[Suggestion, ...]:
        """The best translations of sources at least 70 % alike, the same ones first, one per wording; not the text
        with the key ``besides``.
        """
        key = _key(words)
        if not key:
            return ()
        found: dict[str, Suggestion] = {}
        for alike, place in self._alike(key):
            row = _row(session, *self._refs[place])
            said = row.text.get(self._target) if row is not None else ""
            if row is not None and said and row.key != besides and said not in found:
                source = row.text.get(self._source)
                found[said] = Suggestion(said, int(alike), source, row.state(self._target), row)
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


def remember(session: Session, source: str, target: str) -> Memory:
    """The memory of all texts of all trips and of the library, read a portion at a time."""
    memory = Memory(source, target)
    for table in text_fields():
        ids = [id for (id,) in execute(session, sa.select(tables()[table].c.id).order_by(tables()[table].c.id))]
        for start in range(0, len(ids), _PORTION):
            memory.put(texts_of(session, table, dict.fromkeys(ids[start : start + _PORTION])))
    return memory


def _key(words: str) -> str:
    return normalised(words).casefold()


def _row(session: Session, field: TextField, uuid: str, number: int) -> TextRow | None:
    """The text as it is now."""
    rows = read_again(session, field.table, [uuid])
    return next((row for row in rows if row.field == field and row.number == number), None)


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
