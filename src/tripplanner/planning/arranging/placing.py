"""Verbs of one item: where it stands, how long it lasts, for whom, whether its time is locked."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.programme import Item, ItemHost, ItemSubGroup
from tripplanner.model.sites import Site
from tripplanner.planning import finding
from tripplanner.planning.arranging import preview
from tripplanner.planning.arranging.rights import movable_item, open_item, open_trip
from tripplanner.planning.arranging.times import USUAL, converted, end_after, end_for
from tripplanner.planning.checks.reading_items import hosts_of
from tripplanner.planning.items import carry_notes, set_item_subgroups
from tripplanner.planning.listings.sites import WHAT as SITE


def move(
    session: Session, item_id: int, version: int | None, start: datetime, groups: tuple[int, ...] | None = None
) -> None:
    """Begin an item at ``start``, a civil time of the trip's zone; it keeps its length.

    :param groups: sub-groups that take part from now on; ``None`` leaves them.

    Raises :class:`~tripplanner.planning.arranging.rights.Locked`, ``Archived`` and ``Conflict``.
    """
    item = movable_item(session, item_id, version)
    if item.start is None:
        place(session, item_id, version, start, groups)
        return
    here = converted(start, open_trip(session, item.trip_id).zone, item.start_zone)
    preview.apply_moves(session, [preview.moved(item, here)])
    _regroup(session, item, groups)


def place(
    session: Session, item_id: int, version: int | None, start: datetime, groups: tuple[int, ...] | None = None
) -> None:
    """Put an item that waits into the programme at ``start``, a civil time of the trip's zone."""
    item = movable_item(session, item_id, version)
    here = converted(start, open_trip(session, item.trip_id).zone, item.start_zone)
    item.end = end_for(item, here)
    item.start = here
    session.flush()
    _regroup(session, item, groups)


def _regroup(session: Session, item: Item, groups: tuple[int, ...] | None) -> None:
    if groups is not None and {link.subgroup_id for link in item.subgroup_links} != set(groups):
        set_item_subgroups(session, item.id, None, groups)


def resize(
    session: Session,
    item_id: int,
    version: int | None,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
) -> None:
    """Begin or end an item at another civil time of the trip's zone; the other end stays.

    Raises :class:`TripPlannerError` where nothing would be left of it, and as :func:`move`.
    """
    item = movable_item(session, item_id, version)
    if item.start is None:
        raise _refused(msg("An item that is not placed has no end to move."))
    zone, was = open_trip(session, item.trip_id).zone, item.start
    if start is not None:
        item.start = converted(start, zone, item.start_zone)
        carry_notes(item, was)
    if end is not None:
        item.end = converted(end, zone, item.end_zone)
    if item.end is not None and converted(item.end, item.end_zone, item.start_zone) <= item.start:
        raise _refused(msg("An item cannot end before it starts."))
    session.flush()


def move_civil(session: Session, item_id: int, version: int | None, start: datetime) -> None:
    """As :func:`move`, with ``start`` a civil time of the item's own zone."""
    item = movable_item(session, item_id, version)
    preview.apply_moves(session, [preview.moved(item, start)])


def end_civil(session: Session, item_id: int, version: int | None, end: datetime) -> None:
    """End an item at ``end``, a civil time of the zone of its end."""
    item = movable_item(session, item_id, version)
    item.end = end
    session.flush()


def put_civil(session: Session, item_id: int, version: int | None, start: datetime, end: datetime) -> None:
    """Begin and end an item at civil times of the zones of its start and end."""
    move_civil(session, item_id, version, start)
    end_civil(session, item_id, None, end)


def last(session: Session, item_id: int, version: int | None, minutes: int) -> None:
    """Let an item last ``minutes`` from its start; one that waits is noted to take as long."""
    item = open_item(session, item_id, version)
    if item.start is None:
        item.duration_min = minutes
        session.flush()
    else:
        end_civil(session, item_id, None, end_after(item.start, item.start_zone, minutes, item.end_zone))


def set_zone(session: Session, item_id: int, version: int | None, which: str, zone: str) -> None:
    """Another IANA zone for ``start_zone`` or ``end_zone``; the times that clocks show stay."""
    if which not in ("start_zone", "end_zone"):
        raise ValueError(f"no zone {which!r}")
    setattr(open_item(session, item_id, version), which, zone)
    session.flush()


def lengthen(session: Session, item_id: int, version: int | None, minutes: int) -> None:
    """Let an unplaced item wait with a duration of ``minutes`` more (less, when negative); 5 at least."""
    item = open_item(session, item_id, version)
    item.duration_min = max(5, (item.duration_min or USUAL) + minutes)
    session.flush()


def unplace(session: Session, item_id: int, version: int | None) -> None:
    """Take an item off the programme; it keeps its length and waits to be placed."""
    item = movable_item(session, item_id, version)
    if item.start is not None:
        preview.apply_moves(session, [preview.unplaced(item)])


def set_locked(session: Session, item_id: int, version: int | None, locked: bool) -> None:
    """Lock or unlock the time of an item."""
    open_item(session, item_id, version).locked = locked
    session.flush()


def set_groups(session: Session, item_id: int, version: int | None, groups: tuple[int, ...]) -> None:
    """Who takes part, by the numbers of sub-groups; none means everyone."""
    open_item(session, item_id, version)
    set_item_subgroups(session, item_id, version, groups)


def rename(session: Session, item_id: int, version: int | None, language: str, words: str) -> None:
    """Give an item another title in one language; its translations become out of date, not lost."""
    item = open_item(session, item_id, version)
    if item.title.get(language) != words:
        item.title = item.title.rewritten(language, words)
        session.flush()


def place_site(
    session: Session,
    trip_id: int,
    site_id: int,
    start: datetime | None = None,
    minutes: int | None = None,
    groups: tuple[int, ...] = (),
) -> int:
    """A new visit of a site of the library, as an idea; without ``start`` it waits to be placed.

    It takes the site's name, usual duration, place, zone and hosts. ``start`` is a civil time of the trip's zone,
    ``minutes`` another duration. Returns the number of the item.
    """
    trip = open_trip(session, trip_id)
    site = finding.get(session, Site, site_id, SITE)
    zone = (site.place.zone if site.place else "") or trip.zone
    length = minutes or site.typical_visit_min or USUAL
    here = converted(start, trip.zone, zone) if start is not None else None
    item = Item(
        trip_id=trip_id, type="visit", title=site.name, site_id=site.id, place_id=site.place_id, start=here,
        end=here + timedelta(minutes=length) if here else None, start_zone=zone, end_zone=zone, duration_min=length,
    )  # fmt: skip
    item.subgroup_links = [ItemSubGroup(subgroup_id=id) for id in groups]
    item.host_links = _hosts(site)
    session.add(item)
    session.flush()
    return item.id


def _hosts(site: Site) -> list[ItemHost]:
    return [ItemHost(organisation_id=one.organisation_id, position=n) for n, one in enumerate(hosts_of(site))]


def _refused(what: object) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), msg("Check its times."))  # type: ignore[arg-type]
