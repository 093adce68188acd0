"""The order of rank in a delegation: 1 is the head, and every list follows it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.trips import Delegate, Delegation, TripMember
from tripplanner.planning.archived import open_trip
from tripplanner.planning.delegations.rights import open_delegate, open_delegation, open_member


def move_to_rank(session: Session, delegate_id: int, rank: int) -> int:
    """Put a delegate at ``rank`` (1 is first; beyond the last: last) and number the others anew; the rank it has."""
    delegate = open_delegate(session, delegate_id)
    order = [one for one in ranked(delegate.delegation) if one is not delegate]
    at = max(0, min(rank - 1, len(order)))
    order.insert(at, delegate)
    _number(order)
    session.flush()
    return delegate.rank


def move_rank(session: Session, delegate_id: int, by: int) -> int:
    """Move a delegate up (negative) or down by so many places; the rank it then has. At an end it stays."""
    delegate = open_delegate(session, delegate_id)
    place = ranked(delegate.delegation).index(delegate) + 1
    return move_to_rank(session, delegate_id, max(1, place + by))


def move_several(session: Session, delegate_ids: Sequence[int], by: int) -> None:
    """Move delegates of one delegation together, in the order they have, one place up (-1) or down (1)."""
    if len(delegate_ids) == 1:
        move_rank(session, delegate_ids[0], by)
        return
    order = ranked(open_delegate(session, delegate_ids[0]).delegation)
    places = [at for at, one in enumerate(order) if one.id in delegate_ids]
    beside = places[0] - 1 if by < 0 else places[-1] + 1
    if 0 <= beside < len(order):
        move_beside(session, delegate_ids, order[beside].id, after=by > 0)


def move_beside(session: Session, delegate_ids: Sequence[int], target_id: int, *, after: bool = False) -> None:
    """Put delegates, in the order of rank they have, before (or after) another: what a drag in the list does.

    Raises :class:`TripPlannerError` where they belong to another delegation than the target.
    """
    target = open_delegate(session, target_id)
    order = ranked(target.delegation)
    moved = [one for one in order if one.id in delegate_ids]
    if len(moved) != len(set(delegate_ids)):
        raise TripPlannerError(
            msg("A rank holds inside one delegation; these people belong to another one."),
            msg("Nothing was changed."),
            msg("Move each delegation by itself."),
        )
    if target in moved:
        return
    rest = [one for one in order if one not in moved]
    at = rest.index(target) + (1 if after else 0)
    _number([*rest[:at], *moved, *rest[at:]])
    session.flush()


def reorder(session: Session, delegation_id: int, delegate_ids: Sequence[int]) -> None:
    """The whole order at once: the delegates named come first, in this order, the others keep theirs behind them."""
    order = ranked(open_delegation(session, delegation_id))
    by_id = {one.id: one for one in order}
    first = [by_id[id] for id in dict.fromkeys(delegate_ids) if id in by_id]
    _number([*first, *(one for one in order if one not in first)])
    session.flush()


def move_member(session: Session, member_id: int, by: int) -> None:
    """Move somebody of the team up (negative) or down in its list."""
    member = open_member(session, member_id)
    team = sorted(open_trip(session, member.trip_id).members, key=_team_order)
    at = team.index(member)
    team.insert(max(0, min(at + by, len(team) - 1)), team.pop(at))
    for position, one in enumerate(team):
        if one.position != position:
            one.position = position
    session.flush()


def place_in_rank(session: Session, delegate: Delegate) -> tuple[int, int]:
    """The place of a delegate in the delegation, from 1, and how many there are; nobody else is read."""
    of_delegation = sa.select(sa.func.count()).where(Delegate.delegation_id == delegate.delegation_id)
    before = sa.or_(Delegate.rank < delegate.rank, sa.and_(Delegate.rank == delegate.rank, Delegate.id < delegate.id))
    return (session.scalar(of_delegation.where(before)) or 0) + 1, session.scalar(of_delegation) or 0


def ranked(delegation: Delegation) -> list[Delegate]:
    """The delegates by rank; of two with the same rank the one that came first."""
    return sorted(delegation.delegates, key=lambda one: (one.rank, one.id))


def _number(order: Sequence[Delegate]) -> None:
    """Ranks from 1; who keeps a rank is not written."""
    for rank, one in enumerate(order, start=1):
        if one.rank != rank:
            one.rank = rank


def _team_order(member: TripMember) -> tuple[int, int]:
    return member.position, member.id
