"""Puts the parts of the itinerary on pages and writes the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tripplanner.collecting import NO_COLLECTION
from tripplanner.dates import clock, date_span, dated, full_date
from tripplanner.documents.content import TripContent
from tripplanner.documents.itinerary.content import ItineraryContent
from tripplanner.documents.itinerary.days import add_day
from tripplanner.documents.itinerary.items import Rows
from tripplanner.documents.itinerary.overview import add_overview
from tripplanner.documents.itinerary.parts import Badges
from tripplanner.documents.itinerary.people import add_people
from tripplanner.documents.itinerary.unfinished import add_unfinished, add_unprintable
from tripplanner.documents.proofs import Proof
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.furniture import draft_strip, foot_a4
from tripplanner.documents.typesetting.marks import Page, Placed, anchors
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, printed, say
from tripplanner.progress import NO_PROGRESS, Progress

_DRAFT_ROOM = 6.0
"""White under the draft strip, pt."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Finished pages with the outline: ``(title, anchor, level)``, and the translations to finish."""

    pages: tuple[Page, ...]
    outline: tuple[tuple[str, str, int], ...]
    title: str
    translations: TranslationList


def laid_out(content: ItineraryContent, progress: Progress = NO_PROGRESS) -> Laid:
    """The itinerary as finished pages; nothing is written."""
    trip = content.trip
    s = Setter(content, typesetter(), st.A4)
    badges = Badges(s, trip)
    flow = Flow(st.A4, top=_DRAFT_ROOM if trip.edition.draft else 0.0)
    add_overview(flow, s, badges, content)
    if trip.delegations or trip.members:
        flow.new_page()
        add_people(flow, s, badges, trip)
    rows = Rows(s, badges)
    for n, day in enumerate(trip.days):
        progress.step(n, 2 * len(trip.days))
        if n == 0:
            flow.new_page()
        add_day(flow, s, rows, day, last=day is trip.days[-1])
    if trip.edition.draft:
        add_unfinished(flow, s)
    pages = flow.pages()
    if trip.edition.draft:
        extra = Flow(st.A4, first=len(pages) + 1, top=_DRAFT_ROOM)
        if add_unprintable(extra, s, pages):
            pages += extra.pages()
    decorated = decorate(pages, lambda page, total: _margins(s, page, total, content))
    return Laid(tuple(decorated), tuple(_outline(s, trip, pages)), _title(s, trip), s.unfinished)


def _title(s: Setter, trip: TripContent) -> str:
    words = [trip.heading.get(language) for language in s.languages]
    return " ".join(word for word in words if word) or trip.heading.best() or trip.code


# --- margins ---------------------------------------------------------------------------------------------


def _margins(s: Setter, page: Page, total: int, content: ItineraryContent) -> Sequence[Placed]:
    trip = content.trip
    kind = s.both(printed("Itinerary"))
    house = trip.office.short_name or trip.office.name.best(*s.languages)
    names = [(house, s.languages[0]), *kind] if house else kind
    if trip.host:
        names = [*names, (trip.host.acronym or trip.host.name.best(*s.languages), s.languages[0])]
    placed = foot_a4(s.ts, page, total, names, _version(s, trip))
    if trip.edition.draft:
        placed.append(draft_strip(s.ts, page, s.both(trip.edition.warning)))
    return placed


def _version(s: Setter, trip: TripContent) -> list[tuple[str, str]]:
    """``v3 · 12.05.2027``, ``v3 · 2027年5月12日``; a draft says so, with its hour; an approved version is named."""
    edition, language = trip.edition, s.languages[0]
    moment = edition.moment.astimezone(ZoneInfo(trip.zone or "UTC"))
    day = dated(moment.date(), language)
    if edition.draft:
        draft = edition.standing
        if s.unfinished.unreviewed and edition.sort == "release":
            draft = printed("v{number} draft, translation not reviewed", number=edition.number)
        return [
            (say(draft, language), language),
            (f"{day} {clock(moment)}", language),
        ]
    found = [(edition.label, "en"), (day, language)]
    if edition.approved is not None:
        approved = dated(edition.approved.astimezone(moment.tzinfo).date(), language)
        found.append((say(printed("approved version: {date}", date=approved), language), language))
    return found


# --- outline ---------------------------------------------------------------------------------------------


def _outline(s: Setter, trip: TripContent, pages: Sequence[Page]) -> list[tuple[str, str, int]]:
    known = anchors(pages)
    days = [
        (_both(s, printed("Day {number}", number=day.number), day.date), f"day-{day.number}", 1) for day in trip.days
    ]
    entries = [
        (_said(s, printed("Overview")), "overview", 0),
        (_said(s, printed("Delegation")), "people", 0),
        (_said(s, printed("Team")), "team", 0),
        (_period(s, trip), f"day-{trip.days[0].number}" if trip.days else "", 0),
        *days,
        (_said(s, printed("Translations to finish")), "unfinished", 0),
        (_said(s, printed("Characters that cannot be printed")), "unprintable", 0),
    ]
    return [entry for entry in entries if entry[1] in known]


def _said(s: Setter, message: Message) -> str:
    return " · ".join(words for words, _ in s.both(message))


def _both(s: Setter, message: Message, day: date) -> str:
    return " · ".join(f"{say(message, language)} {full_date(day, language)}" for language in s.languages)


def _period(s: Setter, trip: TripContent) -> str:
    return " · ".join(date_span(trip.first_day, trip.last_day, language) for language in s.languages)


def pdf(content: ItineraryContent, progress: Progress = NO_PROGRESS) -> bytes:
    """The itinerary as the bytes of a PDF file."""
    with NO_COLLECTION:
        return proof(content, progress).whole(progress)


def proof(content: ItineraryContent, progress: Progress = NO_PROGRESS) -> Proof:
    """The pages of ``content``, ready to be shown one by one or written."""
    from tripplanner.documents.pdf.surface import Bookmark, DocumentInfo

    laid, trip = laid_out(content, progress), content.trip
    author = trip.office.short_name or trip.office.name.best(*content.languages)
    moment, accent = trip.edition.moment, trip.office.accent
    info = DocumentInfo(laid.title, content.languages[0], author, date=moment, accent=accent)
    return Proof(laid.pages, info, [Bookmark(*entry) for entry in laid.outline], laid.translations)
