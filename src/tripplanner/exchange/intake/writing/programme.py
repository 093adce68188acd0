"""Writing programme items."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked, wording
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.exchange.intake.subjects.programme import COLUMNS, LINKS, TEXTS
from tripplanner.exchange.intake.writing import identity, new, put
from tripplanner.model.programme import Item, ItemHost, ItemSubGroup
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegation, SubGroup
from tripplanner.planning.archived import open_trip
from tripplanner.planning.items import carry_notes


class ItemWriter:
    """Writes items of one trip."""

    def __init__(self, session: Session, target: Target) -> None:
        assert target.trip_id is not None, "a programme belongs to a trip"
        self._session, self._target = session, target
        self._trip = open_trip(session, target.trip_id)
        self._organisations = linked.organisations(session)
        places = linked.places(session)
        self._lookups = {"site": linked.sites(session), "place": places, "from_place": places, "to_place": places,
                         "vehicle": linked.vehicles(session, target.trip_id)}  # fmt: skip
        groups = session.scalars(sa.select(SubGroup).join(Delegation).where(Delegation.trip_id == target.trip_id))
        self._groups = linked.Lookup((one.id, (one.code, one.name)) for one in groups)

    def write(self, record: Held | None, changes: Values, values: Values) -> Item:
        """Gives an item (a new one: ``None``) these changes."""
        found = self._session.get_one(Item, record.id) if record is not None else self._new(values)
        was = found.start
        put(found, COLUMNS, changes)
        carry_notes(found, was)
        wording.put_words(found, TEXTS, changes)
        links = {column: self._lookups[key].find(changes[key]) for key, column in LINKS.items() if key in changes}
        put(found, tuple(links), links)
        if record is None and not found.title and found.site_id is not None:
            found.title = self._session.get_one(Site, found.site_id).name
        if "hosts" in changes:
            self._host(found, changes["hosts"])
        if "subgroups" in changes:
            self._join(found, changes["subgroups"])
        return found

    def _new(self, values: Values) -> Item:
        kind = "transfer" if values.get("to_place") and not values.get("site") else "visit"
        zone = self._trip.zone
        found = new(Item, trip_id=self._trip.id, start_zone=zone, end_zone=zone, type=kind,
                    **identity(self._session, Item, values))  # fmt: skip
        self._session.add(found)
        return found

    def _host(self, item: Item, names: tuple[str, ...]) -> None:
        links = {link.organisation_id: link for link in item.host_links}
        ids = [self._organisation(name) for name in names]
        item.host_links = [links.get(id) or new(ItemHost, organisation_id=id) for id in dict.fromkeys(ids)]
        for position, link in enumerate(item.host_links):
            link.position = position

    def _organisation(self, name: str) -> int:
        return linked.make_organisation(self._session, self._organisations, name, self._target.language)

    def _join(self, item: Item, codes: tuple[str, ...]) -> None:
        links = {link.subgroup_id: link for link in item.subgroup_links}
        ids = [id for code in codes if (id := self._groups.find(code)) is not None]
        item.subgroup_links = [links.get(id) or new(ItemSubGroup, subgroup_id=id) for id in dict.fromkeys(ids)]
