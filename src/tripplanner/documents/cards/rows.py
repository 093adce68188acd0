"""The rows of a day card: warnings, items, transfers, where one sleeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner import dates
from tripplanner.documents.booklet.rows import (
    CANCELLED,
    QUIET,
    TO_CONFIRM,
    UNTITLED,
    host_names,
    item_colour,
    item_icon,
    night_words,
    utc_offset,
)
from tripplanner.documents.cards import look
from tripplanner.documents.cards.content import Warned
from tripplanner.documents.content import ItemContent, NightLine
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    badge,
    beside,
    framed,
    icon,
    pad,
    stack,
    tag,
    tag_spans,
    with_bar,
)
from tripplanner.documents.typesetting.marks import Block, Source
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.documents.voices import STALE, Voice
from tripplanner.i18n import printed, say
from tripplanner.text import EMPTY

PASSPORT = printed("Keep your passport with you")
_PADDING = 3.75


def brief(voice: Voice, longest: int = look.BRIEF) -> Voice:
    """The words cut where a picture ends: an ideograph takes the room of two letters."""
    wide = sum(char >= "\u2e80" for char in voice.words)
    share = len(voice.words) / (len(voice.words) + wide) if wide else 1.0
    return replace(voice, words=shortened(voice.words, int(longest * share)))


@dataclass(frozen=True)
class CardRows:
    """Sets rows. ``spare``: 0 with everything; 1 without places and hosts; 2 also meals on one line."""

    s: Setter
    spare: int = 0

    # --- warnings ----------------------------------------------------------------------------------------

    def passport(self) -> Block:
        """Above everything on a day that needs it."""
        colour = st.WARN
        words: list[Piece] = []
        for n, (said, code) in enumerate(self.s.both(PASSPORT)):
            style = look.LABEL.in_(colour) if n == 0 else look.NOTE.in_(colour)
            words.append(Span(("\u00a0\u00a0" if n else "") + said, style, code))
        return self._warning("book-user", colour, look.WARN_TINT, [words]).named("repeat alert passport")

    def forbidden(self, warned: Warned) -> Block:
        """What a site forbids, in red with its sign."""
        lines: list[list[Piece]] = []
        for n, voice in enumerate(self.s.voices(warned.words, warned.ref, "access_note")):
            style = (look.LABEL if n == 0 else look.NOTE).in_(st.ERROR)
            if voice.words:
                voice = brief(voice, look.WARNING)
                source = Source(warned.ref.table, warned.ref.uuid, "access_note")
                lines.append([Span(voice.words, style, voice.language, source), *self._mark(voice.mark, voice.column)])
        return self._warning("ban", st.ERROR, look.ERROR_TINT, lines).named(f"repeat alert {warned.ref.uuid}")

    def _mark(self, mark: str, language: str) -> list[Piece]:
        return [Span("\u2002" + say(STALE, language), look.NOTE.in_(st.STALE), language)] if mark == "stale" else []

    def _warning(self, sign: str, colour: str, tint: str, lines: Sequence[list[Piece]]) -> Block:
        words = stack([self.s.ts.paragraph(line, look.TEXT - 34.0) for line in lines])
        row = beside([(9.0, icon(sign, 11.0, colour)), (25.0, words)], look.TEXT)
        return framed(pad(row, top=4.5, bottom=4.5), fill=tint, bar=colour, width=look.TEXT)

    # --- items -------------------------------------------------------------------------------------------

    def item(self, item: ItemContent) -> Block:
        """A row with its time, icon and words; a transfer as a grey band."""
        block = self._band(item) if item.type == "transfer" else self._row(item)
        return self.s.row(block, f"item {item.ref.uuid}")

    def _row(self, item: ItemContent) -> Block:
        colour = item_colour(item)
        row = beside([(0.0, self._when(item)), (look.ICON, icon(item_icon(item), 12.0, colour)),
                      (look.WORDS, self._words(item))], look.TEXT)  # fmt: skip
        padded = pad(row, top=_PADDING, bottom=_PADDING)
        if item.type in QUIET or item.cancelled:
            return padded
        return with_bar(padded, look.BAR, colour, "dashed" if item.tentative else "solid")

    def _when(self, item: ItemContent) -> Block:
        """Start over end; the distance from UTC where it is not the trip's."""
        first = replace(look.CLOCK, weight=400) if item.tentative else look.CLOCK
        last = look.UNTIL
        if item.cancelled:
            first, last = first.struck(), last.struck()
        lines = [self.s.ts.paragraph(Span(dates.clock(item.start), first, "en"), 36.0)]
        if item.ends_at != item.starts_at and not (self.spare == 2 and item.type == "meal"):
            later = f" +{item.days_later}" if item.days_later else ""
            lines.append(self.s.ts.paragraph(Span(dates.clock(item.end) + later, last, "en"), 36.0))
        home = self.s.content.trip.zone
        offset = utc_offset(item, item.start_zone, home)
        if offset != utc_offset(item, home, home):
            lines.append(self.s.ts.paragraph(Span(offset, look.NOTE, "en"), 36.0))
        return stack(lines)

    def _words(self, item: ItemContent) -> Block:
        """The title for the first reader, then for the second, where it is, and whether it is open."""
        if self.spare == 2 and item.type == "meal" and not item.cancelled:
            return self._titles(item, look.ROOM, lines=1)
        lines = [self._titles(item, look.ROOM)]
        details = self._details(item)
        if details:
            top = 1.5 if isinstance(details[0], Inline) else 0.0  # the frame of a tag would touch the letters above
            lines.append(pad(self.s.ts.paragraph(details, look.ROOM), top=top))
        return stack(lines)

    def _titles(self, item: ItemContent, width: float, lines: int = 2) -> Block:
        text = item.title or EMPTY
        source = Source(item.ref.table, item.ref.uuid, "title")
        badges = self._badges(item)
        found: list[Block] = []
        for n, voice in enumerate(self.s.voices(text, item.ref, "title")[:lines]):
            voice = brief(voice)
            style = look.title(voice.language) if n == 0 else look.below(voice.language)
            if item.type in QUIET and n == 0:
                style = replace(style, weight=400)
            style = style.struck() if item.cancelled else style
            found.append(self.s.voice(voice, width, style, title=True, before=badges if n == 0 else [], source=source))
        if not found:
            code = self.s.languages[0]
            found = [self.s.ts.paragraph([*badges, Span(say(UNTITLED, code), look.below(code), code)], width)]
        return stack(found)

    def _badges(self, item: ItemContent) -> list[Piece]:
        order = [group.mark for group in self.s.content.trip.subgroups]
        pieces: list[Piece] = []
        for mark in item.subgroups:
            sign = badge(self.s.ts, mark, order.index(mark) if mark in order else 3, 11.5)
            pieces += [Inline(sign), Span("\u00a0", look.below("en"), "en")]
        return pieces

    def _details(self, item: ItemContent) -> list[Piece]:
        """The tag *to be confirmed* or *cancelled*, then the place and who receives."""
        pieces: list[Piece] = []
        if item.cancelled or item.tentative:
            message, colour = (CANCELLED, st.ERROR) if item.cancelled else (TO_CONFIRM, st.WARN)
            words = tag_spans(self.s.both(message), colour)
            pieces.append(Inline(tag(self.s.ts, words, colour, dashed=not item.cancelled)))
        if self.spare or item.cancelled:
            return pieces
        code = self.s.languages[0]
        place = item.place.name.best(code) if item.place else ""
        shown = place if place.casefold() not in item.title.best(code).casefold() else ""
        said = " · ".join(part for part in (shown, host_names(item, code)) if part and item.type != "meal")
        if said:
            pieces.append(Span(("\u2002" if pieces else "") + shortened(said, look.LONG), look.NOTE, code))
        return pieces

    # --- transfers and nights ----------------------------------------------------------------------------

    def _band(self, item: ItemContent) -> Block:
        style = replace(look.CLOCK, size=9.5, weight=600, colour=st.SECONDARY)
        style = style.struck() if item.cancelled else style
        when = self.s.ts.paragraph(Span(dates.clock(item.start), style, "en"), 36.0)
        way = self.s.ts.label(Span(self._way(item), look.WAY, self.s.languages[0]))
        room = look.ROOM - way.width - 10.0
        where = [self._going(item, room)]
        details = self._details(replace(item, place=None, hosts=()))
        where += [self.s.ts.paragraph(details, room)] if details else []
        row = beside([(4.0, when), (look.ICON, icon("bus", 11.0, st.KIND_COLOURS["transfer"])),
                      (look.WORDS, stack(where)), (look.TEXT - way.width - 4.0, way)], look.TEXT)  # fmt: skip
        return framed(pad(row, top=3.0, bottom=3.0), fill=st.BAND, width=look.TEXT)

    def _going(self, item: ItemContent, room: float) -> Block:
        lines: list[Block] = []
        source = Source(item.ref.table, item.ref.uuid, "title")
        for n, voice in enumerate(self.s.voices(item.title, item.ref, "title")):
            voice = brief(voice)
            style = look.below(voice.language) if n == 0 else look.NOTE
            style = replace(style, size=style.size + 0.75, leading=12.0) if n == 0 else style
            style = style.struck() if item.cancelled else style
            before = self._badges(item) if n == 0 else []
            lines.append(self.s.voice(voice, room, style, title=True, before=before, source=source))
        return stack(lines or [Block(room, 12.0)])

    def _way(self, item: ItemContent) -> str:
        code = self.s.languages[0]
        parts = [dates.distance(item.distance_km, code)] if item.distance_km else []
        parts += [dates.duration(item.drive_min, code)] if item.drive_min else []
        return " · ".join(parts)

    def night(self, night: NightLine) -> Block:
        """Where one sleeps, under a bed."""
        groups = [group.mark for group in self.s.content.trip.subgroups]
        signs: list[Piece] = []
        for mark in night.subgroups:
            sign = badge(self.s.ts, mark, groups.index(mark) if mark in groups else 3, 11.5)
            signs += [Inline(sign), Span("\u00a0", look.NOTE, "en")]
        lines: list[Block] = []
        for n, code in enumerate(self.s.languages):
            style = look.below(code) if n == 0 else look.NOTE
            words = Span(shortened(night_words(night, code), look.LONG), style.in_(st.SECONDARY), code)
            lines.append(self.s.ts.paragraph([*(signs if n == 0 else []), words], look.ROOM))
        row = beside(
            [(look.ICON, icon("bed", 11.0, st.KIND_COLOURS["lodging"])), (look.WORDS, stack(lines))], look.TEXT
        )
        return pad(row, top=4.5, bottom=1.5).named(f"night {night.ref.uuid}")
