"""A new record of any kind, ready to be filled in, and a double of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseStudy
from tripplanner.model.glossary import Term
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Leg, Place
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, Lodging, Trip, TripLanguage, TripMember
from tripplanner.planning.archived import open_trip, refuse_archived
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import kind
from tripplanner.text import EMPTY, Text

#: Identity and bookkeeping, which no double takes over.
_OWN = {"id", "uuid", "version", "created_at", "updated_at", "sample_key", "code"}
#: Parts of a record that a double does not take over: they speak of that very record.
_LEFT = {"contacts", "exchanges", "trip_links", "sensitive", "consents", "photo_id"}
_CODED: Mapping[type, str] = {Site: "S", Organisation: "O", CaseStudy: "C", Term: "G", Place: "P", Leg: "L"}


def create_record(
    session: Session, kind_key: str, name: Text = EMPTY, *, trip_id: int | None = None, beside: int | None = None
) -> int:
    """A new record, called ``name`` where its kind has a name of its own; returns its number.

    :param trip_id: the trip of a new delegate, who comes last by rank with a person of their own.
    :param beside: the number of the record that is chosen: a contact joins its organisation, a delegate its
        delegation. A contact needs one, or :func:`create_contact`.

    :raises TripPlannerError: the trip is archived, or nothing says whose contact it is.
    """
    makers: Mapping[str, Callable[[], Any]] = {
        "delegates": lambda: _delegate(session, trip_id, beside),
        "members": lambda: _member(session, trip_id),
        "lodgings": lambda: _lodging(session, trip_id, name),
        "contacts": lambda: _contact(session, beside),
        "cases": lambda: CaseStudy(code=next_code(session, CaseStudy), title=name),
        "terms": lambda: Term(code=next_code(session, Term), term=name),
        "themes": lambda: _theme(session, name),
        "sites": lambda: Site(code=next_code(session, Site), name=name),
        "places": lambda: Place(code=next_code(session, Place), name=name),
        "organisations": lambda: Organisation(code=next_code(session, Organisation), name=name),
    }
    return _added(session, makers[kind_key]())


def create_contact(session: Session, organisation_id: int) -> int:
    """A new contact of an organisation, with a person of their own; returns its number."""
    get(session, Organisation, organisation_id, msg("organisation"))
    last = session.scalar(sa.select(sa.func.max(Contact.position)).where(Contact.organisation_id == organisation_id))
    person = Person(name_order="given_first")
    return _added(
        session, Contact(organisation_id=organisation_id, person=person, position=0 if last is None else last + 1)
    )


def create_leg(session: Session, from_place_id: int, to_place_id: int) -> int:
    """A leg between two places, its length and its time unknown; returns its number.

    :raises TripPlannerError: they are the same place, or there is a leg between them already.
    """
    for id in (from_place_id, to_place_id):
        get(session, Place, id, msg("place"))
    if from_place_id == to_place_id:
        raise TripPlannerError(msg("A leg leads from one place to another."), None, msg("Choose two places."))
    there = sa.select(Leg.code).where(Leg.from_place_id == from_place_id, Leg.to_place_id == to_place_id)
    back = sa.select(Leg.code).where(Leg.from_place_id == to_place_id, Leg.to_place_id == from_place_id, Leg.both_ways)
    known = session.scalars(there.union(back)).first()
    if known is not None:
        raise TripPlannerError(
            msg("There is a leg between these places already: {code}.", code=known), None, msg("Change that one.")
        )
    return _added(session, Leg(code=next_code(session, Leg), from_place_id=from_place_id, to_place_id=to_place_id))


def duplicate_record(session: Session, kind_key: str, id: int) -> int:
    """A double with an identity of its own, its parts, sources and marks with it; returns its number.

    A delegate or a contact gets a person of their own, without what is protected; a delegate comes last by rank.
    """
    found = kind(kind_key)
    record: Any = get(session, found.model, id, found.what)
    if isinstance(record, Delegate):
        refuse_archived(session, record.delegation.trip_id)
    twin = _copied(record)
    if hasattr(record, "code"):
        twin.code = _theme_code(session) if kind_key == "themes" else next_code(session, found.model)
    if isinstance(record, Contact | Delegate):
        twin.person = _copied(record.person)
    if isinstance(record, Delegate):
        twin.rank = _last_rank(session, record.delegation_id) + 1
        twin.subgroup_links = [DelegateSubGroup(subgroup_id=link.subgroup_id) for link in record.subgroup_links]
    return _added(session, twin)


def next_code(session: Session, model: Any) -> str:
    """The code after the last one of a kind: ``S43`` after ``S42``."""
    prefix = _CODED[model]
    codes = session.scalars(sa.select(model.code).where(model.code.like(f"{prefix}%")))
    numbers = [match[1] for code in codes if (match := re.fullmatch(rf"{prefix}(\d{{1,9}})", code))]
    width = max(map(len, numbers), default=2)
    return f"{prefix}{max(map(int, numbers), default=0) + 1:0{width}}"


def _added(session: Session, record: Any) -> int:
    session.add(record)
    session.flush()
    return record.id


def _theme(session: Session, name: Text) -> Theme:
    last = session.scalar(sa.select(sa.func.max(Theme.position)).where(Theme.parent_id.is_(None)))
    return Theme(code=_theme_code(session), name=name, position=0 if last is None else last + 1)


def _theme_code(session: Session) -> str:
    taken = set(session.scalars(sa.select(Theme.code)))
    number = len(taken) + 1
    while f"theme_{number}" in taken:
        number += 1
    return f"theme_{number}"


def _contact(session: Session, beside: int | None) -> Contact:
    if beside is None:
        raise TripPlannerError(
            msg("A contact belongs to an organisation."), None, msg("Choose the organisation first, or make it.")
        )
    other = get(session, Contact, beside, msg("contact"))
    return session.get_one(Contact, create_contact(session, other.organisation_id))


def _member(session: Session, trip_id: int | None) -> TripMember:
    trip = _open_trip(session, trip_id)
    last = max((one.position for one in trip.members), default=-1)
    return TripMember(trip=trip, person=Person(name_order="given_first"), position=last + 1)


def _lodging(session: Session, trip_id: int | None, name: Text) -> Lodging:
    trip = _open_trip(session, trip_id)
    return Lodging(trip=trip, name=name, position=max((one.position for one in trip.lodgings), default=-1) + 1)


def _open_trip(session: Session, trip_id: int | None) -> Trip:
    if trip_id is None:
        raise TripPlannerError(msg("This belongs to a trip."), None, msg("Choose a trip first."))
    return open_trip(session, trip_id)


def _delegate(session: Session, trip_id: int | None, beside: int | None) -> Delegate:
    if trip_id is None:
        raise TripPlannerError(msg("A delegate belongs to a trip."), None, msg("Choose a trip first."))
    open_trip(session, trip_id)
    delegation = _delegation(session, trip_id, beside)
    person = Person(nationality=delegation.country)
    rank = _last_rank(session, delegation.id) + 1
    return Delegate(delegation=delegation, person=person, rank=rank, language=_language(session, delegation))


def _delegation(session: Session, trip_id: int, beside: int | None) -> Delegation:
    """The delegation of the chosen delegate, else the first of the trip; a trip without one gets one."""
    other = session.get(Delegate, beside) if beside is not None else None
    if other is not None and other.delegation.trip_id == trip_id:
        return other.delegation
    statement = sa.select(Delegation).where(Delegation.trip_id == trip_id).order_by(Delegation.position, Delegation.id)
    found = session.scalars(statement.limit(1)).first()
    if found is None:
        found = Delegation(trip_id=trip_id)
        session.add(found)
        session.flush()
    return found


def _last_rank(session: Session, delegation_id: int) -> int:
    return session.scalar(sa.select(sa.func.max(Delegate.rank)).where(Delegate.delegation_id == delegation_id)) or 0


def _language(session: Session, delegation: Delegation) -> str:
    """The language of the documents of the last delegate, else the first one of the trip."""
    others = sa.select(Delegate.language).where(Delegate.delegation_id == delegation.id)
    found = session.scalar(others.order_by(Delegate.rank.desc(), Delegate.id.desc()).limit(1))
    if found:
        return found
    first = sa.select(TripLanguage.language).where(TripLanguage.trip_id == delegation.trip_id)
    return session.scalar(first.order_by(TripLanguage.position, TripLanguage.id).limit(1)) or "zh"


def _copied(record: Any) -> Any:
    """A new row with the same columns and copies of its parts."""
    mapper: Any = record.__mapper__
    columns = {c.key: getattr(record, c.key) for c in mapper.column_attrs if c.key not in _OWN | _LEFT}
    made = record.__class__(**columns)
    for relation in mapper.relationships:
        if relation.cascade.delete_orphan and relation.uselist and relation.key not in {*_LEFT, "subgroup_links"}:
            keys = {str(column.name) for column in relation.remote_side}
            setattr(made, relation.key, [_part(part, keys) for part in getattr(record, relation.key)])
    return made


def _part(part: Any, keys: set[str]) -> Any:
    """A copy of a part that does not yet belong to anything: its new owner sets the ``keys``."""
    copied = _copied(part)
    for key in keys:
        setattr(copied, key, None)
    return copied
