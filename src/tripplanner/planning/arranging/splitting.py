"""Parting the sub-groups for a while: one item becomes two at the same time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning.arranging.copying import twin
from tripplanner.planning.arranging.preview import Change, Preview, added, everyone, title_of
from tripplanner.planning.arranging.rights import movable_item, open_trip
from tripplanner.planning.arranging.sharing import share
from tripplanner.planning.arranging.times import converted, groups_of, shown_end
from tripplanner.planning.items import set_item_subgroups


def split_preview(
    session: Session,
    item_id: int,
    groups: tuple[int, ...] = (),
    start: datetime | None = None,
    end: datetime | None = None,
) -> Preview:
    """What :func:`split` would do: the pieces in order of time."""
    item, going, (begins, ends) = _plan(session, item_id, groups, start, end)
    staying = groups_of(item, everyone(session, item.trip_id)) - going
    whole = (item.start, shown_end(item))
    during = Change("changed", item.uuid, title_of(item), item.type, item.start, begins, ends, item.locked)
    changes = [replace(during, groups=staying), replace(added(item, begins, ends), groups=going)]
    if whole[0] is not None and whole[0] < begins:
        changes.insert(0, added(item, whole[0], begins))
    if ends < whole[1]:
        changes.append(added(item, ends, whole[1]))
    return Preview(tuple(changes))


def split(
    session: Session,
    item_id: int,
    groups: tuple[int, ...] = (),
    start: datetime | None = None,
    end: datetime | None = None,
) -> int:
    """Let ``groups`` (by default the last sub-group) do something else from ``start`` to ``end``.

    Times are civil in the trip's zone; without them it is for the whole item. The item stays with the other
    sub-groups for that while, and a copy of it, an idea, is for those who go. What lies before and after stays
    together. Pauses and people's own parts, guests' too, go with the hours they have. Returns the number of the copy.
    """
    item, going, (begins, ends) = _plan(session, item_id, groups, start, end)
    assert item.start is not None
    first, last = item.start, shown_end(item)
    present = groups_of(item, everyone(session, item.trip_id))
    for piece in ((first, begins), (ends, last)):
        if piece[0] < piece[1]:
            made = twin(session, item, start=piece[0], end=converted(piece[1], item.start_zone, item.end_zone),
                        status=item.status)  # fmt: skip
            share(item, session.get_one(Item, made), *piece)
    share(item, item, begins, ends)
    item.start, item.end = begins, converted(ends, item.start_zone, item.end_zone)
    set_item_subgroups(session, item.id, None, _ordered(present - going))
    other = twin(session, item, start=item.start, end=item.end)
    set_item_subgroups(session, other, None, _ordered(going))
    return other


def _ordered(groups: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(groups))


def _plan(
    session: Session, item_id: int, groups: tuple[int, ...], start: datetime | None, end: datetime | None
) -> tuple[Item, frozenset[int], tuple[datetime, datetime]]:
    item = movable_item(session, item_id, None)
    zone = open_trip(session, item.trip_id).zone
    present = groups_of(item, everyone(session, item.trip_id))
    going = (frozenset(groups) or frozenset({max(present)})) & present
    if item.start is None or len(present) < 2 or not going or going == present:
        raise _refused(session, item)
    begins = max(item.start, converted(start, zone, item.start_zone)) if start else item.start
    ends = min(shown_end(item), converted(end, zone, item.start_zone)) if end else shown_end(item)
    if begins >= ends:
        raise TripPlannerError(msg("An item cannot end before it starts."), _KEPT, msg("Check its times."))
    return item, going, (begins, ends)


_KEPT = msg("Nothing was changed.")


def _refused(session: Session, item: Item) -> TripPlannerError:
    if session.scalar(select(Item.id).where(Item.id == item.id, Item.start.is_(None))):
        return TripPlannerError(
            msg("Only an item that has its place can be split."), _KEPT, msg("Place it in the programme first.")
        )
    return TripPlannerError(
        msg("Only an item for several sub-groups can be split."),
        _KEPT,
        msg("Make the sub-groups of the delegation first, or let more of them take part."),
    )
