"""The page of a field pack: one HTML file with everything in it, which asks no network for anything.

Without JavaScript it is a plain page of days. With it, what goes on now and what comes next stand at the top; the
instants are in the page, so the telephone’s own zone does not matter.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from tripplanner import dates
from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents.calendars.wording import zone_name
from tripplanner.documents.kept import part
from tripplanner.documents.pack.callers import advice, emergency_numbers, on_call, passer_by
from tripplanner.documents.pack.colours import own_colours
from tripplanner.documents.pack.days import Days
from tripplanner.documents.pack.hours import offsets
from tripplanner.documents.pack.spots import Spots
from tripplanner.documents.pack.voice import PAGE, Said, Saying, Speaker, fit
from tripplanner.i18n import Message, printed, say
from tripplanner.resources import resource

if TYPE_CHECKING:
    import jinja2

    from tripplanner.documents.content import TripContent
    from tripplanner.documents.pack.content import PackContent
    from tripplanner.documents.voices import TranslationList

_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
ICONS = (
    "ban", "bed", "backpack", "book-user", "building-2", "bus", "chart-line", "circle-dashed", "circle-dot", "clock",
    "cloud-rain", "coffee", "handshake", "house", "info", "languages", "leaf", "map-pin",
    "message-circle-question-mark", "mountain", "phone", "plane-landing", "plane-takeoff", "presentation", "route",
    "siren", "users", "utensils", "waves", "wheat",
)  # fmt: skip

WORDS = {
    "now": printed("Now"),
    "next": printed("Next"),
    "emergencies": printed("Emergencies"),
    "people": printed("Whom to call"),
    "nights": printed("Nights"),
    "places": printed("Places"),
    "practical": printed("Practical"),
    "driver": printed("Address to show a driver"),
    "over": printed("The programme is over."),
    "draft": printed("Draft, do not hand on"),
    "cut": printed("Nothing here needs a network, and nothing is sent anywhere."),
    "no_days": printed("No day is planned yet."),
}
# Filled in by the telephone: {t} is a length of time, {h} hours, {m} minutes.
TEMPLATES = {
    "in": printed("in {t}", t="{t}"),
    "hours": printed("{h} h {m} min", h="{h}", m="{m}"),
    "sharp": printed("{h} h", h="{h}"),
    "minutes": printed("{m} min", m="{m}"),
}


_NAME = "\ue000reader\ue000"  # stands where the name of the reader comes: pages that differ in nothing else are one


def page(content: PackContent) -> tuple[bytes, TranslationList]:
    """The page as UTF-8, and the translations that are not finished in it."""
    trip = content.trip
    said = (replace(trip, reader=None), content.languages, content.home, trip.reader is None)
    text, lacking = part("page of a field pack", said, lambda: _rendered(content), lambda made: 2 * len(made[0]))
    return text.replace(_NAME, escape(fit(trip.reader.name.printed)) if trip.reader else "").encode(), lacking


def _rendered(content: PackContent) -> tuple[str, TranslationList]:
    speaker = Speaker(content.languages)
    with NO_COLLECTION:
        values = _values(content, speaker)
        # addresses, codes and the like come as they were typed
        return fit(_environment().get_template("page.html").render(**values)), speaker.unfinished


def _values(content: PackContent, speaker: Speaker) -> dict[str, Any]:
    trip, code = content.trip, content.languages[0]
    spots = Spots(trip, speaker)
    css, script = _asset("page.css") + own_colours(trip.office.accent), _asset("page.js")
    return {
        "language": code,
        "policy": _policy(css, script),
        "css": css,
        "script": script,
        "icons": _icons(),
        "say": {key: speaker.message(message) for key, message in WORDS.items()},
        "templates": [{"language": one, **_templates(one)} for one in content.languages],
        "title": _title(trip, speaker),
        "plain_title": " ".join(fit(trip.heading.best(code)).split()) or trip.code or say(PAGE, code),
        "reader": _NAME if trip.reader else "",
        "dates": speaker.each(lambda one: dates.date_span(trip.first_day, trip.last_day, one)),
        "version": speaker.message(version_words(trip)),
        "draft": trip.edition.draft,
        "office": speaker.name(trip.office.name),
        "days": Days(trip, content.home, speaker, spots).views(),
        "lodgings": spots.lodgings,
        "places": spots.places,
        "numbers": emergency_numbers(trip, speaker),
        "people": on_call(trip, speaker),
        "passer_by": passer_by(trip),
        "advice": advice(trip, speaker),
        "clocks": _clocks(trip, content.home, speaker),
    }


def _title(trip: TripContent, speaker: Speaker) -> Saying:
    """What the trip is called; a trip without a title goes by its code, else the page by what it is."""
    if fit(trip.heading.best(*speaker.languages)).strip():
        return speaker.text(trip.heading, trip.ref, "short_title" if trip.short_title else "title")
    return (Said(trip.code, speaker.languages[0]),) if trip.code else speaker.message(PAGE)


def version_words(trip: TripContent) -> Message:
    """``Version 3``, ``Draft v4``."""
    number = trip.edition.number
    return (
        printed("Draft v{number}", number=number) if trip.edition.draft else printed("Version {number}", number=number)
    )


def _clocks(trip: TripContent, home: str, speaker: Speaker) -> list[tuple[Saying, str]]:
    """The names of the zones whose hour the page tells, each with its distances from UTC."""
    return [
        (
            _zone_words(name, speaker),
            " ".join(f"{at}:{east}" for at, east in offsets(name, trip.first_day, trip.last_day)),
        )
        for name in (trip.zone, home)
        if name
    ]


def _zone_words(name: str, speaker: Speaker) -> tuple[Said, ...]:
    return speaker.each(lambda code: zone_name(name, code))


def _templates(code: str) -> dict[str, str]:

    return {key: say(message, code) for key, message in TEMPLATES.items()}


def _policy(css: str, script: str) -> str:
    """What the page may load: its own style and script, nothing else from anywhere."""
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return resource("pack", name).read_text(encoding="utf-8")


@cache
def _icons() -> tuple[tuple[str, str], ...]:
    """Signs as the insides of SVG symbols."""
    found: list[tuple[str, str]] = []
    for name in ICONS:
        drawn = _SVG.search(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
        assert drawn is not None, name
        found.append((name, " ".join(drawn.group(1).split())))
    return tuple(found)


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resource("pack")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["said"] = _said  # pyright: ignore[reportArgumentType] - any value may be a global
    return made


class _Html(str):
    """HTML of our own, with what people wrote escaped in it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@lru_cache(maxsize=4000)
def _said(saying: Saying) -> _Html:
    """Words in each language: made once for everybody who reads them."""
    return _Html("".join(_span(one, "" if n == 0 else ' class="second"') for n, one in enumerate(saying)))


def _span(one: Said, look: str) -> str:
    note = f'<i class="note">{escape(one.note)}</i>' if one.note else ""
    return f'<span lang="{escape(one.language)}"{look}>{escape(one.words)}{note}</span>'
