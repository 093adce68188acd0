"""Lays badges and table cards out on sheets of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tripplanner.documents.badges.content import BadgeContent
from tripplanner.documents.content import PersonLine
from tripplanner.documents.lists.people import role
from tripplanner.documents.margins import sheet_mark
from tripplanner.documents.setter import Setter, typesetter
from tripplanner.documents.spelt import forms
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import badge, stack
from tripplanner.documents.typesetting.furniture import ridge
from tripplanner.documents.typesetting.marks import Block, Page, Placed, Rect, Rule, Source
from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.documents.typesetting.text import Span
from tripplanner.documents.voices import TranslationList
from tripplanner.i18n import Message, printed, say

BADGE_TITLE, TABLE_TITLE = printed("Name badges"), printed("Table cards")
_SIDE = 14.0
_HAN = 40 / 0.95
"""The Latin size whose Han is 40."""
_LOW = 120.0
"""A label lower than this (pt) has no room for the name of the trip."""
_TRIES = (
    *((smaller, 500) for smaller in (1.0, 0.85, 0.75, 0.65, 0.55)),
    *((0.55, longest) for longest in (80, 60, 45, 30, 20, 12)),
)
"""How much smaller the words of a label are set, and at most how many signs of its names, until all has room."""
_TRIP = st.Style(7.5, 10.5, colour=st.SECONDARY)


def title_of(content: BadgeContent) -> str:
    """What the file calls itself."""
    title = TABLE_TITLE if content.folded else BADGE_TITLE
    return f"{say(title, content.languages[0])} – {content.trip.heading.best(*content.languages)}"


def laid_out(content: BadgeContent) -> tuple[list[Page], TranslationList]:
    """The sheets, the used labels of the first one left white, and the translations that they lack."""
    face = _Labels(content)
    places = list(content.sheet.places())
    pages: list[Page] = []
    labels: list[PersonLine | None] = [*([None] * content.skipped), *content.people]
    for start in range(0, max(len(labels), 1), len(places)):
        placed: list[Placed] = [face.mark()]
        for place, person in zip(places, labels[start : start + len(places)], strict=False):
            if person is not None:
                placed.append(Placed(*place, face.label(person)))
        area = (0.0, 0.0, st.A4.width, st.A4.height)
        pages.append(Page(len(pages) + 1, st.A4.width, st.A4.height, tuple(placed), area))
    if not content.people:
        pages = [replace(pages[0], placed=(face.mark(), face.nobody()))]
    return pages, face.s.unfinished


class _Labels:
    def __init__(self, content: BadgeContent) -> None:
        self.content, self.sheet = content, content.sheet
        self.s = Setter(content, typesetter(), st.A4)
        self.s.place = self._title = TABLE_TITLE if content.folded else BADGE_TITLE
        self.width, self.height = self.sheet.width * st.MM, self.sheet.height * st.MM

    def mark(self) -> Placed:
        """Which version the sheet is of, above the labels."""
        left = max(self.sheet.left * st.MM, 6 * st.MM)
        return sheet_mark(self.s.ts, self._title, self.content.trip, self.s.languages, left)

    def nobody(self) -> Placed:
        words = self.s.both(printed("Nobody takes part yet."))
        lines = [self.s.ts.paragraph(Span(said, st.BODY_A4, code), st.A4.text_width) for said, code in words]
        return Placed(st.A4.binding, st.A4.top, stack(lines))

    def label(self, person: PersonLine) -> Block:
        """One badge, or one card with its two faces about the fold."""
        row = f"label {person.ref.uuid}"
        if not self.content.folded:
            return self._face(person, self.height, 1.0).named(row)
        half = self.height / 2
        scale = 1.5 if self.width > 400 else 1.0
        face = self._face(person, half, scale)
        marks = (*_corners(self.width, self.height), *_fold(self.width, half))
        children = ((0.0, 0.0, replace(face, turned=True)), (0.0, half, face))
        return Block(self.width, self.height, None, marks, children, row=row)

    def _face(self, person: PersonLine, height: float, scale: float) -> Block:
        """House and sub-group above, the name in the middle, the organisation below; smaller where all is too high,
        then shortened: what does not fit would stand on the label of somebody else.
        """
        inside = self.width - 2 * _SIDE
        low = not self.content.folded and height < _LOW
        signs = 18.0 * len(person.subgroups) if low else 0.0
        head = 9.0 if low else 24.0
        name, below = self._words(person, (inside - signs, inside), height - head - 7.0, scale)
        free = height - head - 7.0 - name.height - below.height
        children = [(_SIDE, head + max(0.0, free * 0.4), name), (_SIDE, height - 7.0 - below.height, below)]
        if self.content.folded:
            return Block(self.width, height, None, (), tuple(children))
        children += self._signs(person) if low else [*self._signs(person), *self._head(inside - 40.0)]
        band = Rect(0, 0, self.width, 4.5, st.FIR, kind="band")
        return Block(self.width, height, None, (band,), tuple(children))

    def _words(
        self, person: PersonLine, widths: tuple[float, float], height: float, scale: float
    ) -> tuple[Block, Block]:
        """The name and the organisation in the first way that has room, else in the last."""
        found = self._tried(person, widths, scale, *_TRIES[0])
        for smaller, longest in _TRIES[1:]:
            if sum(block.height for block in found) <= height:
                break
            found = self._tried(person, widths, scale, smaller, longest)
        return found

    def _tried(
        self, person: PersonLine, widths: tuple[float, float], scale: float, smaller: float, longest: int
    ) -> tuple[Block, Block]:
        name = self._name(person, widths[0], scale * smaller, longest)
        return name, self._organisation(person, widths[1], scale * max(smaller, 0.75), 2 * longest)

    def _head(self, room: float) -> list[tuple[float, float, Block]]:
        """The ridge, and the name of the trip where it has room."""
        words = Span(self.content.trip.heading.best(*self.s.languages), _TRIP, self.s.languages[0])
        label = self.s.ts.label(words)
        named = [(_SIDE + 22.0, 10.5, label)] if label.width <= room - 22.0 else []
        return [(_SIDE, 10.5, ridge(16.0)), *named]

    def _signs(self, person: PersonLine) -> list[tuple[float, float, Block]]:
        """The signs of the sub-groups, at the right."""
        order = [group.mark for group in self.content.trip.subgroups]
        size, right = 15.0, self.width - _SIDE
        found: list[tuple[float, float, Block]] = []
        for mark in reversed(person.subgroups):
            right -= size
            found.append((right, 9.0, badge(self.s.ts, mark, order.index(mark) if mark in order else 3, size)))
            right -= 3.0
        return found

    # --- words -------------------------------------------------------------------------------------------

    def _name(self, person: PersonLine, width: float, scale: float, longest: int) -> Block:
        """The native form large, the Latin one below it; as the roster writes them, on one line each."""
        name = person.name
        source = Source(person.ref.table, person.ref.uuid, "name")
        native, latin = forms(name)
        if not native:
            words = shortened(latin or "–", longest)
            return self._line(Span(words, st.Style(28 * scale, 34 * scale, 700), "en", source, verbatim=True), width)
        size = _HAN * scale
        lines = [
            self._line(
                Span(shortened(native, longest), st.Style(size, size * 1.12, 700), "zh", source, verbatim=True), width
            )
        ]
        if latin:
            style = st.Style(20 * scale, 25.5 * scale, 600)
            lines.append(self._line(Span(shortened(latin, longest), style, "en", source, verbatim=True), width))
        return stack(lines)

    def _line(self, span: Span, width: float) -> Block:
        """A name on one line, smaller where it is too long for it; on two where it would be too small."""
        wide = self.s.ts.label(span).width
        if wide <= width:
            return self.s.ts.paragraph(span, width)
        factor = max(width / wide * 0.995, 0.55)
        style = replace(span.style, size=span.style.size * factor, leading=span.style.leading * factor)
        return self.s.ts.paragraph(replace(span, style=style), width)

    def _organisation(self, person: PersonLine, width: float, scale: float, longest: int) -> Block:
        """The organisation, for whoever has none the part they have in the trip; a line for each language."""
        first, second = max(9.5 * scale, 8.0), max(8.0 * scale, 7.5)
        styles = (st.Style(first, first * 1.26, 600, st.FIR), st.Style(second, second * 1.3, colour=st.SECONDARY))
        lines: list[Block] = []
        for words, code, stale in self._said(person):
            style = styles[1 if lines else 0]
            span = Span(shortened(words, longest), style.in_(st.STALE) if stale else style, code)
            fits = self.s.ts.label(span).width <= width
            small = replace(styles[1], weight=style.weight, colour=style.colour)
            lines.append(self.s.ts.paragraph(span if fits else replace(span, style=small), width))
        return stack(lines or [Block(width, 0.0)])

    def _said(self, person: PersonLine) -> Sequence[tuple[str, str, bool]]:
        if person.organisation_name and person.organisation:
            spoken = self.s.voices(person.organisation_name, person.organisation, "name")
            return [(voice.words, voice.language, bool(voice.mark)) for voice in spoken if voice.words]
        part = role(person)
        return [(words, code, False) for words, code in self.s.both(part)] if isinstance(part, Message) else []


def _corners(width: float, height: float) -> tuple[Rule, ...]:
    """Where to cut a card out."""
    arm = 9.0
    found: list[Rule] = []
    for x, dx in ((0.0, 1), (width, -1)):
        for y, dy in ((0.0, 1), (height, -1)):
            found.append(Rule(x, y, x + dx * arm, y, 0.4, st.NOTE_LINE, kind="cut"))
            found.append(Rule(x, y, x, y + dy * arm, 0.4, st.NOTE_LINE, kind="cut"))
    return tuple(found)


def _fold(width: float, y: float) -> tuple[Rule, ...]:
    """Short dashes at both ends of the fold."""
    return (Rule(0.0, y, 15.0, y, 0.4, st.NOTE_LINE, (2.0, 2.0), kind="fold"),
            Rule(width - 15.0, y, width, y, 0.4, st.NOTE_LINE, (2.0, 2.0), kind="fold"))  # fmt: skip
