"""One sheet, front and back: what of its back is upright, when it is turned like a leaf, names the setting to choose.

The back says one thing upright and another upside down. A printer that turns sheets over on the short edge leaves the
first to be read, one that turns them over on the long edge the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tripplanner.documents.imposition import MM, SHEETS
from tripplanner.documents.setter import typesetter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import circle, pad, rule, space, stack
from tripplanner.documents.typesetting.marks import Block, Mark, Page, PathOp, Placed, Rule, Shape
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import Message, languages, printed, say

TITLE = printed("Two-sided printing test")
_STEPS = (
    printed("Print this sheet on both sides and at 100 %, with the settings for the booklet."),
    printed("Turn it over like the page of a book."),
    printed("Choose the setting that is upright on the back. If the back is white, the printer printed one side only."),
)
_MEASURE = printed("This line is 100 mm long when nothing was made smaller.")
_LIGHT = printed("Against the light, the crosses of both sides lie on each other.")
_FRONT = printed("Front")
_SHORT = printed("Upright? Your printer turns sheets over on the short edge.")
_LONG = printed("Upright? Your printer turns sheets over on the long edge.")
_CHOOSE_SHORT = printed("In the booklet, choose: the short edge")
_CHOOSE_LONG = printed("In the booklet, choose: the long edge")

_TITLE = st.Style(17, 21, 700)
_TEXT = st.Style(9.5, 13.5)
_SECOND = st.Style(9, 12, colour=st.SECONDARY)
_BIG = st.Style(34, 39, 700, st.FIR)
_EDGE = 14.0 * MM
_COLUMN = 105.0 * MM
_CROSS = 12.0 * MM
"""From the edges of the paper to the crosses."""


@dataclass(frozen=True, slots=True)
class DuplexTest:
    """The language that is said first, and the paper: *a4* or *letter*."""

    language: str
    paper: str = "a4"

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language there is: whoever stands at the printer reads one of them."""
        return tuple(dict.fromkeys((self.language, *languages())))


def laid_out(content: DuplexTest) -> tuple[Page, Page]:
    """Front and back."""
    return _page(1, content, _front(content)), _page(2, content, _back(content))


def _page(number: int, content: DuplexTest, placed: Sequence[Placed]) -> Page:
    width, height = SHEETS[content.paper]
    fold = Rule(width / 2, _EDGE, width / 2, height - _EDGE, 0.4, st.HAIRLINE, (3.0, 3.0))
    marks = Block(width, height, None, (*_crosses(width, height), fold), row="margin crosses")
    area = (_EDGE, _EDGE, width - 2 * _EDGE, height - 2 * _EDGE)
    return Page(number, width, height, (Placed(0.0, 0.0, marks), *placed), area)


def _crosses(width: float, height: float) -> Iterator[Mark]:
    """Crosses in the corners, at the same places of the paper on both sides."""
    for x in (_CROSS, width - _CROSS):
        for y in (_CROSS, height - _CROSS):
            yield Rule(x - 12, y, x + 12, y, 0.5, st.INK)
            yield Rule(x, y - 12, x, y + 12, 0.5, st.INK)
            yield circle(x, y, 5.0, stroke=st.INK, line=0.5)


# --- the front --------------------------------------------------------------------------------------------


def _front(content: DuplexTest) -> list[Placed]:
    width, height = SHEETS[content.paper]
    half = width / 2
    words = stack([_title(content), space(12.0), *_steps(content)])
    sign = _sign(content, _FRONT)
    measure = stack(
        [_line(), space(4.5), _said(content, _MEASURE, _COLUMN), space(7.5), _said(content, _LIGHT, _COLUMN)]
    )
    left, right = (half - _COLUMN) / 2, half + (half - _COLUMN) / 2
    return [
        Placed(left, (height - words.height) / 2, words.named("steps")),
        Placed(right, height * 0.22, sign.named("front")),
        Placed(right, height - _EDGE - 24.0 - measure.height, measure.named("measure")),
    ]


def _title(content: DuplexTest) -> Block:
    first, *others = content.languages
    lines = [typesetter().paragraph(Span(say(TITLE, first), _TITLE, first), _COLUMN, title=True)]
    style = replace(_TITLE, size=12.0, leading=16.5, colour=st.FIR)
    lines += [typesetter().paragraph(Span(say(TITLE, code), style, code), _COLUMN, title=True) for code in others]
    return stack([*lines, space(4.5), rule(_COLUMN, 1.2)])


def _steps(content: DuplexTest) -> Iterator[Block]:
    for number, message in enumerate(_STEPS, 1):
        words = _said(content, message, _COLUMN - 24.0)
        sign = typesetter().label(Span(str(number), st.Style(17, 18, 700, st.FIR), "en"))
        yield pad(Block(_COLUMN, words.height, None, (), ((0.0, 0.0, sign), (24.0, 0.0, words))), bottom=13.5)


def _line() -> Block:
    """A line of 100 mm with its ends."""
    length = 100 * MM
    ticks = [Rule(x, 0.0, x, 9.0, 0.8, st.INK) for x in (0.0, length)]
    return Block(_COLUMN, 9.0, None, (Rule(0.0, 4.5, length, 4.5, 0.8, st.INK), *ticks))


# --- the back ---------------------------------------------------------------------------------------------


def _back(content: DuplexTest) -> list[Placed]:
    width, height = SHEETS[content.paper]
    half = width / 2
    placed: list[Placed] = []
    for n, (message, choice) in enumerate(((_SHORT, _CHOOSE_SHORT), (_LONG, _CHOOSE_LONG))):
        sign = _answer(content, message, choice)
        place = half * n + (half - _COLUMN) / 2
        placed.append(Placed(place, (height - sign.height) / 2, replace(sign, turned=n == 1, row=f"answer {n}")))
    return placed


def _answer(content: DuplexTest, message: Message, choice: Message) -> Block:
    return stack([_arrow(), space(15.0), *_doubled(content, message, choice)])


def _doubled(content: DuplexTest, message: Message, choice: Message) -> Iterator[Block]:
    """For each language what it means and what to choose."""
    for n, code in enumerate(content.languages):
        size = st.Style(13, 18, 700) if n == 0 else st.Style(11, 15, 700)
        yield typesetter().paragraph(Span(say(message, code), size, code), _COLUMN, title=True)
        yield typesetter().paragraph(Span(say(choice, code), _TEXT.in_(st.FIR), code), _COLUMN)
        yield space(13.5)


# --- parts ------------------------------------------------------------------------------------------------


def _said(content: DuplexTest, message: Message, width: float) -> Block:
    """A message in every language, the first one stronger."""
    return stack(
        [
            typesetter().paragraph(Span(say(message, code), _SECOND if n else _TEXT, code), width)
            for n, code in enumerate(content.languages)
        ],
        1.5,
    )


def _sign(content: DuplexTest, message: Message) -> Block:
    """An arrow to the head of the sheet, and what side this is."""
    words = [typesetter().label(Span(say(message, code), _BIG, code)) for code in content.languages[:1]]
    others = " · ".join(say(message, code) for code in content.languages[1:])
    lines = [*words, typesetter().paragraph(Span(others, st.SUBHEAD.in_(st.SECONDARY), content.languages[-1]), _COLUMN)]
    return stack([_arrow(), space(12.0), *lines])


def _arrow() -> Block:
    """An arrow that points up, 24 mm high."""
    wide, high = 16 * MM, 24 * MM
    stem = wide * 0.3
    ops: tuple[PathOp, ...] = (
        ("M", (wide / 2, 0.0)),
        ("L", (wide, high * 0.45)),
        ("L", (wide / 2 + stem / 2, high * 0.45)),
        ("L", (wide / 2 + stem / 2, high)),
        ("L", (wide / 2 - stem / 2, high)),
        ("L", (wide / 2 - stem / 2, high * 0.45)),
        ("L", (0.0, high * 0.45)),
        ("Z", ()),
    )
    return Block(_COLUMN, high, None, (Shape(ops, 0.0, 0.0, wide, high, st.FIR),))
