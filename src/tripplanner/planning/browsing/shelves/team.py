"""The team of a trip (staff, interpreters, drivers, guests) and its lodgings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg, say
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.trips import Lodging, TripMember
from tripplanner.planning.browsing.clauses import lacks
from tripplanner.planning.browsing.shapes import Browse, Condition, Grouping, Sort
from tripplanner.planning.listings import lodgings, members
from tripplanner.planning.words import MEMBER_ROLE


def _members(session: Session, ids: Sequence[int]) -> list[members.MemberRow]:
    return members.list_members(session, ids=ids)


def _lodgings(session: Session, ids: Sequence[int]) -> list[lodgings.LodgingRow]:
    return lodgings.list_lodgings(session, ids=ids)


def _wide_lodgings() -> Any:
    return sa.select(Lodging.id).outerjoin(Place, Lodging.place_id == Place.id)


def _roles(ids: Any) -> Any:
    label = sa.literal("").label("label")
    counted = sa.select(TripMember.role, sa.func.count(), label).where(TripMember.id.in_(ids))
    return counted.group_by(TripMember.role).order_by(TripMember.role)


def _role(code: str, language: str) -> str:
    return say(MEMBER_ROLE[code], language) if code in MEMBER_ROLE else code


BROWSES = (
    Browse(
        "members",
        TripMember,
        _members,
        lambda: sa.select(TripMember.id),
        members.ORDER[1:],  # the trip is given
        {
            "name": Sort(TripMember.person_id, field="name", keyed=Person),
            "role": Sort(TripMember.role, "words", _role),
            "post": Sort(TripMember.id, field="post"),
            "from": Sort(TripMember.from_day, "date"),
            "to": Sort(TripMember.to_day, "date"),
        },
        (Grouping("roles", msg("Roles"), _roles, lambda role: TripMember.role == role, by_number=False),),
        (Condition("no_chinese", msg("Post not in Chinese"), lambda _: lacks(TripMember.post, "zh")),),
        scope=lambda trip: TripMember.trip_id == (trip or 0),
        found_by=(
            ("person", lambda ids: TripMember.person_id.in_(ids)),
            ("trip_member", lambda ids: TripMember.id.in_(ids)),
        ),
    ),
    Browse(
        "lodgings",
        Lodging,
        _lodgings,
        lambda: sa.select(Lodging.id),
        lodgings.ORDER[1:],
        {
            "name": Sort(Lodging.id, field="name"),
            "place": Sort(Place.name, "text"),
            "phone": Sort(Lodging.phone, "words"),
        },
        (),
        (),
        wide=_wide_lodgings,
        scope=lambda trip: Lodging.trip_id == (trip or 0),
        found_by=(
            ("lodging", lambda ids: Lodging.id.in_(ids)),
            ("place", lambda ids: Lodging.place_id.in_(ids)),
        ),
    ),
)
