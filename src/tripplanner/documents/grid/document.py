"""Lays the grid out: for each day its morning and its afternoon, the city and the official activity of each."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from tripplanner.dates import clock, date_span, dated, day_and_month, list_comma, short_weekday
from tripplanner.documents.booklet.rows import TO_CONFIRM
from tripplanner.documents.content import DayContent, ItemContent, OrganisationLine
from tripplanner.documents.itinerary.overview import OFFICIAL, add_notes, half_days, signatures
from tripplanner.documents.itinerary.parts import Badges, brief, cells, inline, joined, town_of
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.spoken import SpokenTrip
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    pad,
    rule,
    ruled,
    space,
    stack,
    table_head,
    tag,
    tag_spans,
)
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.furniture import draft_strip, foot_a4
from tripplanner.documents.typesetting.marks import Block, Page, Placed, Rule
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, printed, say

TITLE = printed("Programme by half-day")
_WIDTH = st.A4.text_width
_DATE_X, _HALF, _FIRST, _SECOND = 22.0, (66.0, 50.0), (122.0, 194.0), (330.0, 163.0)
_WIDE = ((0.0, 277.0), (293.0, 200.0))
_CITY = st.Style(8.5, 12, 700, st.FIR)
_DONE = st.Style(9, 12)
_SMALL = st.Style(8, 10.5, colour=st.SECONDARY)
_NAMES = (printed("Morning"), printed("Afternoon"))


def title_of(content: SpokenTrip) -> str:
    """What the file calls itself."""
    return f"{say(TITLE, content.languages[0])} – {content.trip.heading.best(*content.languages)}"


def laid_out(content: SpokenTrip) -> tuple[Sequence[Page], TranslationList]:
    """The finished pages, and the translations that they lack."""
    grid = _Grid(content)
    return grid.pages(), grid.s.unfinished


class _Grid:
    def __init__(self, content: SpokenTrip) -> None:
        self.trip = content.trip
        self.s = Setter(content, typesetter(), st.A4)
        self._badges = Badges(self.s, content.trip)
        self._columns = self.s.columns(_FIRST, _SECOND)
        self._wide = self.s.columns(*_WIDE)

    def pages(self) -> Sequence[Page]:
        flow = Flow(st.A4, top=9.0 if self.trip.edition.draft else 0.0)
        flow.add(self._head(), keep=2)
        head = self._table_head()
        flow.add(head.named("heading table"), gap=12.0, keep=1)
        flow.repeat(head.named("repeat table"))
        for day in self.trip.days:
            flow.add(self._day(day))
        flow.repeat(None)
        add_notes(flow, self.s, self.trip)
        flow.foot(signatures(self.s))
        return decorate(flow.pages(), self._margins)

    # --- head --------------------------------------------------------------------------------------------

    def _head(self) -> Block:
        s, trip = self.s, self.trip
        s.place = TITLE
        kicker = s.ts.label(s.label(TITLE, st.KICKER, st.KICKER))
        sign = tag(s.ts, tag_spans(s.both(printed("For approval")), st.FIR), st.FIR)
        name = "short_title" if trip.short_title else "title"
        titles = [
            (x, s.voice(voice, width, st.A4_TITLE_LONG.in_(colour), title=True))
            for voice, (x, width), colour in zip(
                s.voices(trip.heading, trip.ref, name), self._wide, (st.INK, st.FIR), strict=False
            )
        ]
        when = [(x, s.ts.paragraph(Span(date_span(trip.first_day, trip.last_day, code), st.BODY_A4, code), width))
                for (x, width), code in zip(self._wide, s.languages, strict=True)]  # fmt: skip
        first = beside([(0.0, kicker), (_WIDTH - sign.width, sign)], _WIDTH)
        return stack(
            [first, space(3.0), beside(titles, _WIDTH), beside(when, _WIDTH), space(6.0), rule(_WIDTH, 1.2)]
        ).named("heading grid")

    def _table_head(self) -> Block:
        bold = st.Style(8, 10.5, 700)
        found = [(0.0, self.s.ts.paragraph(self.s.label(printed("Day"), bold, bold), 62.0))]
        found += self.s.said(printed("City and official activity"), self._columns, bold)
        return table_head(found, _WIDTH)

    # --- days --------------------------------------------------------------------------------------------

    def _day(self, day: DayContent) -> Block:
        self.s.place = printed("Day {number}", number=day.number)
        halves = [self._half(name, items) for name, items in zip(_NAMES, half_days(day), strict=True)]
        line = Block(_WIDTH - _HALF[0], 0.4, None, (Rule(0, 0, _WIDTH - _HALF[0], 0, 0.4, st.HAIRLINE),))
        inset = Block(_WIDTH, 0.4, None, (), ((_HALF[0], 0.0, line),))
        body = stack([pad(halves[0], top=4.5, bottom=4.5), inset, pad(halves[1], top=4.5, bottom=4.5)])
        date = pad(self._date(day), top=4.5)
        row = Block(_WIDTH, body.height, None, (), ((0.0, 0.0, date), (0.0, 0.0, body)))
        return self.s.row(ruled(row, st.INK, 0.4), f"day {day.ref.uuid or day.number}")

    def _date(self, day: DayContent) -> Block:
        number = self.s.ts.label(Span(str(day.number), st.Style(17 if day.number < 100 else 10, 18, 700, st.FIR), "en"))
        code = self.s.languages[0]
        lines = [self.s.ts.label(Span(day_and_month(day.date, code), st.Style(9, 12, 700), code))]
        lines += [self.s.ts.label(Span(short_weekday(day.date, code), _SMALL, code)) for code in self.s.languages]
        return beside([(0.0, number), (_DATE_X, stack(lines))], 62.0)

    def _half(self, name: Message, items: Sequence[ItemContent]) -> Block:
        """One half-day: its name and hours, then per set of sub-groups the city and what is done there."""
        labels = [self.s.ts.paragraph(Span(words, _SMALL.bold().in_(st.INK) if n == 0 else _SMALL, code), _HALF[1])
                  for n, (words, code) in enumerate(self.s.both(name))]  # fmt: skip
        if items:
            hours = f"{clock(min(i.start for i in items))}–{clock(max(items, key=lambda i: i.ends_at).end)}"
            labels.append(self.s.ts.paragraph(Span(hours, _SMALL, "en"), _HALF[1]))
        parts: dict[tuple[str, ...], list[ItemContent]] = {}
        for item in items:
            parts.setdefault(item.subgroups, []).append(item)
        entries = [self._entry(marks, found) for marks, found in parts.items()]
        said = stack(entries, gap=4.5) if entries else self._dash()
        return beside([(_HALF[0], stack(labels)), (0.0, said)], _WIDTH)

    def _dash(self) -> Block:
        """A half-day on which nothing is planned."""
        return beside([(x, self.s.ts.paragraph(Span("–", _DONE, code), width))
                       for (x, width), code in zip(self._columns, self.s.languages, strict=True)], _WIDTH)  # fmt: skip

    def _entry(self, marks: tuple[str, ...], items: Sequence[ItemContent]) -> Block:
        rows = [self._city(marks, items)] if marks or any(item.place for item in items) else []
        for n, item in enumerate(items):
            rows += [space(3.0)] if n else []
            rows.append(beside(cells(self.s, item.title, item.ref, "title", self._columns, _DONE), _WIDTH))
            rows += self._hosts(item)
            rows += self._open(item)
        return stack(rows)

    def _city(self, marks: tuple[str, ...], items: Sequence[ItemContent]) -> Block:
        towns = {town_of(item.place)[1]: town_of(item.place) for item in items if item.place}
        found: list[tuple[float, Block]] = []
        for (x, width), code in zip(self._columns, self.s.languages, strict=True):
            names = [brief(inline(self.s, text, ref, "name", code, _CITY)) for text, ref in towns.values()]
            pieces: list[Piece] = [*self._badges.pieces(marks, code)] if not found else []
            pieces += joined(names, list_comma(code))
            found.append((x, self.s.ts.paragraph(pieces or [Span("", _CITY, code)], width)))
        return beside(found, _WIDTH)

    def _hosts(self, item: ItemContent) -> list[Block]:
        """The organisations that receive, by their whole names: an approval asks who invites."""
        hosts = [host.organisation for host in item.hosts if host.state != "refused"]
        if not hosts:
            return []
        found: list[tuple[float, Block]] = []
        for (x, width), code in zip(self._columns, self.s.languages, strict=True):
            names = joined(self._named(hosts, code), list_comma(code))
            found.append((x, self.s.ts.paragraph(names, width)))
        return [beside(found, _WIDTH)]

    def _named(self, hosts: Sequence[OrganisationLine], code: str) -> list[list[Span]]:
        return [inline(self.s, host.name, host.ref, "name", code, _SMALL) for host in hosts]

    def _open(self, item: ItemContent) -> list[Block]:
        """A draft says what is not fixed, and where a half-day has nothing official."""
        if not self.trip.edition.draft:
            return []
        signs: list[Message] = []
        if item.type not in OFFICIAL and not item.subgroups:
            signs.append(printed("no official activity"))
        if item.tentative:
            signs.append(TO_CONFIRM)
        x, width = self._columns[0]
        return [
            beside([(x, self.s.ts.paragraph([Inline(tag(self.s.ts, tag_spans(self.s.both(sign), st.WARN), st.WARN,
                                                        dashed=True))], width))], _WIDTH)
            for sign in signs
        ]  # fmt: skip

    # --- margins -----------------------------------------------------------------------------------------

    def _margins(self, page: Page, total: int) -> Sequence[Placed]:
        trip, s = self.trip, self.s
        house = trip.office.short_name or trip.office.name.best(*s.languages)
        names = [*([(house, s.languages[0])] if house else []), *s.both(TITLE)]
        moment = trip.edition.moment.astimezone(ZoneInfo(trip.zone or "UTC"))
        version = [(trip.edition.label, "en"), (dated(moment.date(), s.languages[0]), s.languages[0])]
        placed = foot_a4(s.ts, page, total, names, version)
        if trip.edition.draft:
            words = trip.edition.warning
            placed.append(draft_strip(s.ts, page, s.both(words)))
        return placed
