"""What a search gives: records with their names, and the words that answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tripplanner.planning.searching.index import BODY, NAMED, Found
from tripplanner.planning.searching.owners import KIND_OF, Library, Row
from tripplanner.planning.searching.question import Question, marks
from tripplanner.store.records import decode_text
from tripplanner.store.side.docs import texts_of
from tripplanner.store.side.subjects import SUBJECTS
from tripplanner.text import Text

Marks = tuple[tuple[int, int], ...]
_BEFORE, _WIDE = 24, 96  # characters of a snippet before the first mark, and in all
_KINDS = ("trips", "delegates", "contacts", "sites", "organisations", "items", "members", "cases", "themes", "terms",
          "places", "lodgings", "days", "legs", "texts")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers a question.

    ``kind`` is a key of :func:`tripplanner.planning.kinds.kinds`, or *days* or *texts*. ``title`` is its name in the
    language asked for, ``second`` in another one; ``about`` says where it belongs (an organisation, a post). ``field``
    is the column that answered, on the record itself or on something that belongs to it (``table``); ``snippet`` its
    words, empty where the name answers. Marks are ranges of characters that fit. ``rank`` 0 is the exact name, 1 its
    beginning, 2 a word of it, 3 other words. ``current``: of the trip that was named.
    """

    kind: str
    id: int
    uuid: str
    title: str
    second: str
    about: str
    trip_id: int | None
    trip: str
    when: datetime | None
    rank: int
    current: bool
    table: str
    field: str
    snippet: str
    title_marks: Marks = ()
    second_marks: Marks = ()
    snippet_marks: Marks = ()


def hits_of(
    session: Session,
    found: Sequence[Found],
    question: Question,
    language: str,
    trip_id: int | None,
    kinds: Collection[str],
    limit: int,
) -> list[Hit]:
    """One hit for each record of these kinds that the found rows belong to, the best first, at most ``limit``."""
    library = Library(session)
    ids: dict[str, set[int]] = defaultdict(set)
    for one in found:
        ids[one.table].add(one.id)
    for table, wanted in ids.items():
        library.fetch(table, wanted)
    maker = _Maker(library, question, language, trip_id)
    best: dict[tuple[str, int], _Placed] = {}
    for placed in maker.places(found):
        key = (placed.table, placed.record["id"])
        if key not in best or placed.rank < best[key].rank:
            best[key] = placed
    fitting = [placed for placed in best.values() if KIND_OF[placed.table] in kinds]
    fitting.sort(key=lambda placed: (placed.rank, not placed.current, _KINDS.index(KIND_OF[placed.table])))
    return [maker.hit(placed) for placed in fitting[:limit]]


def hits_for(session: Session, table: str, ids: Sequence[int], language: str, trip_id: int | None) -> Iterator[Hit]:
    """Records as hits, in the order given, without anything that was asked."""
    library = Library(session)
    library.fetch(table, ids)
    maker = _Maker(library, Question("", "", ()), language, trip_id)
    return map(maker.hit, maker.places([Found(table, id, NAMED) for id in ids]))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A found row, the record of ``table`` it belongs to, and how good an answer that is."""

    found: Found
    row: Row
    table: str
    record: Row
    rank: int
    current: bool


class _Maker:
    def __init__(self, library: Library, question: Question, language: str, trip_id: int | None) -> None:
        self._library, self._question = library, question
        self._language, self._trip_id = language, trip_id

    def places(self, found: Iterable[Found]) -> Iterator[_Placed]:
        """Each found row with the record that is opened for it."""
        people = {one.id for one in found if one.table == "person"}
        parts = self._library.parts_of(people)
        for one in found:
            row = self._library.row(one.table, one.id)
            if row is None:
                continue
            if one.table == "person":
                owners = self._chosen(parts.get(one.id, []))
            else:
                owner = self._library.owner(one.table, row)
                owners = [owner] if owner else []
            for table, record in owners:
                rank = one.rank if one.table in (table, "person") else max(one.rank, NAMED)
                trip_id = self._library.trip_of(table, record)
                yield _Placed(one, row, table, record, rank, bool(trip_id) and trip_id == self._trip_id)

    def _chosen(self, parts: Sequence[tuple[str, Row]]) -> list[tuple[str, Row]]:
        """A person once: as delegate or member of this trip, else as contact, else of the latest trip."""
        here = [p for p in parts if self._trip_id and self._library.trip_of(*p) == self._trip_id]
        contacts = [p for p in parts if p[0] == "contact"]
        return [*here, *contacts, *parts][:1]

    def hit(self, placed: _Placed) -> Hit:
        """Everything that is shown of it."""
        table, record, found = placed.table, placed.record, placed.found
        title, second = self._names(self._library.name(table, record))
        title_marks, second_marks = marks(title, self._question), marks(second, self._question)
        field, snippet, inside = "", "", ()
        if placed.rank == BODY or found.table not in (table, "person") or not (title_marks or second_marks):
            field, snippet, inside = self._snippet(found.table, placed.row, (title, second))
        trip_id = self._library.trip_of(table, record)
        trip = self._library.row("trip", trip_id)
        return Hit(
            KIND_OF[table], record["id"], record["uuid"], title, second, self._about(table, record), trip_id,
            decode_text(trip["short_title"] or trip["title"]).best(self._language) if trip else "",
            _when(record), placed.rank, placed.current, found.table, field, snippet, title_marks, second_marks, inside,
        )  # fmt: skip

    def _names(self, name: Text | str) -> tuple[str, str]:
        if not isinstance(name, Text):
            return name, ""
        title = name.best(self._language)
        others = [name.get(code) for code in ("zh", "fr", "en", *name.words) if code != self._language]
        fitting = next((other for other in others if other != title and marks(other, self._question)), "")
        return title, fitting or next((other for other in others if other not in ("", title)), "")

    def _about(self, table: str, record: Row) -> str:
        """Whose contact, in which post; where a site lies."""
        parts: list[str] = []
        if table in ("contact", "delegate", "trip_member"):
            parts.append(decode_text(record["post"]).best(self._language))
            organisation = self._library.row("organisation", record["organisation_id"])
            parts.append(decode_text(organisation["name"]).best(self._language) if organisation else "")
        elif table == "site":
            parts.append(record["area"])
        return " · ".join(filter(None, parts))

    def _snippet(self, table: str, row: Row, said: tuple[str, ...]) -> tuple[str, str, Marks]:
        """The column whose words answer, with as much of them as fits a line."""
        for column, words in self._texts(table, row):
            if words not in said and any(chunk.fits(words) for chunk in self._question.chunks):
                return column, *_cut(" ".join(words.split()), self._question)
        return "", "", ()

    def _texts(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        """Every text of a row, the one that answers all of the question first, then those in the language asked for."""
        subject = SUBJECTS[table]
        found: list[tuple[str, str]] = []
        for column in (*subject.names, *subject.body):
            for one in texts_of(table, column, row[column]):
                codes = sorted(one.words, key=lambda code: code != self._language) if isinstance(one, Text) else ()
                found += [(column, one.get(code)) for code in codes] if isinstance(one, Text) else [(column, one)]
        whole = next((one for one in found if self._question.fits(one[1])), None)
        yield from ([whole, *found] if whole else found)


def _when(record: Row) -> datetime | None:
    moment = record.get("start") or record.get("date")
    return datetime.fromisoformat(moment) if moment else None


def _cut(text: str, question: Question) -> tuple[str, Marks]:
    """A line of the text around the first place that answers."""
    found = marks(text[:4000], question)
    first = found[0][0] if found else 0
    start = 0 if first <= _BEFORE * 2 else text.rfind(" ", 0, first - _BEFORE) + 1 or first - _BEFORE
    start = start if first - start <= 3 * _BEFORE else first - _BEFORE
    piece = ("…" if start else "") + text[start : start + _WIDE] + ("…" if start + _WIDE < len(text) else "")
    return piece, marks(piece, question)
