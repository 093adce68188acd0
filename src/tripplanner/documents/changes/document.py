"""Lays a what-changed sheet out: day by day what happened, when it was and is, what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from tripplanner.dates import clock, dated, day_and_month, full_date, titled_date
from tripplanner.documents.changes.content import ChangesContent
from tripplanner.documents.content import Ref
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    framed,
    icon,
    pad,
    rule,
    ruled,
    space,
    stack,
    tag,
    tag_spans,
)
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.furniture import draft_strip, foot_a4
from tripplanner.documents.typesetting.marks import Block, Page, Placed
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, printed, printedn, say
from tripplanner.planning.releases import ItemChange
from tripplanner.planning.releases.facts import ItemFacts
from tripplanner.planning.releases.wording import PRINTED, guests, where
from tripplanner.text import Text

TITLE, _COPY = printed("What changes"), printed("Copy for")
_WIDTH = st.A4.text_width
_KIND, _TIME = (0.0, 66.0), (72.0, 48.0)
_FIRST, _SECOND = (126.0, 164.0), (303.0, 190.0)
_DRAFT_ROOM = 9.0
# What stands after the day, between kinds, and before them.
_SIGNS = {"en": (", ", ", ", ": "), "fr": (", ", ", ", "\u00a0: "), "zh": ("，", "、", "：")}
_HEAD = ((0.0, 277.0), (293.0, 200.0))
# The look of each kind: its icon and its colour; the first kind of a change decides.
_LOOKS = {
    "new": ("plus", st.FIR), "restored": ("plus", st.FIR), "confirmed": ("check", st.FIR),
    "cancelled": ("x", st.ERROR), "removed": ("x", st.ERROR), "moved": ("calendar-clock", st.LAKE),
    "place": ("map-pin", st.LAKE), "who": ("users", st.LAKE), "hosts": ("users", st.LAKE),
    "travel": ("bus", st.LAKE), "tentative": ("circle-dashed", st.WARN), "text": ("pencil-line", st.STALE),
}  # fmt: skip


def pages(content: ChangesContent) -> Sequence[Page]:
    """The finished pages."""
    return laid_out(content)[0]


def laid_out(content: ChangesContent) -> tuple[Sequence[Page], TranslationList]:
    """The finished pages, and the translations that are not finished in them."""
    sheet = _Sheet(content)
    return sheet.pages(), sheet.s.unfinished


def title_of(content: ChangesContent) -> str:
    """What the file calls itself."""
    return f"{say(TITLE, content.languages[0])} – {content.trip.heading.best(*content.languages)}"


class _Sheet:
    """Sets one sheet."""

    def __init__(self, content: ChangesContent) -> None:
        self._content = content
        self.s = Setter(content, typesetter(), st.A4)
        self._columns = [_FIRST, _SECOND] if self.s.two else [(_FIRST[0], _WIDTH - _FIRST[0])]
        self._wide = list(_HEAD) if self.s.two else [(0.0, _WIDTH)]

    def pages(self) -> list[Page]:
        content = self._content
        flow = Flow(st.A4, top=_DRAFT_ROOM if content.trip.edition.draft else 0.0)
        flow.add(self._head(), keep=1)
        for day, changes in groupby(content.changes, key=lambda change: change.item.start.date()):
            rows = [self._row(change) for change in changes]
            flow.add(self._day(day), gap=15.0, keep=1)
            for row in rows:
                flow.add(row)
        if content.differs:
            flow.add(self._warning(), gap=15.0)
        return decorate(flow.pages(), self._margins)

    # --- head --------------------------------------------------------------------------------------------

    def _head(self) -> Block:
        s = self.s
        kicker = s.ts.label(s.label(TITLE, st.KICKER.in_(st.FIR), st.KICKER))
        sign = tag(s.ts, tag_spans(s.both(self._replaced()), st.INK), st.INK)
        first = beside([(0.0, kicker), (_WIDTH - sign.width, sign)], _WIDTH)
        styles = (st.A4_TITLE, st.A4_TITLE.in_(st.FIR))
        titles = [
            (x, s.ts.paragraph(Span(say(self._title(), code), style, code), width, title=True))
            for (x, width), code, style in zip(self._wide, s.languages, styles, strict=False)
        ]
        counted = s.said(self._counted(), self._wide, st.BODY_A4)
        name = beside(s.cells(self._content.trip.heading, self._content.trip.ref, "title", self._wide, st.DETAIL_A4),
                      _WIDTH)  # fmt: skip
        strong = rule(_WIDTH, 1.2)
        host = [space(3.0), beside(self._whose(), _WIDTH)] if self._content.host else []
        parts = [first, space(3.0), beside(titles, _WIDTH), name, *host, space(6.0), strong, space(6.0)]
        return stack([*parts, beside(counted, _WIDTH)]).named("heading changes")

    def _whose(self) -> list[tuple[float, Block]]:
        """The organisation whose own sheet it is."""
        s, found = self.s, list[tuple[float, Block]]()
        for (x, width), code in zip(self._wide, s.languages, strict=False):
            label = Span(say(_COPY, code) + "\u00a0\u00a0", st.DETAIL_A4, code)
            name = Span(self._content.host.best(code), st.BODY_A4.bold(), code)
            found.append((x, s.ts.paragraph([label, name], width)))
        return found

    def _replaced(self) -> Message:
        against = self._content.against
        made = self._local(against.made_at).date()
        day = Text({code: dated(made, code) for code in self.s.languages}, self.s.languages[0])
        if against.kind == "approved":
            return printed("compared with the version approved on {date}", date=day)
        return printed("replaces v{number} of {date}", number=against.number, date=day)

    def _title(self) -> Message:
        against, edition = self._content.against, self._content.trip.edition
        if against.kind == "approved":
            return printed("From the approved version to v{after}", after=edition.number)
        return printed("From v{before} to v{after}", before=against.number, after=edition.number)

    def _counted(self) -> Message:
        """How many changes, and on which days."""
        changes = self._content.changes
        if not changes:
            return printed("Nothing changes.")
        days = sorted({self._content.number_of(change.item.start.date()) for change in changes})
        return printedn(
            "{n} change, days: {days}. Everything else stays as it was.",
            "{n} changes, days: {days}. Everything else stays as it was.",
            len(changes),
            days=tuple(map(str, days)),
        )

    # --- days and rows -----------------------------------------------------------------------------------

    def _day(self, day: date) -> Block:
        s = self.s
        number = s.ts.label(Span(str(self._content.number_of(day)), st.DAY_NUMERAL_A4, "en"))
        columns = [(_TIME[0], _SECOND[0] - _TIME[0] - 12.0), _SECOND] if s.two else [(_TIME[0], _WIDTH - _TIME[0])]
        dates = [
            (x, s.ts.paragraph(Span(titled_date(day, code), st.DAY_TITLE, code), width))
            for (x, width), code in zip(columns, s.languages, strict=False)
        ]
        return stack([beside([(0.0, number), *dates], _WIDTH), space(3.0), rule(_WIDTH, 1.2)]).named(f"heading {day}")

    def _row(self, change: ItemChange) -> Block:
        gone = change.after is None or change.after.cancelled
        titles = self._texts(change, gone)
        row = beside([(_KIND[0], self._kinds(change)), (_TIME[0], self._times(change, gone)), *titles], _WIDTH)
        return self.s.row(ruled(pad(row, top=6.0, bottom=6.0)), f"change {change.uuid}")

    def _kinds(self, change: ItemChange) -> Block:
        """The sign of the first kind, and every kind in words."""
        s = self.s
        sign, colour = _LOOKS[change.kinds[0]]
        style = st.DETAIL_A4.bold().in_(colour)
        lines = [
            s.ts.paragraph(Span(words, style, code), _KIND[1])
            for kind in change.kinds
            for words, code in s.both(PRINTED[kind])
        ]
        return stack([icon(sign, 12.0, colour), space(1.5), *lines])

    def _times(self, change: ItemChange, gone: bool) -> Block:
        s, before, after = self.s, change.before, change.after
        lines: list[Block] = []
        if before is not None and (gone or "moved" in change.kinds):
            begin, code = _begin(before, change.item, s.languages[0]), s.languages[0]
            lines.append(s.ts.paragraph(Span(begin, st.BODY_A4.struck(), code), _TIME[1]))
        if after is not None and not gone:
            lines.append(s.ts.paragraph(Span(clock(after.start), st.BODY_A4.bold(), "en"), _TIME[1]))
            if after.end is not None:
                lines.append(s.ts.paragraph(Span(clock(after.end), st.DETAIL_A4, "en"), _TIME[1]))
        return stack(lines)

    def _texts(self, change: ItemChange, gone: bool) -> list[tuple[float, Block]]:
        """The title in each language; below it the place, the old title where it was another."""
        s, item = self.s, change.item
        style = st.BODY_A4.struck() if gone else st.BODY_A4.bold()
        titles = s.cells(item.title, Ref("item", change.uuid), "title", self._columns, style)
        found: list[tuple[float, Block]] = []
        for (x, block), (_, width), code in zip(titles, self._columns, s.languages, strict=False):
            more = [s.ts.paragraph(span, width) for span in self._details(change, code, gone)]
            found.append((x, stack([block, *more])))
        return found

    def _details(self, change: ItemChange, code: str, gone: bool) -> list[Span]:
        before, after = change.before, change.after
        spans: list[Span] = []
        if before is not None and after is not None:
            old = before.title.get(code)
            if old and old != after.title.get(code):
                spans.append(Span(old, st.DETAIL_A4.struck(), code))
            if "place" in change.kinds:
                spans.append(Span(where(before, code), st.DETAIL_A4.struck(), code))
            if "moved" in change.kinds and before.start.date() != after.start.date():
                words = printed("was on {day}", day=full_date(before.start.date(), code))
                spans.append(Span(say(words, code), st.DETAIL_A4, code))
            if "who" in change.kinds and before.guests != after.guests:
                spans.append(Span(guests(before, code), st.DETAIL_A4.struck(), code))
                spans.append(Span(guests(after, code), st.DETAIL_A4, code))
        if not gone and (place := where(change.item, code)):
            spans.append(Span(place, st.DETAIL_A4, code))
        return [span for span in spans if span.text]

    # --- the approved version ----------------------------------------------------------------------------

    def _warning(self) -> Block:
        """A box that names what is not as it was approved."""
        s, inside = self.s, 24.0
        columns = [(inside, 250.0), (293.0, 190.0)] if s.two else [(inside, _WIDTH - inside - 9.0)]
        heading = s.said(printed("Differs from the approved version"), columns, st.BODY_A4.bold().in_(st.WARN))
        lines = [beside(heading, _WIDTH)]
        for change in self._content.differs:
            item = change.item
            cells = [
                (x, s.ts.paragraph(Span(self._said(change, item, code), st.BODY_A4, code), width))
                for (x, width), code in zip(columns, s.languages, strict=False)
            ]
            lines.append(beside(cells, _WIDTH))
        box = framed(pad(stack(lines), top=7.5, bottom=7.5), stroke=st.WARN, bar=st.WARN, width=_WIDTH)
        return self.s.row(box, "approved")

    def _said(self, change: ItemChange, item: ItemFacts, code: str) -> str:
        day = say(printed("Day {number}", number=self._content.number_of(item.start.date())), code)
        comma, between, colon = _SIGNS.get(code, _SIGNS["en"])
        kinds = between.join(say(PRINTED[kind], code) for kind in change.kinds)
        return f"{day}{comma}{item.title.best(code)}{colon}{kinds}"

    # --- margins -----------------------------------------------------------------------------------------

    def _margins(self, page: Page, total: int) -> Sequence[Placed]:
        trip, s = self._content.trip, self.s
        house = trip.office.short_name or trip.office.name.best(*s.languages)
        names = [*([(house, s.languages[0])] if house else []), *s.both(TITLE)]
        moment = self._local(trip.edition.moment)
        edition = f"v{self._content.against.number} › {trip.edition.label}"
        if self._content.against.kind == "approved":
            edition = trip.edition.label
        day = dated(moment.date(), s.languages[0])
        placed = foot_a4(s.ts, page, total, names, [(edition, "en"), (day, s.languages[0])])
        if trip.edition.draft:
            words = trip.edition.warning
            placed.append(draft_strip(s.ts, page, s.both(words)))
        return placed

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self._content.trip.zone or "UTC"))


def _begin(before: ItemFacts, item: ItemFacts, language: str) -> str:
    """The hour it had; with the day where that was another."""
    said = clock(before.start)
    return said if before.start.date() == item.start.date() else f"{day_and_month(before.start, language)} {said}"
