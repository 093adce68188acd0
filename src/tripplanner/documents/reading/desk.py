"""The desk a reading is done at: the source, the audience's rights, what was read so far and when it was edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from tripplanner.documents.content import OrganisationLine, PlaceLine, Ref
from tripplanner.documents.reading.audience import Policy
from tripplanner.store.records import Plain, every, having
from tripplanner.text import EMPTY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_IN_ORDER = ("position", "id")


@dataclass
class Desk:
    """One reading. ``latest`` becomes the last edit of anything that was read into the content.

    ``source`` is a session of the workspace, or a file that is read straight; the records are the same.
    """

    source: Session | Plain
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
        rows = having(self.source, "place", "id", set(ids) - self.places.keys())
        towns = self.numbered("place", (row.parent_id for row in rows))
        for row in rows:
            self.places[row.id] = self._place(row, towns.get(row.parent_id))

    def read_organisations(self, ids: Iterable[int | None]) -> None:
        """Have these organisations at hand."""
        for row in having(self.source, "organisation", "id", set(ids) - self.organisations.keys()):
            self.organisations[row.id] = self._organisation(row)

    def place(self, id: int | None) -> PlaceLine | None:
        return None if id is None else self.places.get(id)

    def organisation(self, id: int | None) -> OrganisationLine | None:
        return None if id is None else self.organisations.get(id)

    def all_of(self, table: str, *order: str) -> list[Any]:
        """Every record of a table, sorted by these columns."""
        return sorted(every(self.source, table), key=attrgetter(*order, "id"))

    def numbered(self, table: str, ids: Iterable[int | None]) -> Mapping[int, Any]:
        """Records by number."""
        return {row.id: row for row in having(self.source, table, "id", ids)}

    def of(self, owner: int, table: str, column: str, order: Sequence[str] = _IN_ORDER) -> list[Any]:
        """What belongs to one owner, sorted by these columns."""
        return sorted(having(self.source, table, column, [owner]), key=attrgetter(*order))

    def by_owner(
        self, table: str, column: str, owners: Iterable[Any], order: Sequence[str] = _IN_ORDER
    ) -> Mapping[Any, list[Any]]:
        """What belongs to each owner, in one question, sorted by these columns; nothing is an empty list."""
        found: defaultdict[Any, list[Any]] = defaultdict(list)
        for row in sorted(having(self.source, table, column, owners), key=attrgetter(*order)):
            found[getattr(row, column)].append(row)
        return found

    def _place(self, place: Any, town: Any) -> PlaceLine:
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

    def _organisation(self, row: Any) -> OrganisationLine:
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
