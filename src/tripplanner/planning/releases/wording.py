"""What happened to an item, in a sentence for its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tripplanner.dates import clock, listed, short_date
from tripplanner.i18n import Message, printed, printedn, say
from tripplanner.planning.releases.comparing import ItemChange
from tripplanner.planning.releases.facts import ItemFacts

#: Each kind of change as documents say it; :data:`~..comparing.KINDS` are the same for the window.
PRINTED: Mapping[str, Message] = {
    "new": printed("new"),
    "cancelled": printed("cancelled"),
    "removed": printed("taken out"),
    "restored": printed("takes place after all"),
    "moved": printed("moved"),
    "place": printed("other place"),
    "who": printed("other people"),
    "hosts": printed("other hosts"),
    "travel": printed("other travel"),
    "confirmed": printed("confirmed"),
    "tentative": printed("to be confirmed"),
    "text": printed("changed text"),
}


def when(item: ItemFacts, language: str) -> str:
    """``mer. 16 juin 09:30–11:00``: civil time at the place; the end’s day where it is another."""
    said = f"{short_date(item.start.date(), language)} {clock(item.start)}"
    if item.end is None or item.end == item.start:
        return said
    later = "" if item.end.date() == item.start.date() else f"{short_date(item.end.date(), language)} "
    return f"{said}–{later}{clock(item.end)}"


def where(item: ItemFacts, *languages: str) -> str:
    """The place, or the two ends of a way."""
    if item.way:
        return " → ".join(words for text in item.way if (words := text.best(*languages)))
    return " · ".join(dict.fromkeys(words for text in item.place if (words := text.best(*languages))))


def details(change: ItemChange, language: str) -> Iterator[tuple[str, str]]:
    """``(before, after)`` for what can be put in a few words: the time, the place, how many come, the title."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if "moved" in change.kinds:
        yield _times(before, after, language)
    if "place" in change.kinds:
        yield where(before, language), where(after, language)
    if "who" in change.kinds and None not in (before.guests, after.guests):
        yield guests(before, language), guests(after, language)
    if "text" in change.kinds and before.title.best(language) != after.title.best(language):
        yield before.title.best(language), after.title.best(language)


def guests(item: ItemFacts, language: str) -> str:
    """``14 délégués``: how many a host is to receive."""
    return say(printedn("{n} delegate", "{n} delegates", item.guests or 0), language)


def _times(before: ItemFacts, after: ItemFacts, language: str) -> tuple[str, str]:
    """Hours alone where both are on one day."""
    if before.start.date() == after.start.date() and (before.start_zone, before.end_zone) == (
        after.start_zone,
        after.end_zone,
    ):
        return _hours(before.start, before.end), _hours(after.start, after.end)
    return when(before, language), when(after, language)


def _hours(start: datetime, end: datetime | None) -> str:
    return f"{clock(start)}–{clock(end)}" if end is not None and end.date() == start.date() else clock(start)


def kinds_of(change: ItemChange, language: str) -> str:
    """``déplacé, autre lieu``."""
    return listed((say(PRINTED[kind], language) for kind in change.kinds), language)
