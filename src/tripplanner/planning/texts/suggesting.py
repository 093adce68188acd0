"""The same text, or a similar one, that was translated elsewhere; and the terms of the glossary in a source."""

from __future__ import annotations

from array import array
from bisect import bisect_left
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
from tripplanner.planning.texts.packing import WordsBeside
from tripplanner.planning.texts.reading import TextRow, read_again, texts_of
from tripplanner.text import State, normalised

#: Where a text stands: its field, the UUID of its record, its place in a list of texts.
Ref = tuple[TextField, str, int]
_LEAST = 70.0  # per cent: what is less alike is another sentence
_MOST = 5
_PORTION = 200  # records read at once
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
        self._keys = _Keys()
        self._records, self._last = WordsBeside(), ""  # their UUIDs
        self._fields: dict[TextField, int] = {}
        self._record, self._field, self._number = array("I"), array("H"), array("I")  # by text: where it stands
        self._late: dict[Ref, int] = {}  # texts that came after those of their record

    def __len__(self) -> int:
        return len(self._record)

    def read(self, rows: Iterable[TextRow]) -> None:
        """Take in the texts of records of which nothing is here yet; all texts of a record come together."""
        for row in rows:
            if key := self._compared(row):
                self._add(row, key)

    def put(self, rows: Iterable[TextRow]) -> None:
        """Take these texts in, in the place of what they were."""
        for row in rows:
            if key := self._compared(row):
                place = self._place((row.field, row.uuid, row.number))
                if place == len(self):
                    self._add(row, key)
                else:
                    self._keys.put(place, key)

    def _compared(self, row: TextRow) -> str:
        """What of the text is compared; nothing, where it is in one of the languages alone."""
        text = decoded_once(row.stored)
        both = text.get(self._source) and text.get(self._target) and self._source != self._target
        return _key(text.get(self._source)) if both else ""

    def _add(self, row: TextRow, key: str) -> None:
        if self._last != row.uuid:
            self._records.add(row.uuid)
            self._last = row.uuid
        self._record.append(len(self._records) - 1)
        self._field.append(self._fields.setdefault(row.field, len(self._fields)))
        self._number.append(row.number)
        self._keys.add(key)

    def _place(self, ref: Ref) -> int:
        """Where the text is, or comes."""
        field, uuid, number = ref
        record = self._records.place(uuid)
        place = bisect_left(self._record, record) if record >= 0 else len(self)
        while place < len(self) and self._record[place] == record:
            if self._field[place] == self._fields.get(field) and self._number[place] == number:
                return place
            place += 1
        return place if place == len(self) else self._late.setdefault(ref, len(self))

    def _ref(self, place: int) -> Ref:
        field = next(one for one, number in self._fields.items() if number == self._field[place])
        return field, self._records[self._record[place]], self._number[place]

    def like(self, session: Session, words: str, besides: str = "") -> tuple[Suggestion, ...]:
        """The best translations of sources at least 70 % alike, the same ones first, one per wording; not the text
        with the key ``besides``.
        """
        key = _key(words)
        if not key:
            return ()
        found: dict[str, Suggestion] = {}
        for alike, place in self._alike(key):
            row = _row(session, *self._ref(place))
            said = row.text.get(self._target) if row is not None else ""
            if row is not None and said and row.key != besides and said not in found:
                source = row.text.get(self._source)
                found[said] = Suggestion(said, int(alike), source, row.state(self._target), row)
        best = sorted(found.values(), key=lambda one: (-one.alike, _ORDER[one.state]))
        return tuple(best[:_MOST])

    def _alike(self, key: str) -> Sequence[tuple[float, int]]:
        from rapidfuzz import fuzz, process

        near = self._keys.of_length(len(key))
        found = process.extract(key, near, scorer=fuzz.ratio, score_cutoff=_LEAST, limit=_MOST * 4)
        return [(score, place) for _, score, place in found]


class _Keys:
    """The words that are compared, one beside the other in one piece: as strings they took twice the room."""

    def __init__(self) -> None:
        self._words, self._lengths = WordsBeside(), array("I")
        self._changed: dict[int, str] = {}

    def add(self, key: str) -> None:
        """One more at the end."""
        self._words.add(key)
        self._lengths.append(len(key))

    def put(self, place: int, key: str) -> None:
        """Other words at a place."""
        self._lengths[place], self._changed[place] = len(key), key

    def of_length(self, length: int) -> dict[int, str]:
        """By place, the words whose number of letters is near enough that they can be alike."""
        low, high = max((length + 1) // 2, length - _LONGEST + 1), min(2 * length, length + _LONGEST - 1)
        return {place: self._at(place) for place, one in enumerate(self._lengths) if low <= one <= high}

    def _at(self, place: int) -> str:
        changed = self._changed.get(place)
        return self._words[place] if changed is None else changed


def remember(session: Session, source: str, target: str) -> Memory:
    """The memory of all texts of all trips and of the library, read a portion at a time."""
    memory = Memory(source, target)
    for table in text_fields():
        ids = [id for (id,) in execute(session, sa.select(tables()[table].c.id).order_by(tables()[table].c.id))]
        for start in range(0, len(ids), _PORTION):
            memory.read(texts_of(session, table, dict.fromkeys(ids[start : start + _PORTION])))
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
