"""The desk a reading is done at: the session, the audience's rights, what was read so far and when it was edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tripplanner.documents.content import OrganisationLine, PlaceLine, Ref
from tripplanner.documents.reading.audience import Policy
from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.text import EMPTY

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# SQLite allows 32,766 variables in a statement; a trip has a few hundred records at most per question.
CHUNK = 5000

T = TypeVar("T")


@dataclass
class Desk:
    """One reading. ``latest`` becomes the last edit of anything that was read into the content."""

    session: Session
    policy: Policy
    latest: datetime = LONG_AGO
    places: dict[int, PlaceLine] = field(default_factory=dict[int, PlaceLine])
    organisations: dict[int, OrganisationLine] = field(default_factory=dict[int, OrganisationLine])

    def ref(self, record: Any) -> Ref:
        """The reference of a record, whose last edit now counts as one of the document's."""
        self.note(record.updated_at)
        return Ref(record.__tablename__, record.uuid)

    def note(self, edited: datetime) -> None:
        """Something edited at this moment is part of the content."""
        self.latest = max(self.latest, edited)

    def read_places(self, ids: Iterable[int | None]) -> None:
        """Have these places at hand, with the town each lies in."""
        query = select(Place).options(joinedload(Place.parent))
        for place in self.by_id(query, Place.id, set(ids) - {None} - self.places.keys()):
            self.places[place.id] = self._place(place)

    def read_organisations(self, ids: Iterable[int | None]) -> None:
        """Have these organisations at hand."""
        for row in self.by_id(select(Organisation), Organisation.id, set(ids) - {None} - self.organisations.keys()):
            self.organisations[row.id] = self._organisation(row)

    def place(self, id: int | None) -> PlaceLine | None:
        return None if id is None else self.places.get(id)

    def organisation(self, id: int | None) -> OrganisationLine | None:
        return None if id is None else self.organisations.get(id)

    def by_id(self, query: Any, column: Any, ids: Iterable[Any]) -> list[Any]:
        """The entities of ``query`` whose ``column`` is among ``ids``; no question for none."""
        wanted = sorted(ids)
        found: list[Any] = []
        for chunk in _chunks(wanted):
            found += self.session.scalars(query.where(column.in_(chunk))).unique()
        return found

    def _place(self, place: Place) -> PlaceLine:
        town = place.parent
        return PlaceLine(
            self.ref(place),
            place.code,
            place.name,
            place.kind,
            place.country,
            place.latitude,
            place.longitude,
            place.altitude_m,
            place.zone,
            place.address,
            place.phone,
            town.name if town else EMPTY,
            self.ref(town) if town else None,
        )

    def _organisation(self, row: Organisation) -> OrganisationLine:
        return OrganisationLine(
            self.ref(row),
            row.code,
            row.acronym,
            row.name,
            row.kind,
            row.role,
            row.country,
            row.city,
            row.address,
            row.website,
            row.email,
            row.phone,
        )


def _chunks(ids: Sequence[T]) -> Iterable[Sequence[T]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
