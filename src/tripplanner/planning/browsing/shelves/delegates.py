"""Delegates of a trip, by protocol. What is protected is asked only whether it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg, say
from tripplanner.model.journeys import Journey
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Consent, Person, SensitiveValue
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, Lodging, Room, RoomGuest, SubGroup
from tripplanner.planning.browsing.clauses import lacks
from tripplanner.planning.browsing.shapes import Browse, Condition, Grouping, Sort
from tripplanner.planning.listings.delegates import PROTOCOL, DelegateRow, list_delegates
from tripplanner.planning.privacy.standing import without_pork
from tripplanner.planning.rows import execute, stored
from tripplanner.planning.words import DELEGATE_ROLE
from tripplanner.store.vault.vault import Vault


def _base() -> Any:
    return sa.select(Delegate.id).join(Delegation, Delegate.delegation_id == Delegation.id)


def _wide() -> Any:
    return (
        _base()
        .join(Person, Delegate.person_id == Person.id)
        .outerjoin(Organisation, Delegate.organisation_id == Organisation.id)
    )


def _rows(session: Session, ids: Sequence[int]) -> list[DelegateRow]:
    return list_delegates(session, ids=ids)


def _kept(kind: str) -> Any:
    return sa.exists().where(SensitiveValue.person_id == Delegate.person_id, SensitiveValue.kind == kind)


def _without_pork(session: Session, vault: Vault, ids: Sequence[int]) -> set[int]:
    found = execute(session, sa.select(Delegate.id, Delegate.person_id).where(_kept("diet")))
    asked = set(ids)
    people = {row[0]: row[1] for row in found if row[0] in asked}
    held = without_pork(session, vault, people.values())
    return {id for id, person in people.items() if person in held}


def _consented() -> Any:
    return sa.exists().where(
        Consent.person_id == Delegate.person_id,
        Consent.purpose == "personal_data",
        Consent.given_on.is_not(None),
        Consent.withdrawn_on.is_(None),
    )


def _arrival() -> Any:
    return sa.exists().where(
        Journey.person_id == Delegate.person_id, Journey.trip_id == Delegation.trip_id, Journey.direction == "arrival"
    )


def _room() -> Any:
    return (
        sa.exists()
        .where(RoomGuest.person_id == Delegate.person_id, RoomGuest.room_id == Room.id)
        .where(Room.lodging_id == Lodging.id, Lodging.trip_id == Delegation.trip_id)
    )


def _group_counts(ids: Any) -> Any:
    return (
        sa.select(SubGroup.code, sa.func.count(), stored(SubGroup.name))
        .select_from(DelegateSubGroup)
        .join(SubGroup, DelegateSubGroup.subgroup_id == SubGroup.id)
        .where(DelegateSubGroup.delegate_id.in_(ids))
        .group_by(SubGroup.code, SubGroup.name, SubGroup.position)
        .order_by(SubGroup.position, SubGroup.code)
    )


def _in_group(code: str) -> Any:
    links = sa.select(DelegateSubGroup.delegate_id).join(SubGroup, DelegateSubGroup.subgroup_id == SubGroup.id)
    return Delegate.id.in_(links.where(SubGroup.code == code))


def _role(code: str, language: str) -> str:
    return say(DELEGATE_ROLE[code], language) if code in DELEGATE_ROLE else code


_FIRST_GROUP = (
    sa.select(sa.func.min(SubGroup.code))
    .join(DelegateSubGroup, DelegateSubGroup.subgroup_id == SubGroup.id)
    .where(DelegateSubGroup.delegate_id == Delegate.id)
    .scalar_subquery()
)
BROWSES = (
    Browse(
        "delegates",
        Delegate,
        _rows,
        _base,
        PROTOCOL[1:],  # the trip is given
        {
            "name": Sort(Delegate.person_id, field="name", keyed=Person),
            "rank": Sort(Delegate.rank),
            "post": Sort(Delegate.id, field="post"),
            "organisation": Sort(Organisation.name, "text"),
            "groups": Sort(_FIRST_GROUP, "words"),
            "role": Sort(Delegate.role, "words", _role),
            "language": Sort(Delegate.language, "words"),
            "arrives": Sort(Delegate.arrives_on, "date"),
            "leaves": Sort(Delegate.leaves_on, "date"),
            "nationality": Sort(Person.nationality, "words"),
        },
        (Grouping("groups", msg("Groups"), _group_counts, _in_group, by_number=False),),
        (
            Condition("no_passport", msg("Passport missing"), lambda _: sa.not_(_kept("passport")), True, True),
            Condition("no_consent", msg("Consent missing"), lambda _: sa.not_(_consented()), suggested=True),
            Condition("no_diet", msg("No diet recorded"), lambda _: sa.not_(_kept("diet")), protected=True),
            Condition("no_pork", msg("Eats no pork"), lambda _: _kept("diet"), protected=True, sieve=_without_pork),
            Condition("no_room", msg("No room yet"), lambda _: sa.not_(_room())),
            Condition("no_arrival", msg("No arrival recorded"), lambda _: sa.not_(_arrival())),
            Condition("no_group", msg("In no sub-group"), lambda _: _FIRST_GROUP.is_(None)),
            Condition("no_pinyin", msg("No name in Latin letters"), lambda _: _no_latin()),
            Condition("no_chinese", msg("Post not in Chinese"), lambda _: lacks(Delegate.post, "zh")),
        ),
        wide=_wide,
        scope=lambda trip: Delegation.trip_id == (trip or 0),
        found_by=(  # what is soonest asked comes first: the rest may have nothing left to find
            ("organisation", lambda ids: Delegate.organisation_id.in_(ids)),
            ("person", lambda ids: Delegate.person_id.in_(ids)),
            ("delegate", lambda ids: Delegate.id.in_(ids)),
        ),
    ),
)


def _no_latin() -> Any:
    parts = (Person.family_name, Person.given_name, Person.preferred_latin)
    return sa.exists().where(Person.id == Delegate.person_id, *(part == "" for part in parts))
