"""How findings name items, sub-groups, times and durations, and how rules read prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.frozen import CheckedItem
from tripplanner.text import Text


def named(item: CheckedItem) -> Message:
    """The item by its code and title."""
    return titled(item.code, item.title) if item.title else msg("item {code}", code=item.code or item.uuid[:8])


def titled(code: str, title: Text) -> Message:
    """A record by its title, with its code where it has one."""
    return msg("{code} “{title}”", code=code, title=title) if code else msg("“{title}”", title=title)


def lasting(minutes: int) -> Message:
    """A duration in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return msg("{minutes} min", minutes=rest)
    return msg("{hours} h {minutes:02d}", hours=hours, minutes=rest) if rest else msg("{hours} h", hours=hours)


def clock(moment: datetime | None) -> str:
    """A civil time as a clock shows it."""
    return moment.strftime("%H:%M") if moment else ""


def dates(days: Sequence[date]) -> Message:
    """Dates as they stand in a sentence."""
    joined = msg("{day}", day=days[0])
    for day in days[1:]:
        joined = msg("{first}, {next}", first=joined, next=day)
    return joined


def mentions(texts: Iterable[Text], words: tuple[str, ...]) -> bool:
    """Does any of the texts, in any language, hold one of these words (in small letters)?"""
    return any(_holds(said, words) for text in texts for said in text.words.values())


@lru_cache(maxsize=16_384)
def _holds(said: str, words: tuple[str, ...]) -> bool:
    lower = said.lower()
    return any(word in lower for word in words)
