"""The four faces of an emergency card, each 86 × 54 mm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tripplanner.dates import day_and_month, day_span
from tripplanner.documents.booklet.emergency import Call, Number, calls, numbers
from tripplanner.documents.content import LodgingLine, Ref
from tripplanner.documents.lists.people import role
from tripplanner.documents.setter import Setter
from tripplanner.documents.spelt import printable
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, icon, rule, space, stack
from tripplanner.documents.typesetting.marks import Block, Rect, Rule
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Piece, Span
from tripplanner.documents.wallet.content import WalletCard
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import Message, msg, printed, say

WIDTH, HEIGHT = 86 * st.MM, 54 * st.MM
_SIDE, _TOP = 9.0, 7.5
_ROOM = WIDTH - 2 * _SIDE
_HIGH = HEIGHT - 2 * _TOP
_HEAD = st.Style(8.5, 10.5, 700)
_SMALL = st.Style(7.25, 9.0)
_QUIET = _SMALL.in_(st.SECONDARY)
_FIGURE = st.Style(13, 16.5, 700, st.ERROR)
_CALL = st.Style(8.5, 10.5, 700)
_BIG = st.Style(15, 18, 700)
_LONGEST = 110  # characters of an organisation: two lines of a card
_LONGEST_NAME = 80  # characters of a name: two lines of a card
_SIZES = ((1.25, True), (1.15, True), (1.0, True), (1.0, False))
"""How large a face is set, and whether the office’s advice stands in both languages: at last in the bearer’s alone."""
WORDINGS = (
    Wording("hospital", msg("Emergency card and booklet: hospitals"), None, printed("Hospital")),
    Wording("insurance", msg("Emergency card and booklet: insurance"), None, printed("Insurance")),
)
"""What the office says of each below the nights."""
Face = tuple[list[Block], list[Block], float]
"""Heading, rows, white between the rows."""


class Panels:
    """Sets the faces of one card."""

    def __init__(self, s: Setter, card: WalletCard) -> None:
        self.s, self.card = s, card
        self._calls = calls(card.trip, card.languages)
        self._scale, self._both = _SIZES[0]

    def _at(self, style: st.Style) -> st.Style:
        """The style as large as this face has room for."""
        return replace(style, size=style.size * self._scale, leading=style.leading * self._scale)

    def cover(self) -> Block:
        """The emergency numbers."""
        return self._panel(self._numbers)

    def people(self) -> Block:
        """The team on duty and the consulate, with their numbers."""
        return self._panel(self._people)

    def nights(self) -> Block:
        """Where the bearer sleeps, then the hospital and the insurance in the office’s words."""
        return self._panel(self._nights_and_care)

    def _numbers(self) -> Face:
        head = beside([(0.0, icon("siren", 11.0, st.ERROR)), (16.0, self._heading(printed("Emergencies"), st.ERROR))],
                      _ROOM)  # fmt: skip
        rows = [self._number(number) for number in numbers(self.card.trip)]
        return [head, space(1.5), rule(_ROOM, 1.0, st.ERROR), space(3.0)], rows, 3.0

    def _people(self) -> Face:
        head = [self._heading(printed("Whom to call")), space(1.5), rule(_ROOM, 0.75), space(3.0)]
        return head, [self._call(call) for call in self._calls], 2.25

    def _nights_and_care(self) -> Face:
        head = [self._heading(printed("Nights")), space(1.5), rule(_ROOM, 0.75), space(3.0)]
        rows = self._nights()
        for wording in WORDINGS:
            rows += self._text(wording.key)
        return head, rows, 1.5

    def back(self) -> Block:
        """A sentence to show somebody, in their language first whatever the card’s are; whose card it is."""
        lines: list[Block] = []
        message = printed("“I am with a group. Please call this number:”")
        for n, code in enumerate(dict.fromkeys((self.card.local, *self.card.languages))):
            style = st.Style(11, 13.5, 700) if n == 0 else st.Style(8.5, 10.5, colour=st.SECONDARY)
            lines.append(self.s.ts.paragraph(Span(say(message, code), style, code), _ROOM))
        if self._calls:
            number = shortened(self._calls[0].number, 24)
            link = f"tel:{number.replace(' ', '')}"
            lines += [space(4.5), self.s.ts.paragraph(Span(number, _BIG.in_(st.ERROR), "en", link=link), _ROOM)]
        foot = self._bearer()
        top = stack(lines)
        children = ((_SIDE, _TOP, top), (_SIDE, HEIGHT - _TOP - foot.height, foot))
        return Block(WIDTH, HEIGHT, None, _edge(), children)

    # --- rows --------------------------------------------------------------------------------------------

    def _panel(self, make: Callable[[], Face]) -> Block:
        """A face as large as it fits; at its smallest as many rows as have room, then three dots."""
        faces = (self._at_size(*size, make) for size in _SIZES)
        fitting = next((face for face, whole in faces if whole), None)
        return fitting or self._at_size(*_SIZES[-1], make)[0]

    def _at_size(self, scale: float, both: bool, make: Callable[[], Face]) -> tuple[Block, bool]:
        """The face in one size, and whether all its rows have room."""
        self._scale, self._both = scale, both
        head, rows, gap = make()
        self._scale = 1.0
        top = stack(head)
        kept = self._within(rows, gap, _HIGH - top.height)
        whole = len(kept) == len(rows)
        if not whole:
            kept.append(self.s.ts.paragraph(Span("…", _QUIET, "en"), _ROOM))
        children = ((_SIDE, _TOP, top), (_SIDE, _TOP + top.height, stack(kept, gap)))
        return Block(WIDTH, HEIGHT, None, _edge(), children), whole

    def _within(self, rows: Sequence[Block], gap: float, free: float) -> list[Block]:
        """The rows that have room below each other, with a line to spare where some have none."""
        if sum(row.height for row in rows) + gap * (len(rows) - 1) <= free:
            return list(rows)
        kept: list[Block] = []
        for row in rows:
            free -= row.height + gap
            if free < _QUIET.leading:
                break
            kept.append(row)
        return kept

    def _heading(self, message: Message, colour: str = st.FIR) -> Block:
        words = self.s.label(message, self._at(_HEAD).in_(colour), self._at(_SMALL).in_(colour))
        return self.s.ts.paragraph(words, _ROOM - 16.0)

    def _number(self, number: Number) -> Block:
        figure = self.s.ts.label(
            Span(number.number, self._at(_FIGURE), "en", link=f"tel:{number.number.replace(' ', '')}")
        )
        left = max(40.0, figure.width + 6.0)
        said = [(number.meaning.get(code), code) for code in self.card.languages if number.meaning.get(code)]
        lines = [self.s.ts.paragraph(Span(words, self._at(_SMALL) if n == 0 else self._at(_QUIET), code), _ROOM - left)
                 for n, (words, code) in enumerate(said or [(number.meaning.best(), "en")])]  # fmt: skip
        words = stack(lines)
        height = max(figure.height, words.height)
        children = ((0.0, (height - figure.height) / 2, figure), (left, (height - words.height) / 2, words))
        return Block(_ROOM, height, None, (), children)

    def _call(self, call: Call) -> Block:
        """Who, then what they are, beside the number."""
        number = shortened(call.number, 24)
        figure = self.s.ts.label(Span(number, self._at(_CALL), "en", link=f"tel:{number.replace(' ', '')}"))
        room = _ROOM - figure.width - 9.0
        (name, code), *others = call.who or (("", "en"),)
        lines = [self.s.ts.paragraph(Span(name, self._at(_CALL), code), room)]
        pieces: list[Piece] = [Span(("\u2002" if n else "") + words, self._at(_QUIET), language)
                               for n, (words, language) in enumerate(others)]  # fmt: skip
        if pieces:
            lines.append(self.s.ts.paragraph(pieces, room))
        return beside([(0.0, stack(lines)), (_ROOM - figure.width, figure)], _ROOM)

    def _nights(self) -> list[Block]:
        """Each lodging once with its dates, in both languages, and its telephone."""
        found: dict[Ref, tuple[LodgingLine, list[date]]] = {}
        for day in self.card.trip.days:
            for night in day.nights:
                if night.lodging:
                    found.setdefault(night.lodging.ref, (night.lodging, []))[1].append(day.date)
        return [self._night(lodging, dates) for lodging, dates in found.values()]

    def _night(self, lodging: LodgingLine, dates: Sequence[date]) -> Block:
        code = self.card.languages[0]
        span = _nights_of(dates, code)
        phone = shortened(lodging.phone or (lodging.place.phone if lodging.place else ""), 24)
        figure = (
            self.s.ts.label(Span(phone, self._at(_SMALL).bold(), "en", link=f"tel:{phone}")) if phone else space(0.0)
        )
        room = _ROOM - 62.0 - (figure.width + 6.0 if phone else 0.0)
        pieces: list[Piece] = []
        for voice in self.s.voices(lodging.name, lodging.ref, "name"):
            if voice.words:
                style = self._at(_QUIET) if pieces else self._at(_SMALL)
                pieces.append(Span(("\u2002" if pieces else "") + voice.words, style, voice.language))
        cells = [(0.0, self.s.ts.paragraph(Span(span, self._at(_SMALL).bold(), code), 58.0)),
                 (62.0, self.s.ts.paragraph(pieces or [Span("–", self._at(_SMALL), "en")], room))]  # fmt: skip
        return beside([*cells, (_ROOM - figure.width, figure)] if phone else cells, _ROOM)

    def _text(self, key: str) -> list[Block]:
        """A standard text of the office, where there is one."""
        text = self.card.trip.texts.get(key)
        if not text:
            return []
        lines: list[Block] = []
        titles = {voice.column: voice.words for voice in self.s.voices(text.title, text.ref, "title")}
        for n, voice in enumerate(self.s.voices(text.body, text.ref, "body")):
            if voice.words and (self._both or not lines):
                title = titles.get(voice.column, "")
                lead = [Span(title + "\u2002", self._at(_SMALL).bold(), voice.language)] if title else []
                words = Span(voice.words, self._at(_SMALL) if n == 0 else self._at(_QUIET), voice.language)
                lines.append(self.s.ts.paragraph([*lead, words], _ROOM))
        return [space(1.5), rule(_ROOM, 0.4, st.HAIRLINE), *lines]

    def _bearer(self) -> Block:
        """The name as the roster has it, or a line for it; the organisation; the trip with its version."""
        person, trip = self.card.bearer, self.card.trip
        code = self.card.languages[0]
        version = f"{trip.heading.best(*self.card.languages)} · {trip.edition.label}"
        below = self.s.ts.paragraph(Span(shortened(version, 60), self._at(_QUIET), code), _ROOM)
        if person is None:
            line = Block(_ROOM, 15.0, None, (Rule(0, 12.0, _ROOM, 12.0, 0.4, st.NOTE_LINE),))
            return stack([line, below])
        name = shortened(printable(person.name), _LONGEST_NAME)
        lines = [self.s.ts.paragraph(Span(name, st.Style(10, 12, 700), "zh", verbatim=True), _ROOM)]
        part = person.organisation_name.best(*self.card.languages)
        said = part or (say(known, code) if isinstance(known := role(person), Message) else "")
        if said:
            lines.append(self.s.ts.paragraph(Span(shortened(said, _LONGEST), self._at(_QUIET), code), _ROOM))
        return stack([*lines, below])


def _nights_of(dates: Sequence[date], language: str) -> str:
    """``13–15.06``, ``30.06–02.07``; nights that do not follow each other one by one."""
    if len(dates) > 1 and (dates[-1] - dates[0]).days == len(dates) - 1:
        return day_span(dates[0], dates[-1], language)
    return " ".join(day_and_month(day, language) for day in dates)


def _edge() -> tuple[Rect, ...]:
    """The outline that shows where to cut and fold."""
    return (Rect(0, 0, WIDTH, HEIGHT, None, st.NOTE_LINE, 0.4, (2.0, 2.0), kind="fold"),)
