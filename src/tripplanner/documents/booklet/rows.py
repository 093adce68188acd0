"""The rows of a day: items, transfers, forks into sub-groups, nights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tripplanner import dates
from tripplanner.dates import listed, zone
from tripplanner.documents.content import DayContent, ItemContent, NightLine, Ref
from tripplanner.documents.forks import Fork, Together, Track, stretches
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import BarStyle, badge, beside, icon, ruled, stack, tag, tag_spans
from tripplanner.documents.typesetting.marks import Block, Source
from tripplanner.documents.typesetting.programme import (
    BAND_INDENT,
    ProgrammeLook,
    band_row,
    cell_box,
    fork_opening,
    fork_rule,
    item_row,
    times,
)
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.documents.voices import STALE, TO_COME, Voice
from tripplanner.i18n import printed, printedn, say
from tripplanner.text import Text

TIGHT = 3.75
"""White above and below a row where the usual would cost the day another leaf."""
FORK_GAP = 4.5
"""White after the rule that closes a fork."""
QUIET = frozenset({"meal", "lodging", "free_time"})
"""Types printed without a bar, in regular weight."""

INTERPRETING = {
    "consecutive": printed("consecutive interpreting"),
    "simultaneous": printed("simultaneous interpreting"),
}
TO_CONFIRM = printed("to be confirmed")
CANCELLED = printed("cancelled")
PASSPORT = printed("passport")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a day's page; ``keep`` so many following rows stay with it, ``gap`` pt of white before it."""

    block: Block
    keep: int = 0
    gap: float = 0.0


@dataclass(frozen=True)
class RowSetter:
    """Sets the rows of one day. ``pages``: page of each site's sheet.

    ``spare``: 0 with everything; 1 without the notes; 2 also without hosts and interpreting, meals on one line.
    What is left out stands on the facing page. ``tight``: with less white between the rows.
    """

    setter: Setter
    day: DayContent
    pages: Mapping[Ref, int]
    spare: int = 0
    tight: bool = False

    @property
    def look(self) -> ProgrammeLook:
        """The sizes of the rows."""
        look = self.setter.look
        return replace(look, padding=TIGHT) if self.tight else look

    def rows(self) -> list[Row]:
        """Every row of the day, forks included, then the night."""
        rows: list[Row] = []
        gap = 0.0
        for part in stretches(self.day.items):
            first, *others = self._fork(part) if isinstance(part, Fork) else self._together(part)
            rows += [replace(first, gap=gap), *others]
            gap = FORK_GAP if isinstance(part, Fork) else 0.0
        if not any(item.type == "lodging" for item in self.day.items):
            rows += [Row(self._night(night)) for night in self.day.nights]
        return rows

    def _together(self, part: Together) -> list[Row]:
        return [Row(self._item(item)) for item in part.items]

    def _fork(self, fork: Fork) -> list[Row]:
        """Opening line, the tracks with a hairline between them, closing rule."""
        rows = [Row(self._opening(fork), keep=len(fork.tracks[0].items) + 1)]
        for number, track in enumerate(fork.tracks):
            rows += [Row(block) for block in self._track(track, last=number == len(fork.tracks) - 1)]
        return rows

    def _opening(self, fork: Fork) -> Block:
        message = printedn("One group", "{n} groups", len(fork.tracks))
        if len(fork.tracks) == 2:
            message = printed("Two groups")
        boxes = [cell_box(self.look, n, len(self.setter.languages)) for n in range(len(self.setter.languages))]
        cells = self.setter.said(message, boxes, self.look.body.bold())
        start = dates.clock(fork.first.start)
        return fork_opening(self.setter.ts, self.look, start, cells).named(f"fork {fork.first.ref.uuid}")

    def _track(self, track: Track, *, last: bool) -> Iterable[Block]:
        *before, end = [self._item(item) for item in track.items]
        yield from before
        if last:
            yield stack([replace(end, row=None), fork_rule(self.look)]).named(end.row or "")
        else:
            yield ruled(end, st.INK, 0.4) if end.row is None else replace(ruled(end, st.TERTIARY, 0.4), row=end.row)

    # --- items -------------------------------------------------------------------------------------------

    def _item(self, item: ItemContent) -> Block:
        block = self._band(item) if item.type == "transfer" else self._row(item)
        return self.setter.row(block, f"item {item.ref.uuid}").anchored(f"item-{item.ref.uuid}")

    def _row(self, item: ItemContent) -> Block:
        bar = self._bar(item)
        count = len(self.setter.languages)
        cells = [
            (x, self._cell(item, voice, column, width))
            for column, (voice, (x, width)) in enumerate(
                zip(
                    self._titles(item),
                    (cell_box(self.look, n, count, bar=bar is not None) for n in range(count)),
                    strict=True,
                )
            )
        ]
        colour = item_colour(item)
        return item_row(self.setter.ts, self.look, self._when(item), item_icon(item), colour, cells, bar=bar)

    def _titles(self, item: ItemContent) -> tuple[Voice, ...]:
        spoken = self.setter.voices(item.title, item.ref, "title")
        return spoken or tuple(Voice(code, say(UNTITLED, code), code) for code in self.setter.languages)

    def _bar(self, item: ItemContent) -> BarStyle | None:
        if item.type in QUIET or item.cancelled:
            return None
        return "dashed" if item.tentative else "solid"

    def _when(self, item: ItemContent) -> Block:
        """Start over end; the distance from UTC where it is not the trip's."""
        end = "" if item.ends_at == item.starts_at else dates.clock(item.end)
        if item.days_later:
            end += f" +{item.days_later}"
        if self.spare == 2 and item.type == "meal":
            end = ""
        when = times(self.setter.ts, self.look, dates.clock(item.start), end, tentative=item.tentative,
                     struck=item.cancelled)  # fmt: skip
        offsets = self._offsets(item)
        if not offsets:
            return when
        style = st.Style(7.25, self.look.detail.leading, colour=st.TERTIARY)
        lines = [self.setter.ts.label(Span(offset, style, "en")) for offset in offsets]
        return stack([when, *lines])

    def _offsets(self, item: ItemContent) -> list[str]:
        home = self.setter.content.trip.zone
        away = [name for name in dict.fromkeys((item.start_zone, item.end_zone)) if name != home]
        if not away:
            return []
        start, end = utc_offset(item, item.start_zone, home), utc_offset(item, item.end_zone, home)
        ours = utc_offset(item, home, home)
        if start == end == ours:
            return []
        return [start] if start == end else [f"{start} ›", end]

    def _cell(self, item: ItemContent, voice: Voice, column: int, width: float) -> Block:
        style = self.look.body if item.type in QUIET else self.look.body.bold()
        if item.cancelled:
            style = self.look.body.struck()
        lead = self._badges(item.subgroups) if column == 0 else []
        source = Source(item.ref.table, item.ref.uuid, "title")
        lines = [self.setter.voice(voice, width, style, title=True, before=lead, source=source)]
        details = [] if item.cancelled else [pieces for pieces in self._details(item, voice.column) if pieces]
        if column == 0:
            details = self._tagged(item, details)
        lines += [self.setter.ts.paragraph(pieces, width) for pieces in details]
        return stack(lines)

    def _badges(self, marks: tuple[str, ...]) -> list[Piece]:
        groups = [group.mark for group in self.setter.content.trip.subgroups]
        pieces: list[Piece] = []
        for mark in marks:
            order = groups.index(mark) if mark in groups else 3
            pieces += [Inline(badge(self.setter.ts, mark, order)), Span("\u00a0", self.look.body, "en")]
        return pieces

    def _tagged(self, item: ItemContent, details: list[list[Piece]]) -> list[list[Piece]]:
        """The details with the tag *to be confirmed* or *cancelled* before the first of them."""
        if not (item.cancelled or item.tentative):
            return details
        message, colour = (CANCELLED, st.ERROR) if item.cancelled else (TO_CONFIRM, st.WARN)
        words = tag_spans(self.setter.both(message), colour)
        sign = Inline(tag(self.setter.ts, words, colour, dashed=not item.cancelled))
        first, *rest = details or [[]]
        return [[sign, Span("\u00a0 ", self.look.detail, "en"), *first], *rest]

    # --- details -----------------------------------------------------------------------------------------

    def _details(self, item: ItemContent, language: str) -> Iterable[list[Piece]]:
        """The lines under a title: where, who and how; the passport; what to know; the plan B."""
        yield self._summary(item, language)
        if item.passport_needed:
            yield self._passport(language)
        if self.spare == 0:
            yield from notes(self.setter, item, language)

    def _summary(self, item: ItemContent, language: str) -> list[Piece]:
        style = self.look.detail
        parts: list[Span] = []
        sheet = self.setter.content.trip.site(item.site)
        place = (item.place.name.get(language) or item.place.name.best()) if item.place else ""
        title = item.title.get(language)
        if place and place.casefold() not in title.casefold() and item.type not in ("meal",):
            parts.append(Span(place, style, language))
        hosts = host_names(item, language)
        if hosts and self.spare < 2:
            parts.append(Span(hosts, style, language))
        if sheet and sheet.ref in self.pages:
            words = say(printed("site {number}, p. {page}", number=sheet.number, page=self.pages[sheet.ref]), language)
            parts.append(Span(words, style, language, link=f"#site-{sheet.ref.uuid}"))
        if item.interpreting in INTERPRETING and self.spare < 2:
            parts.append(Span(say(INTERPRETING[item.interpreting], language), style, language))
        return _dotted(parts, style, language)

    def _passport(self, language: str) -> list[Piece]:
        style = replace(self.look.detail, weight=600, colour=st.INK)
        sign = Inline(icon("book-user", 9.5, st.INK))
        return [sign, Span("\u00a0" + say(PASSPORT, language), style, language)]

    # --- transfers and nights ----------------------------------------------------------------------------

    def _band(self, item: ItemContent) -> Block:
        """A transfer: destination; at the edge of the widest column distance and time, beneath if there is no room."""
        setter, style = self.setter, self.look.transfer.struck() if item.cancelled else self.look.transfer
        count = len(setter.languages)
        boxes = [cell_box(self.look, column, count) for column in range(count)]
        boxes[-1] = (boxes[-1][0], boxes[-1][1] - BAND_INDENT)
        widest = max(range(count), key=lambda column: (boxes[column][1], -column))
        way = self._way(item, setter.languages[widest])
        label = setter.ts.label(Span(way, self.look.transfer, setter.languages[widest])) if way else None
        cells: list[tuple[float, Block]] = []
        for column, (voice, (x, width)) in enumerate(zip(self._titles(item), boxes, strict=True)):
            lead = self._badges(item.subgroups) if column == 0 else []
            cells.append((x, self._destination(item, voice, width, style, lead, label if column == widest else None)))
        return band_row(setter.ts, self.look, dates.clock(item.start), "bus", cells, struck=item.cancelled)

    def _destination(
        self, item: ItemContent, voice: Voice, width: float, style: st.Style, lead: list[Piece], way: Block | None
    ) -> Block:
        source = Source(item.ref.table, item.ref.uuid, "title")
        room = width - (way.width + 6.0 if way else 0.0)
        words = self.setter.voice(voice, room, style, title=True, before=lead, source=source)
        if way is None or words.height <= style.leading + 0.1:
            row = beside([(0.0, words), (width - way.width, way)], width) if way else words
        else:
            row = stack([self.setter.voice(voice, width, style, title=True, before=lead, source=source), way])
        return stack([row, *self._band_notes(item, voice, width)])

    def _band_notes(self, item: ItemContent, voice: Voice, width: float) -> list[Block]:
        details: list[list[Piece]] = []
        if not item.cancelled:
            details += [self._passport(voice.column)] if item.passport_needed else []
            details += list(notes(self.setter, item, voice.column)) if self.spare == 0 else []
        if voice.column == self.setter.languages[0]:
            details = self._tagged(item, details)
        return [self.setter.ts.paragraph(pieces, width) for pieces in details if pieces]

    def _way(self, item: ItemContent, language: str) -> str:
        parts = [dates.distance(item.distance_km, language)] if item.distance_km else []
        parts += [dates.duration(item.drive_min, language)] if item.drive_min else []
        return " · ".join(parts)

    def _night(self, night: NightLine) -> Block:
        look, count = self.look, len(self.setter.languages)
        cells: list[tuple[float, Block]] = []
        for column, language in enumerate(self.setter.languages):
            x, width = cell_box(look, column, count)
            lead = self._badges(night.subgroups) if column == 0 else []
            words = Span(night_words(night, language), look.detail, language)
            cells.append((x, self.setter.ts.paragraph([*lead, words], width)))
        sign = icon("bed", look.icon_size - 1, st.KIND_COLOURS["lodging"])
        row = beside([(look.spec.columns.icon[0], sign), *cells], look.width)
        return stack([Block(look.width, 4.5), row]).named(f"night {night.ref.uuid}")


UNTITLED = printed("Untitled")


def hosts_line(item: ItemContent, language: str) -> list[Piece]:
    """Who receives the guests, and how it is interpreted."""
    style = st.DETAIL
    parts = [Span(words, style, language) for words in (host_names(item, language),) if words]
    if item.interpreting in INTERPRETING:
        parts.append(Span(say(INTERPRETING[item.interpreting], language), style, language))
    return _dotted(parts, style, language)


def host_names(item: ItemContent, language: str) -> str:
    """Acronyms, else names, of the hosts."""
    hosts = (host.organisation for host in item.hosts)
    names = [host.acronym or host.name.get(language) or host.name.best() for host in hosts]
    return listed((name for name in names if name), language)


def notes(setter: Setter, item: ItemContent, language: str) -> Iterable[list[Piece]]:
    """What to know about an item, and its plan B, each as the pieces of a paragraph in one language's column."""
    for name in ("notes", "participation_note"):
        text: Text = getattr(item, name)
        yield from _note(setter, text, item.ref, name, language)
    other = item.fallback or item.fallback_site
    for pieces in _note(setter, other, item.ref, "fallback", language):
        words = pieces[0]
        if isinstance(words, Span) and words.style == st.DETAIL:
            yield [replace(words, text=say(printed("Plan B: {text}", text=words.text), language)), *pieces[1:]]
        else:
            yield pieces


def _note(setter: Setter, text: Text, ref: Ref, name: str, language: str) -> Iterable[list[Piece]]:
    """The words of a note in a language, or in violet that they are missing or stale."""
    source = Source(ref.table, ref.uuid, name)
    for voice in setter.voices(text, ref, name):
        if voice.column != language:
            continue
        words = [Span(voice.words, st.DETAIL, voice.language, source)] if voice.words else []
        said = say(STALE if voice.mark == "stale" else TO_COME, language)
        mark = [Span((" " if words else "") + said, st.DETAIL.in_(st.STALE), language)] if voice.mark else []
        yield [*words, *mark]


def night_words(night: NightLine, language: str) -> str:
    """``Nuit : Annecy, hôtel``; a night without a lodging is on the way."""
    if night.lodging is None:
        return say(printed("Night on the way"), language)
    name = night.lodging.name.get(language) or night.lodging.name.best()
    return say(printed("Night: {lodging}", lodging=name), language)


def item_colour(item: ItemContent) -> str:
    """The colour of its bar and icon."""
    if item.cancelled:
        return st.TERTIARY
    if item.type == "visit":
        return st.KIND_COLOURS.get(item.colour, st.KIND_COLOURS["nature"])
    return st.KIND_COLOURS.get(item.type, st.SECONDARY)


def item_icon(item: ItemContent) -> str:
    """The icon that says the same without colour."""
    if item.type == "visit":
        return st.KIND_ICONS.get(item.colour, "leaf")
    return st.KIND_ICONS.get(item.type, "circle-dot")


def utc_offset(item: ItemContent, zone_name: str, fallback: str) -> str:
    """``UTC+2`` at the start of the item."""
    offset = item.starts_at.astimezone(zone(zone_name, fallback)).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _dotted(parts: list[Span], style: st.Style, language: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            pieces.append(Span(" · ", style, language))
        pieces.append(part)
    return pieces
