"""Lays the cards of a day out: one where the day fits, else the morning and the afternoon, else as many as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from tripplanner.dates import clock, dated, titled_date
from tripplanner.documents.cards import look
from tripplanner.documents.cards.content import CardContent, forbidden
from tripplanner.documents.cards.rows import CardRows, brief
from tripplanner.documents.content import ItemContent
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import rule, space, stack
from tripplanner.documents.typesetting.furniture import ridge
from tripplanner.documents.typesetting.marks import Block, Page, Placed, Rect
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Piece, Span
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, printed, say

_NOON = time(13, 0)
_GAP = 3.0
_STRIP = 14.0
MORNING, AFTERNOON = printed("Morning"), printed("Afternoon")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card, and what it is called where the day has several."""

    blocks: tuple[Block, ...]
    name: Message | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """The cards of a day as pages, and the translations that they lack."""

    pages: tuple[Page, ...]
    translations: TranslationList


def laid_out(content: CardContent) -> Laid:
    """All cards of the day, numbered from 1."""
    face = _Face(content)
    cards = face.cards()
    pages = tuple(face.page(n, len(cards), card) for n, card in enumerate(cards, 1))
    return Laid(pages, face.s.unfinished)


class _Face:
    def __init__(self, content: CardContent) -> None:
        self.content, self.day = content, content.day
        self.s = Setter(content, typesetter(), look.SPEC)
        self.s.place = printed("Day {number}", number=self.day.number)
        self._foot = self._feet()
        strip = _STRIP + 4.5 if content.trip.edition.draft else 0.0
        self._top = look.BODY_TOP + strip
        self.room = look.HEIGHT - self._top - look.MARGIN - self._foot.height - 4.5

    # --- what goes on which card -------------------------------------------------------------------------

    def cards(self) -> list[Card]:
        """One card where all fits, with less said about each item if needed; else two halves; else more."""
        items = self.day.items
        for spare in (0, 1, 2):
            whole = self._blocks(items, spare, alerts=items, night=True)
            if self._height(whole) <= self.room:
                return [Card(whole)]
        noon = [item.start.time() < _NOON and item.start.date() == self.day.date for item in items]
        halves = [[i for i, early in zip(items, noon, strict=True) if early is wanted] for wanted in (True, False)]
        for spare in (0, 1, 2) if all(halves) else ():
            first = self._blocks(halves[0], spare, alerts=items, night=False)
            second = self._blocks(halves[1], spare, alerts=halves[1], night=True)
            if max(self._height(first), self._height(second)) <= self.room:
                return [Card(first, MORNING), Card(second, AFTERNOON)]
        return self._poured(self._blocks(items, 1, alerts=items, night=True))

    def _poured(self, blocks: Sequence[Block]) -> list[Card]:
        parts: list[list[Block]] = [[]]
        for block in blocks:
            if parts[-1] and self._height([*parts[-1], block]) > self.room:
                parts.append([])
            parts[-1].append(block)
        names = [printed("{number} of {total}", number=number, total=len(parts)) for number in range(1, len(parts) + 1)]
        return [Card(tuple(part), name) for part, name in zip(parts, names, strict=True)]

    def _blocks(
        self, items: Sequence[ItemContent], spare: int, *, alerts: Sequence[ItemContent], night: bool
    ) -> tuple[Block, ...]:
        rows = CardRows(self.s, spare)
        live = [item for item in alerts if not item.cancelled]
        found = [rows.passport()] if any(item.passport_needed for item in live) else []
        found += [rows.forbidden(one) for one in forbidden(self.content.trip, live)]
        found += [rows.item(item) for item in items]
        if night and not any(item.type == "lodging" for item in items):
            found += [rows.night(one) for one in self.day.nights]
        return tuple(found)

    def _height(self, blocks: Sequence[Block]) -> float:
        return sum(block.height + _GAP for block in blocks)

    # --- the page ----------------------------------------------------------------------------------------

    def page(self, number: int, total: int, card: Card) -> Page:
        """A finished card."""
        ground = Rect(0, 0, look.WIDTH, look.HEIGHT, st.PAPER_TINT, kind="ground")
        placed = [
            Placed(0.0, 0.0, Block(look.WIDTH, look.HEIGHT, None, (ground,))),
            Placed(0.0, 0.0, self._header(card)),
            *self._draft(),
        ]
        y = self._top
        for block in card.blocks or (self._nothing(),):
            placed.append(Placed(look.MARGIN, y, block))
            y += block.height + _GAP
        placed.append(Placed(look.MARGIN, look.HEIGHT - look.MARGIN - self._foot.height, self._foot))
        area = (look.MARGIN, look.BODY_TOP, look.TEXT, look.HEIGHT - look.BODY_TOP - look.MARGIN)
        return Page(number, look.WIDTH, look.HEIGHT, tuple(placed), area)

    def _nothing(self) -> Block:
        words = printed("Nothing is planned on this day.")
        return stack([self.s.ts.paragraph(Span(said, look.below(code), code), look.TEXT)
                      for said, code in self.s.both(words)])  # fmt: skip

    def _header(self, card: Card) -> Block:
        ts, day = self.s.ts, self.day
        number = ts.label(Span(str(day.number), look.DAY_NUMBER, "en"))
        name = self._name(card)
        part = stack([ts.label(Span(said, (look.LABEL if n == 0 else look.NOTE).in_(st.WHITE), code))
                      for n, (said, code) in enumerate(name)])  # fmt: skip
        left = look.MARGIN + number.width + 13.0
        room = look.WIDTH - left - look.MARGIN
        lines = [ts.paragraph(Span(titled_date(day.date, code), _date_style(code, n), code), room - 26.0)
                 for n, code in enumerate(self.s.languages)]  # fmt: skip
        lines += self._route(room - (part.width + 9.0 if part.width else 0.0), 2 if len(lines) == 1 or name else 1)
        words = stack(lines)
        ground = Rect(0, 0, look.WIDTH, look.HEADER, st.FIR, kind="ground")
        children = (
            (look.MARGIN, (look.HEADER - number.height) / 2, number),
            (left, max(8.0, (look.HEADER - words.height) / 2), words),
            (look.WIDTH - look.MARGIN - 20.0, 11.0, ridge(20.0, st.WHITE)),
            (look.WIDTH - look.MARGIN - part.width, 42.0, part),
        )
        return Block(look.WIDTH, look.HEADER, None, (ground,), children, row="margin head")

    def _name(self, card: Card) -> list[tuple[str, str]]:
        return self.s.both(card.name) if card.name is not None else []

    def _route(self, width: float, lines: int) -> list[Block]:
        """The title of the day in the first language."""
        spoken = [voice for voice in self.s.voices(self.day.title, self.day.ref, "title") if voice.words]
        if not spoken:
            return []
        words = spoken[0].words
        style = st.Style(8, 10.5, colour=look.HEADER_TINT)
        whole = self.s.ts.width(words, style, spoken[0].language)
        if whole > lines * width * 0.94:
            words = shortened(words, int(len(words) * lines * width * 0.94 / whole))
        return [space(1.5), self.s.ts.paragraph(Span(words, style, spoken[0].language), width)]

    def _draft(self) -> list[Placed]:
        """A hatched strip under the header: a picture goes further than its sender thinks."""
        edition = self.content.trip.edition
        if not edition.draft:
            return []
        words: list[Piece] = []
        for n, (said, code) in enumerate(self.s.both(edition.warning)):
            style = st.Style(7.25, 10.5, 700) if n == 0 else st.Style(7.25, 10.5)
            words.append(Span(("\u00a0\u00a0" if n else "") + said, style, code))
        label = self.s.ts.label(words)
        x, y = (look.TEXT - label.width) / 2, (_STRIP - label.height) / 2
        hatch = Rect(0, 0, look.TEXT, _STRIP, st.WHITE, st.SECONDARY, 0.0, hatch=3.0, kind="draft")
        frame = Rect(0, 0, look.TEXT, _STRIP, None, st.INK, 0.8, kind="draft")
        ground = Rect(x - 6, 0.6, label.width + 12, _STRIP - 1.2, st.WHITE, kind="ground")
        block = Block(look.TEXT, _STRIP, None, (hatch, ground, frame), ((x, y, label),), row="margin draft")
        return [Placed(look.MARGIN, look.HEADER + 6.0, block)]

    # --- foot --------------------------------------------------------------------------------------------

    def _feet(self) -> Block:
        """What to bring, whom to call, which version this is."""
        lines: list[Block] = [rule(look.TEXT, 0.75), space(4.5), *self._bring()]
        edition, code = self.content.trip.edition, self.s.languages[0]
        moment = edition.moment.astimezone(ZoneInfo(self.content.trip.zone or "UTC"))
        version = [Span(edition.label, look.LABEL, "en")]
        version.append(Span("\u2002" + dated(moment.date(), code), look.NOTE, code))
        if edition.draft:
            version.append(Span("\u00a0" + clock(moment), look.NOTE, "en"))
        right = self.s.ts.label(version)
        phone = self._phone()
        words: list[Piece] = []
        if phone:
            words = [Span(shortened(phone, 24), look.LABEL, "en"),
                     Span("\u2002" + say(printed("on call"), code), look.NOTE, code)]  # fmt: skip
        call = self.s.ts.paragraph(words, look.TEXT - right.width - 9.0) if words else space(12.0)
        baseline = right.baseline or 0.0
        lift = (call.baseline or baseline) - baseline
        row = Block(look.TEXT, max(call.height, right.height), None, (),
                    ((0.0, 0.0, call), (look.TEXT - right.width, lift, right)))  # fmt: skip
        return replace(stack([*lines, row]), row="margin foot")

    def _bring(self) -> list[Block]:
        found: list[Block] = []
        for n, voice in enumerate(self.s.voices(self.day.bring, self.day.ref, "bring")):
            style = look.LABEL if n == 0 else look.NOTE
            found.append(self.s.voice(brief(voice, look.LONG), look.TEXT, style))
        return [*found, space(3.0)] if found else []

    def _phone(self) -> str:
        """The office's number on call, else the first of the team's that guests may see."""
        trip = self.content.trip
        return trip.office.emergency_phone or next((line.phone for line in trip.members if line.phone), "")


def _date_style(language: str, n: int) -> st.Style:
    if n:
        return st.Style(9, 12, 600, st.WHITE)
    return st.Style(16.5 if language == "zh" else 14, 20.25, 700, st.WHITE)
