"""Where every item of a programme stands in the grid: pure arithmetic, no Qt, no database.

Days are columns, minutes run downwards in the civil time of the trip. A day on
which the sub-groups part is split into *tracks*, one per set of sub-groups that
go together; an item of several tracks spans them. Items at the same time share
their track in *lanes*. All of it is measured in minutes and in parts of a day's
width, so that zooming and scrolling never change a layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

DAY = 24 * 60
#: Minutes an item without an end is drawn for, and the least any item is drawn for.
OPEN_END, LEAST = 30, 10
#: What a split adds to the width of a day per further track, and what a lane needs at least.
SPLIT, LANE = 0.62, 0.3
#: An item that lasts longer is cut here: an end in a wrong year must not make a thousand columns.
LONGEST = timedelta(days=92)
#: Hours shown when nothing is placed, and how many are shown at least (minutes).
EMPTY_HOURS, LEAST_HOURS = (8 * 60, 19 * 60), 6 * 60


@dataclass(frozen=True, slots=True)
class Span:
    """An item to place: civil times, each in its own IANA zone; ``groups`` empty means everyone."""

    key: str
    start: datetime | None
    end: datetime | None = None
    start_zone: str = ""
    end_zone: str = ""
    groups: frozenset[str] = frozenset()
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of an item in one day.

    ``top`` and ``bottom`` are minutes after midnight; ``left`` and ``right`` parts of the day's width (0 to 1).
    ``before`` and ``after`` say that the item goes on in the day before or after; ``lanes`` is how many
    items share the place; ``first`` marks the item's first rectangle, the one that carries its name.
    """

    key: str
    day: int
    top: int
    bottom: int
    left: float
    right: float
    before: bool = False
    after: bool = False
    lanes: int = 1
    first: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A day: its tracks (sub-groups that go together, in order) and how wide it is, 1 being a plain day.

    ``edges`` are the tracks' borders in parts of the width, from 0 to 1; ``outside``: not a day of the trip.
    """

    date: date
    tracks: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    width: float
    outside: bool = False

    @property
    def split(self) -> bool:
        return len(self.tracks) > 1


@dataclass(frozen=True)
class Plan:
    """A laid-out programme: days, rectangles by day and time, keys of what is not placed, hours to show (minutes)."""

    columns: tuple[Column, ...]
    pieces: tuple[Piece, ...]
    unplaced: tuple[str, ...]
    hours: tuple[int, int]

    @cached_property
    def by_day(self) -> dict[int, list[Piece]]:
        """The rectangles of each day."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.day, []).append(piece)
        return found


@dataclass(frozen=True, slots=True)
class _Part:
    """An item within one day, before tracks and lanes."""

    key: str
    top: int
    bottom: int
    groups: frozenset[str]
    before: bool
    after: bool


def lay_out(
    spans: Iterable[Span],
    first_day: date,
    last_day: date,
    zone: str = "",
    groups: Sequence[str] = (),
    only: Sequence[date] | None = None,
) -> Plan:
    """Lay out a programme from its first to its last day.

    :param zone: the trip's IANA zone; items of other zones stand where they happen in this one.
    :param groups: codes of all sub-groups, in order.
    :param only: show these days alone (the day view).
    """
    parts, unplaced = _by_day(spans, zone)
    days = _days(first_day, last_day, parts) if only is None else tuple(only)
    columns: list[Column] = []
    pieces: list[Piece] = []
    for index, day in enumerate(days):
        column, found = _lay_out_day(day, index, parts.get(day, ()), groups)
        columns.append(column if first_day <= day <= last_day else _outside(column))
        pieces.extend(found)
    return Plan(tuple(columns), tuple(_name_once(pieces)), tuple(unplaced), _hours(pieces))


def local_times(span: Span, zone: str) -> tuple[datetime, datetime] | None:
    """Start and end of an item as clocks of ``zone`` show them; None when it is not placed.

    An end that is missing, or not after the start, is replaced by the duration.
    """
    if span.start is None:
        return None
    start = _moved(span.start, span.start_zone, zone)
    end = _moved(span.end, span.end_zone or span.start_zone, zone) if span.end else None
    if end is None or end <= start:
        end = start + timedelta(minutes=max(1, span.minutes or OPEN_END))
    return start, min(end, start + LONGEST)


def _moved(moment: datetime, zone: str, target: str) -> datetime:
    """A civil time of ``zone`` as the clocks of ``target`` show it; unknown zones move nothing."""
    here, there = _zone(zone), _zone(target)
    if zone == target or here is None or there is None:
        return moment
    return moment.replace(tzinfo=here).astimezone(there).replace(tzinfo=None)


@lru_cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, KeyError):
        return None


def _by_day(spans: Iterable[Span], zone: str) -> tuple[dict[date, list[_Part]], list[str]]:
    parts: dict[date, list[_Part]] = {}
    unplaced: list[str] = []
    for span in spans:
        times = local_times(span, zone)
        if times is None:
            unplaced.append(span.key)
            continue
        for day, part in _split(span, *times):
            parts.setdefault(day, []).append(part)
    return parts, unplaced


def _split(span: Span, start: datetime, end: datetime) -> Iterable[tuple[date, _Part]]:
    """An item cut at each midnight."""
    day = start.date()
    while True:
        midnight = datetime.combine(day, datetime.min.time())
        top = max(0, _minutes(start - midnight))
        bottom = min(DAY, _minutes(end - midnight))
        goes_on = end > midnight + timedelta(days=1)
        yield day, _Part(span.key, top, bottom, span.groups, start < midnight, goes_on)
        if not goes_on:
            return
        day += timedelta(days=1)


def _minutes(delta: timedelta) -> int:
    return int(delta.total_seconds() // 60)


def _days(first: date, last: date, parts: dict[date, list[_Part]]) -> tuple[date, ...]:
    """All days of the trip; of other days only those on which something starts or ends."""
    days = {first + timedelta(days=i) for i in range(max(0, (last - first).days) + 1)}
    for day, found in parts.items():
        if any(not (part.before and part.after) for part in found):
            days.add(day)
    return tuple(sorted(days))


def _lay_out_day(day: date, index: int, parts: Sequence[_Part], groups: Sequence[str]) -> tuple[Column, list[Piece]]:
    tracks = _tracks(parts, groups)
    lanes = [_lanes([p for p in parts if _belongs(p, track)]) for track in tracks]
    widths = [
        max(1.0 if len(tracks) == 1 else (1 + SPLIT * (len(tracks) - 1)) / len(tracks), LANE * _most(found))
        for found in lanes
    ]
    total = sum(widths)
    edges = tuple(sum(widths[:i]) / total for i in range(len(widths) + 1))
    pieces = _merged([_pieces(index, found, *edge) for found, edge in zip(lanes, pairwise(edges), strict=True)])
    return Column(day, tracks, edges, total), pieces


def _tracks(parts: Sequence[_Part], groups: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Sub-groups that share all their items of the day form one track; those without any are left out."""
    order = list(dict.fromkeys((*groups, *sorted(g for p in parts for g in p.groups))))
    together: dict[tuple[str, ...], list[str]] = {}
    for group in order:
        shared = tuple(p.key for p in parts if not p.groups or group in p.groups)
        if shared:
            together.setdefault(shared, []).append(group)
    return tuple(tuple(found) for found in together.values()) or ((),)


def _belongs(part: _Part, track: tuple[str, ...]) -> bool:
    return not part.groups or not track or bool(part.groups & set(track))


_Laned = list[tuple[_Part, int, int]]


def _lanes(parts: Sequence[_Part]) -> _Laned:
    """Each part with its lane and the number of lanes of the cluster it overlaps with."""
    laned: _Laned = []
    cluster: list[tuple[_Part, int]] = []
    ends: list[int] = []
    for part in sorted(parts, key=lambda p: (p.top, -p.bottom)):
        if ends and part.top >= max(ends):
            laned += [(p, lane, len(ends)) for p, lane in cluster]
            cluster, ends = [], []
        lane = next((i for i, end in enumerate(ends) if end <= part.top), len(ends))
        ends[lane : lane + 1] = [_bottom(part)]
        cluster.append((part, lane))
    return laned + [(p, lane, len(ends)) for p, lane in cluster]


def _bottom(part: _Part) -> int:
    """Where the drawing of a part ends: very short items are drawn a little longer."""
    return max(part.bottom, part.top + LEAST)


def _most(laned: _Laned) -> int:
    return max((count for _part, _lane, count in laned), default=1)


def _pieces(day: int, laned: _Laned, left: float, right: float) -> list[Piece]:
    wide = right - left
    return [
        Piece(
            part.key,
            day,
            part.top,
            min(_bottom(part), DAY),
            left + wide * lane / count,
            left + wide * (lane + 1) / count,
            part.before,
            part.after,
            count,
        )
        for part, lane, count in laned
    ]


def _merged(tracks: Sequence[list[Piece]]) -> list[Piece]:
    """One rectangle instead of two where an item fills neighbouring tracks side by side."""
    merged: list[Piece] = []
    places: dict[str, int] = {}
    for piece in (p for pieces in tracks for p in pieces):
        at = places.get(piece.key)
        if at is not None and _touches(merged[at], piece):
            merged[at] = replace(merged[at], right=piece.right)
        else:
            places[piece.key] = len(merged)
            merged.append(piece)
    return sorted(merged, key=lambda p: (p.top, p.left))


def _touches(one: Piece, other: Piece) -> bool:
    """Both fill their track alone, side by side."""
    return one.lanes == other.lanes == 1 and abs(one.right - other.left) < 1e-9


def _name_once(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Mark all but the first rectangle of each item."""
    seen: set[str] = set()
    for piece in pieces:
        yield replace(piece, first=False) if piece.key in seen else piece
        seen.add(piece.key)


def _outside(column: Column) -> Column:
    return replace(column, outside=True)


def _hours(pieces: Sequence[Piece]) -> tuple[int, int]:
    """The quarter hours around the first and the last item, with a little air."""
    if not pieces:
        return EMPTY_HOURS
    top = max(0, (min(p.top for p in pieces) - 10) // 15 * 15)
    bottom = min(DAY, -(-(max(p.bottom for p in pieces) + 10) // 15) * 15)
    if bottom - top < LEAST_HOURS:
        bottom = min(DAY, top + LEAST_HOURS)
        top = max(0, bottom - LEAST_HOURS)
    return top, bottom
