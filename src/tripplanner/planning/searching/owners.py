"""What a found row belongs to: the record a person opens, and what it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.names import PersonName
from tripplanner.store.changes import stored
from tripplanner.store.records import decode_text
from tripplanner.text import Text

Row = Mapping[str, Any]
#: Kinds of record that can be opened, by table; the keys are those of :func:`tripplanner.planning.kinds.kinds`, and
#: *days* and *texts*.
KIND_OF: Mapping[str, str] = {
    "trip": "trips", "item": "items", "day": "days", "delegate": "delegates", "trip_member": "members",
    "contact": "contacts", "organisation": "organisations", "site": "sites", "place": "places", "lodging": "lodgings",
    "case_study": "cases", "term": "terms", "theme": "themes", "leg": "legs", "standard_text": "texts",
}  # fmt: skip
# Of a table without a page of its own: the links to try, in turn.
_LINKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "organisation_alias": (("organisation_id", "organisation"),),
    "site_closure": (("site_id", "site"),),
    "leg_closure": (("leg_id", "leg"),),
    "building_block": (("case_id", "case_study"),),
    "case_result": (("case_id", "case_study"),),
    "objective": (("trip_id", "trip"),),
    "compliance_note": (("trip_id", "trip"),),
    "delegation": (("trip_id", "trip"),),
    "subgroup": (("delegation_id", "delegation"),),
    "vehicle": (("trip_id", "trip"),),
    "question": (("item_id", "item"),),
    "participation": (("item_id", "item"),),
    "trip_host": (("organisation_id", "organisation"),),
    "exchange": (("organisation_id", "organisation"),),
    "observation": (("item_id", "item"), ("site_id", "site"), ("trip_id", "trip")),
}
PEOPLE = ("delegate", "contact", "trip_member")  # the parts of a person that have pages, in this order
_NAMED_BY = {"term": "term", "trip": "title", "item": "title", "day": "title", "case_study": "title",
             "standard_text": "title"}  # fmt: skip


def tables_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """The tables whose rows lead to records of these kinds."""
    wanted = {table for table, kind in KIND_OF.items() if kind in set(kinds)}
    while more := {t for t, links in _LINKS.items() if t not in wanted and any(to in wanted for _, to in links)}:
        wanted |= more
    return tuple(sorted(wanted | ({"person"} if wanted.intersection(PEOPLE) else set())))


class Library:
    """Rows of a session, as they lie in the database; each is read once."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._rows: dict[str, dict[int, Row]] = defaultdict(dict)

    def fetch(self, table: str, ids: Iterable[int | None]) -> None:
        """Reads rows that are going to be asked for."""
        wanted = sorted({id for id in ids if id is not None} - self._rows[table].keys())
        if wanted:
            source = stored(table)
            rows = self._connection.execute(sa.select(source).where(source.c.id.in_(wanted))).mappings()
            self._rows[table].update({row["id"]: dict(row) for row in rows})

    def row(self, table: str, id: int | None) -> Row | None:
        """A row; ``None`` when there is none."""
        if id is not None and id not in self._rows[table]:
            self.fetch(table, [id])
        return self._rows[table].get(id) if id is not None else None

    def parts_of(self, person_ids: Collection[int]) -> Mapping[int, list[tuple[str, Row]]]:
        """The delegates, contacts and members that these persons are."""
        found: dict[int, list[tuple[str, Row]]] = defaultdict(list)
        for table in PEOPLE if person_ids else ():
            source = stored(table)
            query = sa.select(source).where(source.c.person_id.in_(sorted(person_ids))).order_by(source.c.id.desc())
            for row in self._connection.execute(query).mappings():
                self._rows[table][row["id"]] = dict(row)
                found[row["person_id"]].append((table, dict(row)))
        return found

    def owner(self, table: str, row: Row) -> tuple[str, Row] | None:
        """The record that is opened for a row: itself, or what it belongs to."""
        if table in KIND_OF:
            return table, row
        for column, target in _LINKS.get(table, ()):
            found = self.row(target, row[column])
            if found is not None:
                return self.owner(target, found)
        return None

    def trip_of(self, table: str, row: Row) -> int | None:
        """The number of the trip that a record belongs to."""
        if table == "trip":
            return row["id"]
        if table == "delegate":
            delegation = self.row("delegation", row["delegation_id"])
            return delegation["trip_id"] if delegation else None
        return row.get("trip_id")

    def name(self, table: str, row: Row) -> Text | str:
        """What a record is called: a text in several languages, or the name of a person."""
        if table in PEOPLE:
            person = self.row("person", row["person_id"])
            return PersonName.of(SimpleNamespace(**person)).printed if person else ""
        if table == "leg":
            ends = (self.row("place", row[column]) for column in ("from_place_id", "to_place_id"))
            return " → ".join(decode_text(end["name"]).best() for end in ends if end)
        return decode_text(row[_NAMED_BY.get(table, "name")])
