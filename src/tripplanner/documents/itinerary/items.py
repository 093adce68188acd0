"""The rows of a day: items with their times and what is said of them, transfers, nights."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.dates import clock, distance, duration
from tripplanner.documents.content import ItemContent, NightLine
from tripplanner.documents.itinerary.parts import Badges, cells, host_names, joined, place_name, shared
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, pad, stack, tag, tag_spans
from tripplanner.documents.typesetting.marks import Block
from tripplanner.documents.typesetting.programme import A4_LOOK, band_row, cell_box, item_row, times
from tripplanner.documents.typesetting.text import Inline, Piece, Span
from tripplanner.i18n import Message, printed, say

LOOK = A4_LOOK
BARRED = frozenset({"arrival", "visit", "meeting", "ceremony", "debrief", "departure"})
INTERPRETING = {
    "consecutive": printed("consecutive interpreting"),
    "simultaneous": printed("simultaneous interpreting"),
}
BRIEF = {"consecutive": printed("consecutive"), "simultaneous": printed("simultaneous")}
TO_CONFIRM, CANCELLED = printed("to be confirmed"), printed("cancelled")
_FALLBACK, _PASSPORT = printed("Plan B:"), printed("passport")


class Rows:
    """Makes the rows of a trip's items."""

    def __init__(self, s: Setter, badges: Badges):
        self.s, self.badges = s, badges

    def row(self, item: ItemContent, *, line: bool = True) -> Block:
        """The row of an item; ``line``: a hairline below (bands have none). Copies with the same item share it."""
        return shared(self.s, self.badges, "row", (item, line), lambda: self._made(item, line))

    def _made(self, item: ItemContent, line: bool) -> Block:
        made = self._transfer(item) if item.type == "transfer" else self._item(item, line)
        return made.named(f"item {item.ref.uuid}")

    # --- items -------------------------------------------------------------------------------------------

    def _item(self, item: ItemContent, line: bool) -> Block:
        barred = item.type in BARRED and not item.cancelled
        when = times(self.s.ts, LOOK, clock(item.start), _end(item), tentative=item.tentative, struck=item.cancelled)
        kind = item.colour if item.type == "visit" and item.colour in st.KIND_ICONS else item.type
        colour = st.KIND_COLOURS.get(item.type if item.type == "debrief" else item.colour or item.type, st.SECONDARY)
        bar = "dashed" if item.tentative else "solid"
        body = self._words(item, barred)
        return item_row(
            self.s.ts, LOOK, when, st.KIND_ICONS.get(kind, "leaf"), st.TERTIARY if item.cancelled else colour,
            [(0.0, body)], bar=bar if barred else None, line=line,
        )  # fmt: skip

    def _words(self, item: ItemContent, barred: bool) -> Block:
        """Title, state and details of each language as a column of its own, titles on one baseline."""
        columns = self._columns(barred)
        style = LOOK.body.struck() if item.cancelled else LOOK.body.bold() if barred else LOOK.body
        lead = self.badges.pieces(item.subgroups, self.s.languages[0])
        stacks: list[list[Block]] = [[] for _ in columns]
        self._add(stacks, cells(self.s, item.title, item.ref, "title", columns, style, title=True, badges=lead))
        state = self._state(item)
        if state:
            stacks[0].append(pad(self.s.ts.paragraph([state], columns[0][1]), top=1.5, bottom=1.5))
        if not item.cancelled:
            self._details(stacks, item, columns)
        return self._beside([(x, stack(found)) for (x, _), found in zip(columns, stacks, strict=True) if found])

    @staticmethod
    def _add(stacks: list[list[Block]], found: Sequence[tuple[float, Block]]) -> None:
        for column, (_, block) in zip(stacks, found, strict=False):
            column.append(block)

    def _columns(self, barred: bool) -> list[tuple[float, float]]:
        count = len(self.s.languages)
        return [cell_box(LOOK, n, count, bar=barred) for n in range(count)]

    def _beside(self, found: Sequence[tuple[float, Block]]) -> Block:
        return beside(found, LOOK.width)

    def _state(self, item: ItemContent) -> Inline | None:
        if item.cancelled:
            return self._tag(CANCELLED, st.ERROR, dashed=False)
        return self._tag(TO_CONFIRM, st.WARN, dashed=True) if item.tentative else None

    def _tag(self, message: Message, colour: str, *, dashed: bool) -> Inline:
        return Inline(tag(self.s.ts, tag_spans(self.s.both(message), colour), colour, dashed=dashed))

    def _details(self, stacks: list[list[Block]], item: ItemContent, columns: list[tuple[float, float]]) -> None:
        for n, (_, width) in enumerate(columns):
            facts = self._facts(item, n, width)
            stacks[n] += [facts] if facts else []
        said = LOOK.detail.in_(st.INK)
        lines = (
            (item.purpose, "purpose", None, said), (item.notes, "notes", None, LOOK.detail),
            (item.participation_note, "participation_note", None, LOOK.detail),
            (item.fallback, "fallback", _FALLBACK, LOOK.detail),
        )  # fmt: skip
        for text, name, lead, style in lines:
            self._add(stacks, cells(self.s, text, item.ref, name, columns, style, lead=lead))

    def _facts(self, item: ItemContent, n: int, width: float) -> Block | None:
        """Place, hosts and interpreting on one line of details."""
        language, style = self.s.languages[n], LOOK.detail
        parts = [place_name(self.s, item.place, language, style), host_names(self.s, item.hosts, language, style)]
        if item.interpreting in INTERPRETING:
            parts.append([Span(say(INTERPRETING[item.interpreting], language), style, language)])
        if item.start_zone != item.end_zone:
            parts.append([Span(say(printed("ends in local time there"), language), style, language)])
        spans = joined(parts, " · ")
        return self.s.ts.paragraph(spans, width) if spans else None

    # --- transfers ---------------------------------------------------------------------------------------

    def _transfer(self, item: ItemContent) -> Block:
        columns = self._columns(False)
        style = LOOK.transfer.struck() if item.cancelled else LOOK.transfer
        found: list[tuple[float, Block]] = []
        measures = self._measures(item)
        room = columns[0][1] - measures.width - (8.0 if measures.width else 0.0)
        inner = [(columns[0][0], room), *((x, width - 4.0) for x, width in columns[1:])]
        lead = self.badges.pieces(item.subgroups, self.s.languages[0])
        title = cells(self.s, item.title, item.ref, "title", inner, style, badges=lead)
        found = [
            *title,
            (columns[0][0] + columns[0][1] - measures.width - (4.0 if len(columns) == 1 else 0.0), measures),
        ]
        rows = [self._beside(found)]
        state = self._state(item)
        if state:
            rows.append(self._beside([(inner[0][0], pad(self.s.ts.paragraph([state], inner[0][1]), bottom=1.5))]))
        if item.notes and not item.cancelled:
            rows.append(self._beside(cells(self.s, item.notes, item.ref, "notes", inner, LOOK.detail)))
        return band_row(self.s.ts, LOOK, clock(item.start), "bus", [(0.0, stack(rows))], struck=item.cancelled)

    def _measures(self, item: ItemContent) -> Block:
        """``45 km · 50 min`` at the right of the band, the passport sign before them."""
        language = self.s.languages[0]
        pieces: list[Piece] = []
        if item.passport_needed:
            bold = st.Style(LOOK.transfer.size, LOOK.transfer.leading, 700, st.INK)
            pieces += [
                Inline(icon("book-user", 9.5, st.INK)),
                Span(f"\u00a0{say(_PASSPORT, language)}  ", bold, language),
            ]
        amounts = [distance(item.distance_km, language)] if item.distance_km else []
        amounts += [duration(item.drive_min or item.minutes, language)]
        pieces.append(Span(" · ".join(amounts), LOOK.transfer, language))
        return self.s.ts.label(pieces)

    # --- nights ------------------------------------------------------------------------------------------

    def night(self, night: NightLine) -> Block:
        """Where some or all sleep."""
        s = self.s
        columns = self._columns(False)
        badges = self.badges.pieces(night.subgroups, s.languages[0])
        lodging = night.lodging
        if lodging is None:
            words = [
                (
                    x,
                    s.ts.paragraph(
                        [*(badges if n == 0 else []), Span(say(ON_THE_WAY, language), LOOK.body, language)], width
                    ),
                )
                for n, ((x, width), language) in enumerate(zip(columns, s.languages, strict=True))
            ]
            rows = [self._beside(words)]
        else:
            rows = [self._beside(cells(s, lodging.name, lodging.ref, "name", columns, LOOK.body, badges=badges))]
            facts = " · ".join(part for part in (lodging.address, lodging.phone) if part)
            if facts:
                first = s.languages[0]
                rows.append(
                    self._beside([(columns[0][0], s.ts.paragraph(Span(facts, LOOK.detail, first), columns[0][1]))])
                )
            if lodging.note:
                rows.append(self._beside(cells(s, lodging.note, lodging.ref, "note", columns, LOOK.detail)))
        label = stack([s.ts.paragraph(Span(say(NIGHT, code), LOOK.detail, code), 44.0) for code in s.languages])
        made = item_row(s.ts, LOOK, label, "bed", st.KIND_COLOURS["lodging"], [(0.0, stack(rows))])
        return made.named(f"night {night.ref.uuid}")


NIGHT, ON_THE_WAY = printed("Night"), printed("on the way")


def _end(item: ItemContent) -> str:
    """The end's time; ``+1`` when it falls on the next day; nothing for an item without length."""
    if item.ends_at <= item.starts_at and item.end == item.start:
        return ""
    later = item.days_later
    return clock(item.end) + (f" +{later}" if later else "")
