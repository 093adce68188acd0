"""How a trip stands with the organisations it counts on: to contact, asked, confirmed, refused; thanked afterwards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.hosting import TripHost
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.words import HOST_STATE
from tripplanner.text import Text

WHAT = msg("host")
#: From nothing agreed to agreed; a refusal of one item is not one of the trip.
STATES = tuple(HOST_STATE)


@dataclass(frozen=True, slots=True)
class HostRow:
    """An organisation on a trip. ``id`` is ``None`` while it hosts items but the trip keeps no state of its own for it.

    ``items`` are the items it hosts: number, UUID, title, state. ``contact`` is a printed name. ``thanks_due``: the
    trip is over, the organisation received somebody and nobody thanked it.
    """

    id: int | None
    trip_id: int
    trip_uuid: str
    trip: Text
    last_day: date
    organisation_id: int
    organisation: Text
    state: str
    since: date | None
    contact_id: int | None
    contact: str
    thanked_on: date | None
    note: str
    items: tuple[tuple[int, str, Text, str], ...] = ()
    thanks_due: bool = False

    @property
    def differing(self) -> tuple[str, ...]:
        """The states of items that are not that of the trip, each once."""
        return tuple(dict.fromkeys(state for *_, state in self.items if state != self.state))

    @property
    def sentence(self) -> Message | None:
        """What to say where its items stand otherwise than the trip does."""
        if not self.differing:
            return None
        others = sum(state != self.state for *_, state in self.items)
        return msg(
            "{count} of {all} items hosted here are not “{state}”.",
            count=others, all=len(self.items), state=HOST_STATE[self.state],
        )  # fmt: skip


def hosts_of_trip(session: Session, trip_id: int, today: date | None = None) -> list[HostRow]:
    """The organisations a trip counts on, those still to contact first, then by code."""
    finding.get(session, Trip, trip_id, msg("trip"))
    rows = _rows(session, TripHost.trip_id == trip_id, Item.trip_id == trip_id, today)
    return sorted(
        rows, key=lambda row: (STATES.index(row.state), row.organisation.best("fr", "en"), row.organisation_id)
    )


def trips_of_host(session: Session, organisation_id: int, today: date | None = None) -> list[HostRow]:
    """The trips that count on an organisation, the latest first."""
    wanted = TripHost.organisation_id == organisation_id, ItemHost.organisation_id == organisation_id
    return sorted(_rows(session, *wanted, today), key=lambda row: row.last_day, reverse=True)


def host_of_trip(session: Session, trip_id: int, organisation_id: int) -> int:
    """The organisation is one the trip counts on from now on, to be contacted; the number of that record."""
    trip = open_trip(session, trip_id)
    finding.get(session, Organisation, organisation_id, msg("organisation"))
    known = next((one for one in trip.hosts if one.organisation_id == organisation_id), None)
    if known is None:
        known = TripHost(organisation_id=organisation_id, state=_state_of_items(session, trip_id, organisation_id))
        trip.hosts.append(known)
        session.flush()
    return known.id


def set_trip_host_state(
    session: Session, trip_id: int, organisation_id: int, state: str, today: date, *, items: bool = False
) -> int:
    """How far the trip has come with an organisation since ``today``; with ``items`` also all that it hosts.

    ``state`` is one of the keys of ``HOST_STATE``. Returns how many items followed.
    """
    if state not in HOST_STATE:
        raise ValueError(f"no state {state!r}")
    host = session.get_one(TripHost, host_of_trip(session, trip_id, organisation_id))
    if host.state != state:
        host.state, host.since = state, today
    links = _item_links(session, trip_id, organisation_id) if items else []
    followed = [link for link in links if link.state != state]
    for link in followed:
        link.state, link.since = state, today
    session.flush()
    return len(followed)


def set_host_contact(session: Session, trip_id: int, organisation_id: int, contact_id: int | None) -> None:
    """Whom one talks to at an organisation for a trip; somebody who works there."""
    host = session.get_one(TripHost, host_of_trip(session, trip_id, organisation_id))
    if contact_id is not None:
        _works_at(session, contact_id, organisation_id)
    host.contact_id = contact_id
    session.flush()


def set_thanked(session: Session, trip_id: int, organisation_id: int, day: date | None) -> None:
    """The day on which the office thanked an organisation for a trip; ``None``: not yet."""
    host = session.get_one(TripHost, host_of_trip(session, trip_id, organisation_id))
    host.thanked_on = day
    session.flush()


def set_host_note(session: Session, trip_id: int, organisation_id: int, note: str) -> None:
    """What the office wants to remember of an organisation on this trip."""
    host = session.get_one(TripHost, host_of_trip(session, trip_id, organisation_id))
    host.note = note.strip()
    session.flush()


def remove_trip_host(session: Session, trip_host_id: int) -> None:
    """The trip no longer counts on an organisation; refused while it hosts an item."""
    host = finding.get(session, TripHost, trip_host_id, WHAT)
    trip = open_trip(session, host.trip_id)
    if _item_links(session, trip.id, host.organisation_id):
        raise TripPlannerError(
            msg("This organisation hosts items of the programme."),
            msg("It stays with the trip."),
            msg("Take it off those items first."),
        )
    trip.hosts.remove(host)
    session.flush()


def _rows(session: Session, of_trip: object, of_items: object, today: date | None) -> list[HostRow]:
    """One row per trip and organisation, known to the trip itself, to its items, or to both."""
    kept = {(one.trip_id, one.organisation_id): one for one in session.scalars(sa.select(TripHost).where(of_trip))}  # type: ignore[arg-type]
    links = sa.select(ItemHost, Item).join(Item, ItemHost.item_id == Item.id).where(of_items)  # type: ignore[arg-type]
    hosted: dict[tuple[int, int], list[tuple[int, str, Text, str]]] = defaultdict(list)
    for link, item in session.execute(links.order_by(Item.start, Item.id)):
        hosted[item.trip_id, link.organisation_id].append((item.id, item.uuid, item.title, link.state))
    return [_row(session, *key, kept.get(key), tuple(hosted[key]), today) for key in dict.fromkeys([*kept, *hosted])]


def _row(
    session: Session,
    trip_id: int,
    organisation_id: int,
    host: TripHost | None,
    items: tuple[tuple[int, str, Text, str], ...],
    today: date | None,
) -> HostRow:
    trip, organisation = session.get_one(Trip, trip_id), session.get_one(Organisation, organisation_id)
    state = host.state if host is not None else furthest(tuple(state for *_, state in items))
    contact = host.contact if host is not None else None
    thanked = host.thanked_on if host is not None else None
    due = today is not None and trip.last_day < today and state == "confirmed" and thanked is None
    return HostRow(
        host.id if host is not None else None, trip.id, trip.uuid, trip.title, trip.last_day, organisation.id,
        organisation.name, state, host.since if host is not None else None, contact.id if contact else None,
        PersonName.of(contact.person).printed if contact else "", thanked, host.note if host is not None else "", items,
        due,
    )  # fmt: skip


def furthest(states: tuple[str, ...]) -> str:
    """The state of an organisation as its items tell it: the least advanced one; refused only where all are."""
    open_ones = [state for state in states if state != "refused"]
    if not states:
        return "to_contact"
    return min(open_ones, key=STATES.index) if open_ones else "refused"


def _state_of_items(session: Session, trip_id: int, organisation_id: int) -> str:
    return furthest(tuple(link.state for link in _item_links(session, trip_id, organisation_id)))


def _item_links(session: Session, trip_id: int, organisation_id: int) -> list[ItemHost]:
    statement = sa.select(ItemHost).join(Item, ItemHost.item_id == Item.id)
    wanted = statement.where(Item.trip_id == trip_id, ItemHost.organisation_id == organisation_id)
    return list(session.scalars(wanted.order_by(ItemHost.id)))


def _works_at(session: Session, contact_id: int, organisation_id: int) -> None:
    contact = finding.get(session, Contact, contact_id, msg("contact"))
    if contact.organisation_id != organisation_id:
        raise TripPlannerError(
            msg("This person does not work at the organisation."),
            msg("Nothing was changed."),
            msg("Choose one of its contacts."),
        )
