"""Times as a person types them, and what they mean on the days of an item. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from tripplanner.planning import quickadd
from tripplanner.planning.trip_rows import ItemRow

DAY = timedelta(days=1)


def read_times(words: str) -> tuple[int, int | None] | int | None:
    """Minutes after midnight of a start and perhaps an end, or a length in minutes; ``None`` for anything else.

    ``9h30``, ``9:30–11:00``, ``下午2点``; ``1 h 30``, ``90 min``, ``两小时``.
    """
    draft = quickadd.parse(words)
    time, length = draft.first("time"), draft.first("length")
    if draft.title or any(chip.kind not in ("time", "length") for chip in draft.chips):
        return None
    if time is not None:
        return time if length is None else (time[0], (time[0] + length) % 1440)
    return length


def span(item: ItemRow, first: int, second: int) -> tuple[datetime, datetime]:
    """Start and end of an item at these minutes of its day; it goes on over as many nights as before."""
    assert item.start is not None
    midnight = datetime.combine(item.start.date(), datetime.min.time())
    start = midnight + timedelta(minutes=first)
    if item.end is not None and item.start_zone != item.end_zone:
        return start, datetime.combine(item.end.date(), datetime.min.time()) + timedelta(minutes=second)
    whole = max(0, (item.end - item.start).days) if item.end is not None else 0
    end = midnight + timedelta(minutes=second) + whole * DAY
    return start, end if end > start else end + DAY  # an end earlier on the clock is the next morning


def within(item: ItemRow, words: str) -> datetime | None:
    """A time of day as a moment of a placed item: before its start it is the next day where it goes over midnight.

    Raises :class:`ValueError` for words that are no time of day; no words are no moment.
    """
    if not words.strip():
        return None
    found = read_times(words)
    if item.start is None or not isinstance(found, tuple) or found[1] is not None:
        raise ValueError(words)
    moment = datetime.combine(item.start.date(), datetime.min.time()) + timedelta(minutes=found[0])
    over = item.end is not None and item.end.date() > item.start.date()
    return moment + DAY if over and moment < item.start else moment
