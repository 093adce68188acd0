"""The form on paper: boxes to tick and lines to write on, in one or two languages, A4 in black and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tripplanner.documents.forms.content import Copy, PrintedForm
from tripplanner.documents.setter import behind, typesetter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import (
    beside,
    kicker,
    kicker_spans,
    note_lines,
    pad,
    rule,
    ruled,
    space,
    stack,
)
from tripplanner.documents.typesetting.flow import Flow, decorate
from tripplanner.documents.typesetting.furniture import draft_strip, foot_a4
from tripplanner.documents.typesetting.marks import Block, Page, Placed, Rect, Rule
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import Message, printed, say
from tripplanner.planning.learning.feedback.questions import Choice, Group, Question, Words

_WIDTH = st.A4.text_width
_BOX = 9.0
_STEP = 27.0  # from one box of a scale to the next
_GAP = 16.0  # between the two columns of questions to write on
_HAND = 20.5  # from line to line, for writing by hand
_HALF = (_WIDTH - _GAP) / 2
_BODY, _SECOND = st.BODY_A4, st.DETAIL_A4
_ASKED = st.Style(9.5, 13.5, 700)
_DRAFT_ROOM = 9.0
_CONTINUED = printed("continued")
_ANYBODY = printed("Anonymous copy")
DRAFT = printed("DRAFT, do not give out: answers to it cannot be read")


def laid_out(content: PrintedForm) -> list[Page]:
    """The pages of every copy, one copy after the other; each counts its own."""
    found: list[Page] = []
    for copy in content.copies:
        for page in _Setting(content, copy).pages():
            found.append(replace(page, number=len(found) + 1))
    return found


class _Setting:
    """Sets one copy."""

    def __init__(self, content: PrintedForm, copy: Copy) -> None:
        self._content, self._copy, self._ts = content, copy, typesetter()

    def pages(self) -> list[Page]:
        """The finished pages of the copy."""
        flow = Flow(st.A4, top=0.0 if self._content.edition else _DRAFT_ROOM)
        flow.add(self._title(), keep=1)
        for group in self._content.form.groups:
            self._add(flow, group)
        return decorate(flow.pages(balanced=True), self._margins)

    # --- words -------------------------------------------------------------------------------------------

    def _said(self, words: Words) -> list[tuple[str, str]]:
        """The words in each language of the page, once where both say the same."""
        pairs = [(words[code], code) for code in self._content.languages if words.get(code)]
        return pairs[:1] if len({said for said, _ in pairs}) == 1 else pairs

    def _all(self, message: Message) -> Words:
        return {code: say(message, code) for code in self._content.languages}

    def _lines(self, words: Words, width: float, first: st.Style, second: st.Style = _SECOND) -> Block:
        """The first language over the second, which is smaller."""
        return stack([self._ts.paragraph(Span(said, first if n == 0 else second, code), width)
                      for n, (said, code) in enumerate(self._said(words))])  # fmt: skip

    # --- parts -------------------------------------------------------------------------------------------

    def _title(self) -> Block:
        titles = [self._ts.paragraph(Span(said, st.A4_TITLE if n == 0 else st.A4_TITLE_LONG, code), _WIDTH, title=True)
                  for n, (said, code) in enumerate(self._said(self._content.form.title))]  # fmt: skip
        trip = self._lines(self._content.form.trip, _WIDTH, _BODY.in_(st.SECONDARY))
        parts = [*titles, trip]
        if self._copy.name:
            parts += [space(6.0), self._whose()]
        return stack([*parts, space(4.5), rule(_WIDTH, 1.2)]).named("heading form")

    def _whose(self) -> Block:
        """The name of whom it is given to, and the code by which the answers are theirs."""
        name = self._ts.paragraph(Span(self._copy.name, st.SUBHEAD, "zh", verbatim=True), _WIDTH - 110.0)
        code = self._ts.paragraph(Span(self._copy.code, st.SUBHEAD, "en", verbatim=True), 110.0, align="right")
        return beside([(0.0, name), (_WIDTH - 110.0, code)], _WIDTH)

    def _add(self, flow: Flow, group: Group) -> None:
        head = [kicker(self._ts, kicker_spans(self._said(group.label)), _WIDTH)]
        if group.hint:
            head.append(self._lines(group.hint, _WIDTH, _BODY, _SECOND))
        common = _common(group)
        if common:
            head.append(self._legend(common))
        flow.add(stack(head).named(f"heading {group.name}"), gap=15.0, keep=1)
        flow.repeat(self._again(group))
        for n, (name, block) in enumerate(self._rows(group, bool(common))):
            flow.add(block.named(name), gap=0.0 if n == 0 else 3.0)
        flow.repeat(None)

    def _again(self, group: Group) -> Block:
        """What opens a page on which a group goes on."""
        first = self._content.languages[0]
        going_on = Span(behind(say(_CONTINUED, first), first), _SECOND, first)
        spans = kicker_spans(self._said(group.label))
        return kicker(self._ts, [spans[0], going_on, *spans[1:]], _WIDTH).named(f"repeat {group.name}")

    def _rows(self, group: Group, legend_above: bool) -> Iterator[tuple[str, Block]]:
        """Each question; two beside each other where both are to be answered in words."""
        waiting: list[Question] = []
        for one in group.questions:
            if one.sort == "words" and one.lines <= 2:
                waiting.append(one)
            else:
                yield one.name, self._question(one, legend_above)
            if len(waiting) == 2:
                yield waiting[0].name, self._pair(waiting)
                waiting = []
        for one in waiting:
            yield one.name, self._written(one, _WIDTH)

    def _question(self, one: Question, legend_above: bool) -> Block:
        if one.sort == "scale":
            return self._scale(one, legend_above)
        if one.sort == "several":
            return self._several(one)
        if one.sort == "one":
            return self._one(one)
        if one.sort in ("who", "date"):
            return self._short(one)
        return self._written(one, _WIDTH)

    # --- kinds of questions ------------------------------------------------------------------------------

    def _scale(self, one: Question, legend_above: bool) -> Block:
        """The question with five numbered boxes at the right, on its first line."""
        boxes = _STEP * len(one.choices)
        label = self._lines(one.label, _WIDTH - boxes - 9.0, _BODY)
        cells = [(0.0, label)]
        for n, choice in enumerate(one.choices):
            cells.append((_WIDTH - boxes + n * _STEP + 6.0, self._box(choice.value)))
        row = beside(cells, _WIDTH)
        row = row if legend_above else stack([row, self._legend(one.choices)])
        return ruled(pad(row, top=3.0, bottom=4.5))

    def _box(self, words: str = "") -> Block:
        """A box to tick that stands in the line, with what it means behind it."""
        box = Rect(0, 3.0, _BOX, _BOX, None, st.INK, 0.8, kind="tick")
        label = self._ts.label(Span(words, st.Style(8, 13.5), "en"))
        return Block(_BOX + 3.0 + label.width, 13.5, label.baseline, (box,), ((_BOX + 3.0, 0.0, label),))

    def _legend(self, choices: Sequence[Choice]) -> Block:
        """What the steps mean, a line in each language."""
        label = {code: "   ".join(choice.label[code] for choice in choices) for code in self._content.languages}
        return pad(self._lines(label, _WIDTH, _SECOND), top=1.5, bottom=1.5)

    def _several(self, one: Question) -> Block:
        rows = [self._ticked(choice.label, _HALF) for choice in one.choices]
        left, right = stack(rows[: (len(rows) + 1) // 2], 3.0), stack(rows[(len(rows) + 1) // 2 :], 3.0)
        lists = beside([(0.0, left), (_HALF + _GAP, right)], _WIDTH)
        return pad(stack([self._head(one, _WIDTH), space(3.0), lists]), top=4.5, bottom=6.0)

    def _ticked(self, words: Words, width: float) -> Block:
        label = self._lines(words, width - _BOX - 6.0, st.Style(8.5, 12))
        return beside([(0.0, Block(_BOX, 12.0, 9.0, (Rect(0, 1.5, _BOX, _BOX, None, st.INK, 0.8, kind="tick"),))),
                       (_BOX + 6.0, label)], width)  # fmt: skip

    def _one(self, one: Question) -> Block:
        """The question with its few choices at the right."""
        share = _WIDTH * 0.42 if len(one.choices) <= 2 else _WIDTH
        own = share / len(one.choices)
        cells = [(n * own, self._ticked(choice.label, own - 6.0)) for n, choice in enumerate(one.choices)]
        if share < _WIDTH:
            placed = [(_WIDTH - share + x, block) for x, block in cells]
            return pad(beside([(0.0, self._head(one, _WIDTH - share - 9.0)), *placed], _WIDTH), top=4.5, bottom=3.0)
        return pad(stack([self._head(one, _WIDTH), space(3.0), beside(cells, _WIDTH)]), top=4.5, bottom=3.0)

    def _short(self, one: Question) -> Block:
        """A question with one line to write on beside it; the code is printed where the copy has one."""
        label = self._head(one, _WIDTH * 0.55)
        x = _WIDTH * 0.58
        line = Block(_WIDTH - x, 13.5, 10.0, (Rule(0, 13.5, _WIDTH - x, 13.5, 0.4, st.NOTE_LINE, kind="note"),))
        if one.sort == "who" and self._copy.code:
            line = self._ts.paragraph(Span(self._copy.code, st.SUBHEAD, "en", verbatim=True), _WIDTH - x)
        return pad(beside([(0.0, label), (x, line)], _WIDTH), top=4.5, bottom=3.0)

    def _pair(self, questions: Sequence[Question]) -> Block:
        """Two questions beside each other, their lines at one height."""
        heads = [self._head(one, _HALF) for one in questions]
        high = max(head.height for head in heads)
        cells = [stack([head, space(high - head.height), note_lines(_HALF, one.lines + 1, _HAND, _HAND)])
                 for head, one in zip(heads, questions, strict=True)]  # fmt: skip
        return pad(beside([(0.0, cells[0]), (_HALF + _GAP, cells[1])], _WIDTH), top=4.5, bottom=3.0)

    def _written(self, one: Question, width: float) -> Block:
        return pad(stack([self._head(one, width), note_lines(width, one.lines, _HAND, _HAND)]), top=4.5, bottom=3.0)

    def _head(self, one: Question, width: float) -> Block:
        parts = [self._lines(one.label, width, _ASKED)]
        if one.hint:
            parts.append(self._lines(one.hint, width, _SECOND))
        return stack(parts)

    # --- margins -----------------------------------------------------------------------------------------

    def _margins(self, page: Page, total: int) -> list[Placed]:
        content, code = self._content, self._copy.code
        first = content.languages[0]
        house = [(content.office, first)] if content.office else []
        names = [*house, *self._said(content.form.title)]
        own = [(code, "en")] if code else [(say(_ANYBODY, first), first)]
        placed = foot_a4(self._ts, page, total, names, [(content.short, "en"), *own])
        if not content.edition:
            placed.append(draft_strip(self._ts, page, self._said(self._all(DRAFT))))
        return placed


def _common(group: Group) -> tuple[Choice, ...]:
    """The steps that all scales of a group share: they are explained once."""
    scales = [one.choices for one in group.questions if one.sort == "scale"]
    return scales[0] if scales and all(one == scales[0] for one in scales) else ()
