"""The words of an event in one language: its summary, its description, its place.

A text that the language lacks is shown in its source language with that language's code behind it, and the
description says so: a delegate is better served by a title they must ask about than by an empty line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from tripplanner import dates
from tripplanner.documents.calendars.content import REMINDER, Event, Spot, printed_texts
from tripplanner.documents.calendars.lines import one_line, parameter_safe
from tripplanner.i18n import Message, printed, say
from tripplanner.text import Text

_ZONES = {
    "Europe/Paris": printed("Paris time"),
    "Europe/Zurich": printed("Swiss time"),
    "Asia/Shanghai": printed("Beijing time"),
    "UTC": printed("universal time"),
    "Etc/UTC": printed("universal time"),
}
_LANGUAGES = {"fr": printed("French"), "en": printed("English"), "zh": printed("Chinese")}
_INTERPRETING = {
    "none": printed("No interpreting"),
    "consecutive": printed("Consecutive interpreting"),
    "simultaneous": printed("Simultaneous interpreting"),
}


def shown(text: Text, language: str) -> str:
    """The words, else those of the source marked with its code: ``Visite du marais [fr]``."""
    words = text.get(language)
    if words or not text:
        return words
    words = text.best()
    code = next((code for code in (text.source, *text.words) if text.get(code) == words), text.source)
    return f"{words} [{code}]"


def summary(event: Event, language: str) -> str:
    """A short title; that of a cancelled item says so first."""
    known = one_line(event.title.best(language))  # spaces alone are no title
    title = one_line(shown(event.title, language)) if known else say(printed("Programme item"), language)
    return say(printed("CANCELLED: {title}", title=title), language) if _says_cancelled(event) else title


def _says_cancelled(event: Event) -> bool:
    """A reminder that is no longer needed says itself why."""
    return event.status == "cancelled" and event.type != REMINDER


def description(event: Event, language: str) -> str:
    """The local hour first, then what a participant has to know, a line each."""
    parts = [hours(event, language), *_facts(event, language), *_texts(event, language), *_marks(event, language)]
    return "\n".join(part for part in parts if part)


def place(spot: Spot | None, language: str) -> str:
    """``Marais de Montfort, Crolles``: one line, the same in LOCATION and in the structured location."""
    if spot is None:
        return ""
    name, town = shown(spot.name, language), shown(spot.town, language)
    parts = [name, "" if town and town in name else town, spot.address]
    return parameter_safe(_comma(language).join(part for part in parts if part))


def hours(event: Event, language: str) -> str:
    """``09:30–11:00 (Paris time)``; two zones and two dates where there are two."""
    if event.whole_days:
        return say(printed("All day"), language)
    start = dates.clock(event.start)
    if event.end is None:
        return _in_zone(start, event.start_zone, language)
    end = dates.clock(event.end)
    if event.end.date() != event.start.date():
        end = f"{dates.short_date(event.end.date(), language)} {end}"
    if event.start_zone == event.end_zone:
        dash = " – " if event.end.date() != event.start.date() else "–"
        return _in_zone(f"{start}{dash}{end}", event.start_zone, language)
    return f"{_in_zone(start, event.start_zone, language)} → {_in_zone(end, event.end_zone, language)}"


def _in_zone(text: str, zone: str, language: str) -> str:
    return say(printed("{hours} ({zone})", hours=text, zone=zone_name(zone, language)), language)


@lru_cache(maxsize=256)
def zone_name(zone: str, language: str) -> str:
    """``heure de Paris``: by the city that stands for the zone in this language."""
    if zone in _ZONES:
        return say(_ZONES[zone], language)
    from babel.dates import get_timezone_location

    city = get_timezone_location(zone, locale=dates.locale_of(language), return_city=True)
    return say(printed("{city} time", city=city), language)


def _facts(event: Event, language: str) -> Iterator[str]:
    if event.left:
        yield say(printed("This is no longer in your programme."), language)
    if event.origin and event.destination:
        ends = {"origin": shown(event.origin, language), "destination": shown(event.destination, language)}
        yield say(printed("From {origin} to {destination}", **ends), language)
    yield _drive(event, language)
    if event.hosts:
        names = _comma(language, list_of_names=True).join(shown(host, language) for host in event.hosts)
        yield say(printed("Received by {hosts}", hosts=names), language)
    if event.groups:
        names = _comma(language, list_of_names=True).join(shown(group, language) for group in event.groups)
        yield say(printed("For: {groups}", groups=names), language)
    if event.interpreting in _INTERPRETING and event.interpreting != "none":
        yield say(_INTERPRETING[event.interpreting], language)
    if event.passport_needed:
        yield say(printed("Bring your passport."), language)
    if event.online:
        yield say(printed("You take part online."), language)


def _drive(event: Event, language: str) -> str:
    parts: list[str] = []
    if event.distance_km:
        parts.append(dates.distance(event.distance_km, language))
    if event.drive_min:
        parts.append(say(printed("about {time}", time=dates.duration(event.drive_min, language)), language))
    return _comma(language).join(parts)


def _texts(event: Event, language: str) -> Iterator[str]:
    for text in (event.purpose, event.who, event.own_note, event.notes):
        yield shown(text, language)


def _marks(event: Event, language: str) -> Iterator[str]:
    """What the reader should know about the words themselves."""
    states = {text.state(language): text for text in printed_texts(event) if text}
    if "missing" in states:
        source = states["missing"].source
        name: Message | str = _LANGUAGES.get(source, source)
        yield say(printed("Not translated yet; shown in {language}.", language=name), language)
    if "stale" in states:
        yield say(printed("Translation being checked: the original has changed."), language)


def _comma(language: str, *, list_of_names: bool = False) -> str:
    if list_of_names:
        return dates.list_comma(language)
    return "，" if language == "zh" else ", "


def moment_for_name(moment: datetime) -> str:
    """``2027-06-13_0845``: the beginning of a file name."""
    return moment.strftime("%Y-%m-%d_%H%M")
