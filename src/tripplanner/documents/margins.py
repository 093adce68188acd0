"""What stands in the margins of lists and letters on A4: whose they are, which version, and that it is a draft."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tripplanner.dates import clock, dated
from tripplanner.documents.content import Head
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.furniture import draft_strip, foot_a4
from tripplanner.documents.typesetting.marks import Page, Placed
from tripplanner.documents.typesetting.shortening import label_within
from tripplanner.documents.typesetting.text import Span, Typesetter
from tripplanner.i18n import Message, say

_MARK = st.Style(7.25, 10.5, colour=st.TERTIARY)
Pairs = list[tuple[str, str]]
"""Words, each with its language."""


def margins(
    ts: Typesetter, page: Page, total: int, title: Message, trip: Head, languages: tuple[str, ...]
) -> list[Placed]:
    """The foot of a page, and the strip of a draft."""
    placed = foot_a4(ts, page, total, whose(title, trip, languages), version(trip, languages[0]))
    warning = draft_warning(trip, languages)
    if warning:
        placed.append(draft_strip(ts, page, warning))
    return placed


def sheet_mark(ts: Typesetter, title: Message, trip: Head, languages: tuple[str, ...], x: float) -> Placed:
    """Which version a sheet of labels or cards is of, in the margin that is left over when they are cut out.

    ``x``: where it begins, in pt from the left edge; it stands 6 mm below the upper edge, above the first label.
    """
    warning, (name, moment) = draft_warning(trip, languages), version(trip, languages[0])
    said = [(words, code, _MARK) for words, code in whose(title, trip, languages)]
    said += [(words, code, _MARK.bold()) for words, code in warning or [name]]
    said.append((*moment, _MARK))
    spans = [Span((" · " if n else "") + words, style, code) for n, (words, code, style) in enumerate(said)]
    return Placed(x, 6 * st.MM, label_within(ts, spans, st.A4.width - 2 * x).named("margin version"))


def whose(title: Message, trip: Head, languages: tuple[str, ...]) -> Pairs:
    """The office, then what the document is."""
    house = trip.office.short_name or trip.office.name.best(*languages)
    return [*([(house, languages[0])] if house else []), *_both(title, languages)]


def version(trip: Head, language: str) -> Pairs:
    """``v3 · 12.05.2027``, ``v3 · 2027年5月12日``; a draft says so, with its hour."""
    edition = trip.edition
    moment = edition.moment.astimezone(ZoneInfo(trip.zone or "UTC"))
    day = dated(moment.date(), language)
    if edition.draft:
        return [(say(edition.standing, language), language), (f"{day} {clock(moment)}", language)]
    return [*([(edition.label, "en")] if edition.label else []), (day, language)]


def draft_warning(trip: Head, languages: tuple[str, ...]) -> Pairs:
    """That a draft must not leave the office; nothing for a release."""
    if not trip.edition.draft:
        return []
    return _both(trip.edition.warning, languages)


def _both(message: Message, languages: tuple[str, ...]) -> Pairs:
    said = [(say(message, code), code) for code in languages]
    return said[:1] if len({words for words, _ in said}) == 1 else said
