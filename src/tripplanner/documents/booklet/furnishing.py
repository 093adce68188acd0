"""What stands in the margins of the pages of a booklet: feet, day tabs, the strip of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner import dates
from tripplanner.dates import zone
from tripplanner.documents.content import DayContent
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting.furniture import FOLIO_A5, FOOT_A5, day_tab, draft_strip, foot_a5
from tripplanner.documents.typesetting.marks import Page, Placed
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.i18n import printed, say

LONGEST_TITLE = 120


def furnished(setter: Setter, page: Page, total: int, day: DayContent | None) -> Page:
    """The page with what stands in its margins; the cover has nothing. ``day``: whose tab it has."""
    if page.number == 1:
        return page
    more: list[Placed] = []
    ts, content = setter.ts, setter.content
    if page.number < total:
        more += foot_a5(ts, page, titles(setter, page.number), [(edition_words(setter), setter.languages[0])])
        if content.trip.edition.draft:
            more.append(draft_strip(ts, page, draft_words(setter)))
    if day and day.number > 0:
        more.append(day_tab(ts, page, day.number, content.trip.days[-1].number))
    return page.with_more(*more)


def titles(setter: Setter, number: int) -> list[tuple[str, str]]:
    """The title at the foot of a page in each language; where both have no room, each on its side of the fold."""
    heading = setter.content.trip.heading
    said = [(heading.get(code), code) for code in setter.languages if heading.get(code)] or [(heading.best(), "en")]
    found = [(shortened(words, LONGEST_TITLE), code) for words, code in said]
    room = setter.width - FOLIO_A5 - setter.ts.width(edition_words(setter), FOOT_A5, setter.languages[0]) - 12.0
    if _width(setter, found) > room:
        return [found[number % len(found)]]
    return found


def _width(setter: Setter, pairs: Sequence[tuple[str, str]]) -> float:
    dots = setter.ts.width(" · ", FOOT_A5, "fr") * (len(pairs) - 1)
    return dots + sum(setter.ts.width(words, FOOT_A5, code) for words, code in pairs)


def edition_words(setter: Setter) -> str:
    """``v3 · 12.05.2027``, ``v3 · 2027年5月12日``; of a draft ``v4 brouillon · 14.05.2027 18:20``.

    The hour is that of the trip.
    """
    trip = setter.content.trip
    moment = trip.edition.moment.astimezone(zone(trip.zone))
    dated = dates.dated(moment.date(), setter.languages[0])
    if not trip.edition.draft:
        return f"{trip.edition.label} · {dated}"
    if trip.edition.sort != "release":
        return f"{say(trip.edition.standing, setter.languages[0])} · {dated} {dates.clock(moment)}"
    unreviewed = bool(setter.unfinished.unreviewed)
    draft = say(printed("draft, not reviewed") if unreviewed else printed("draft"), setter.languages[0])
    return f"{trip.edition.label} {draft} · {dated} {dates.clock(moment)}"


def draft_words(setter: Setter) -> list[tuple[str, str]]:
    """The warning on every page of a draft."""
    return [(say(setter.content.trip.edition.warning, code), code) for code in setter.languages]
