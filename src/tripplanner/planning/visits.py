"""Past visits of a site, and what the delegations said of what they saw there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.observations import Observation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegation, SubGroup, Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.attachments import drop_files
from tripplanner.text import EMPTY, Text

SAID: Mapping[str, Message] = {
    "seen": msg("seen"),
    "learnt": msg("learnt"),
    "surprising": msg("surprising"),
    "transferable": msg("transferable"),
    "question": msg("question"),
}
WHAT = msg("observation")


@dataclass(frozen=True, slots=True)
class Said:
    """One observation. ``voice`` is who said it: a printed name, a sub-group, or nothing."""

    id: int
    day: date | None
    kind: str
    text: Text
    rating: int | None
    voice: Text | str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """An item at the site. ``planned_min`` as the programme has it, ``actual_min`` as it really was; ``said`` of it."""

    item_id: int
    uuid: str
    trip_id: int
    trip: Text
    delegations: tuple[Text, ...]
    day: date | None
    planned_min: int | None
    status: str
    said: tuple[Said, ...]
    actual_min: int | None = None


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits of a site, the latest first; ``loose`` is said of the site and of no visit that is still known."""

    visits: tuple[Visit, ...]
    loose: tuple[Said, ...]

    @property
    def rating(self) -> float | None:
        """The mean of the ratings there are."""
        given = [one.rating for one in (*self.loose, *(s for v in self.visits for s in v.said)) if one.rating]
        return sum(given) / len(given) if given else None

    @property
    def took(self) -> tuple[int, int, int] | None:
        """Of the visits of which both are known: how many, and the means of minutes planned and really taken."""
        known = [(one.planned_min, one.actual_min) for one in self.visits if one.planned_min and one.actual_min]
        if not known:
            return None
        planned, actual = (round(sum(minutes) / len(known)) for minutes in zip(*known, strict=True))
        return len(known), planned, actual

    @property
    def delegations(self) -> int:
        """How many delegations have seen the site or are to see it, by trip."""
        return len({visit.trip_id for visit in self.visits if visit.status != "cancelled"})


def visits_of(session: Session, site_id: int) -> Visits:
    """The visits of a site in all trips; raises :class:`NotFound`."""
    finding.get(session, Site, site_id, msg("site"))
    items = session.scalars(sa.select(Item).where(Item.site_id == site_id).order_by(Item.start.desc(), Item.id)).all()
    ids = [item.id for item in items]
    wanted = sa.or_(Observation.site_id == site_id, Observation.item_id.in_(ids))
    said = session.scalars(sa.select(Observation).where(wanted).order_by(Observation.id)).all()
    by_item: dict[int | None, list[Said]] = {}
    for one in said:
        by_item.setdefault(one.item_id if one.item_id in ids else None, []).append(_said(one))
    visits = tuple(_visit(session, item, tuple(by_item.get(item.id, ()))) for item in items)
    return Visits(visits, tuple(by_item.get(None, ())))


def add_observation(
    session: Session,
    trip_id: int,
    language: str,
    words: str,
    *,
    item_id: int | None = None,
    site_id: int | None = None,
    person_id: int | None = None,
    subgroup_id: int | None = None,
    day: date | None = None,
    kind: str = "seen",
    rating: int | None = None,
) -> int:
    """What somebody said on a trip, in the language they said it in; its number.

    Of an item, the site and the day follow from it. Raises for a rating outside 1 to 5, and where neither words nor
    a rating are given.
    """
    open_trip(session, trip_id)
    _checked(kind, words, rating)
    made = Observation(trip_id=trip_id, kind=kind, rating=rating, day=day, site_id=site_id, item_id=item_id)
    made.text = EMPTY.with_words(language, words.strip())
    made.person_id, made.subgroup_id = person_id, subgroup_id
    if item_id is not None:
        item = finding.get(session, Item, item_id, msg("programme item"))
        _same_trip(item.trip_id, trip_id)
        made.site_id = site_id or item.site_id
        made.day = day or (item.start.date() if item.start is not None else None)
    session.add(made)
    session.flush()
    return made.id


def edit_observation(session: Session, observation_id: int, language: str, words: str) -> None:
    """Other words of an observation in one language; a translation leaves the words that were said."""
    one = _open(session, observation_id)
    text = one.text.with_words(language, words.strip())
    _checked(one.kind, text.get(text.source), one.rating)
    if one.text != text:
        one.text = text
        session.flush()


def rate_observation(session: Session, observation_id: int, kind: str, rating: int | None) -> None:
    """What sort of observation it is, and how the visit was rated (1 to 5, ``None``: not)."""
    one = _open(session, observation_id)
    _checked(kind, one.text.best(), rating)
    one.kind, one.rating = kind, rating
    session.flush()


def remove_observation(session: Session, observation_id: int) -> None:
    """Take an observation away, with the photos that hang on it."""
    one = _open(session, observation_id)
    drop_files(session, one.uuid)
    one.trip.observations.remove(one)
    session.flush()


def _open(session: Session, observation_id: int) -> Observation:
    one = finding.get(session, Observation, observation_id, WHAT)
    open_trip(session, one.trip_id)
    return one


def _checked(kind: str, words: str, rating: int | None) -> None:
    if kind not in SAID:
        raise ValueError(f"no kind of observation {kind!r}")
    if rating is not None and not 1 <= rating <= 5:
        raise _refused(msg("A visit is rated from 1 to 5."), msg("Choose a number of stars."))
    if not words.strip() and rating is None:
        raise _refused(msg("There is nothing to note."), msg("Write what was said, or rate the visit."))


def _same_trip(own: int, other: int) -> None:
    if own != other:
        raise _refused(msg("The visit belongs to another trip."), msg("Choose a visit of this trip."))


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)


def _visit(session: Session, item: Item, said: tuple[Said, ...]) -> Visit:
    names = session.scalars(
        sa.select(Delegation.name).where(Delegation.trip_id == item.trip_id).order_by(Delegation.position)
    )
    minutes = item.duration_min
    if item.start is not None and item.end is not None and item.start_zone == item.end_zone:
        minutes = round((item.end - item.start).total_seconds() / 60)
    day = item.start.date() if item.start is not None else None
    trip = session.get_one(Trip, item.trip_id)
    return Visit(item.id, item.uuid, trip.id, trip.title, tuple(names), day, minutes, item.status, said,
                 item.actual_min)  # fmt: skip


def _said(one: Observation) -> Said:
    person: Person | None = one.person
    group: SubGroup | None = one.subgroup
    voice: Text | str = PersonName.of(person).printed if person is not None else group.name if group is not None else ""
    return Said(one.id, one.day, one.kind, one.text, one.rating, voice)
