"""Civil times and instants: what a clock on the wall shows, and when that is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Oddity = Literal["skipped", "repeated"]


@lru_cache(maxsize=512)
def zone(name: str) -> tzinfo:
    """The IANA zone; UTC for a name that is none, so that a misspelt zone stops no check."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def moment(civil: datetime | None, name: str) -> datetime | None:
    """The instant of a civil time; of an hour that comes twice the first, a skipped one as clocks are put on."""
    if civil is None:
        return None
    try:
        return civil.replace(tzinfo=zone(name)).astimezone(UTC)
    except OverflowError:  # the first and the last hours that the calendar knows
        return civil.replace(tzinfo=UTC)


def shifted(instant: datetime | None, by: timedelta, name: str) -> datetime | None:
    """The instant at which the clocks of a zone show ``by`` later (earlier, when negative) than at this one."""
    if instant is None:
        return None
    return moment(instant.astimezone(zone(name)).replace(tzinfo=None) + by, name)


def oddity(civil: datetime, name: str) -> Oddity | None:
    """Whether clocks skip or repeat this civil time; ``None`` for nearly every one."""
    where = zone(name)
    first, second = civil.replace(tzinfo=where, fold=0), civil.replace(tzinfo=where, fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    back = first.astimezone(UTC).astimezone(where).replace(tzinfo=None)
    return "repeated" if back == civil else "skipped"


def jump(civil: datetime, name: str) -> timedelta:
    """By how much clocks are put on or back around a civil time that they skip or repeat."""
    where = zone(name)
    offsets = [civil.replace(tzinfo=where, fold=fold).utcoffset() or timedelta() for fold in (0, 1)]
    return abs(offsets[1] - offsets[0])
