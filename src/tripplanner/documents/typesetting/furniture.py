"""What stands in the margins: feet, draft strips, day tabs. Rows are named ``margin …``."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.marks import Block, Page, PathOp, Placed, Rect, Rule, Shape
from tripplanner.documents.typesetting.shortening import label_within
from tripplanner.documents.typesetting.text import Span, Typesetter

FOOT = st.Style(8, 10.5, colour=st.TERTIARY)
FOOT_A5 = st.Style(7.5, 10.5, colour=st.TERTIARY)
FOLIO_A5 = 28.5
"""What the number of a page takes of its foot."""
_GAP = 12.0
"""White between the title at a foot and the version."""


def ridge(width: float = 16.0, colour: str = st.FIR) -> Block:
    """The mark of the house: two ridges over a line of water."""
    unit = width / 24

    def at(*points: float) -> tuple[float, ...]:
        return tuple(n * unit for n in points)

    paths: tuple[tuple[PathOp, ...], ...] = (
        (("M", at(1, 10)), ("L", at(8, 3)), ("L", at(12, 7)), ("L", at(15.5, 2.5)), ("L", at(23, 10))),
        (("M", at(1, 13)), ("C", at(5, 8.5, 9, 10, 12, 12)), ("C", at(15, 14, 19, 13.5, 23, 12.5))),
        (("M", at(1, 16.2)), ("C", at(6, 14.6, 18, 14.6, 23, 16.2))),
    )
    left, top, wide, high = unit, 2.5 * unit, 22 * unit, 14 * unit
    marks = tuple(Shape(ops, left, top, wide, high, None, colour, 1.5 * unit) for ops in paths)
    return Block(width, 17 * unit, 15.5 * unit, marks)


def words(pairs: Sequence[tuple[str, str]], style: st.Style, between: str = " · ") -> list[Span]:
    """``(text, language)`` pairs as spans with a middle dot between them."""
    return [Span((between if n else "") + text, style, language) for n, (text, language) in enumerate(pairs)]


def foot_a4(
    ts: Typesetter, page: Page, total: int, title: Sequence[tuple[str, str]], version: Sequence[tuple[str, str]]
) -> list[Placed]:
    """Ridge mark, document names, version and ``n / N`` over one hairline."""
    left, width = page.text_area[0], page.text_area[2]
    edition = ts.label(words(version, FOOT))
    name = label_within(ts, words(title, FOOT), width - 72.0 - _GAP - edition.width)
    folio = ts.label(Span(f"{page.number} / {total}", st.Style(8, 10.5, 700), "en"))
    top = page.height - 38.0
    line = Block(width, 0.4, None, (Rule(0, 0, width, 0, 0.4, st.HAIRLINE),))
    folio_x = width - folio.width
    parts = [
        (0.0, -6.0, line), (0.0, -0.5, ridge()), (24.0, 0.0, name),
        (width - 48.0 - edition.width, 0.0, edition),
        (folio_x, 0.0, folio),
    ]  # fmt: skip
    return [_margin(left, top, parts, width)]


def foot_a5(
    ts: Typesetter, page: Page, title: Sequence[tuple[str, str]], version: Sequence[tuple[str, str]]
) -> list[Placed]:
    """The folio bold at the outer edge, the title beside it, the version at the inner edge."""
    left, width = page.text_area[0], page.text_area[2]
    folio = ts.label(Span(str(page.number), st.Style(8, 10.5, 700), "en"))
    edition = ts.label(words(version, FOOT_A5))
    name = label_within(ts, words(title, FOOT_A5), width - FOLIO_A5 - _GAP - edition.width)
    if page.number % 2 == 0:
        parts = [(0.0, 0.0, folio), (FOLIO_A5, 0.0, name), (width - edition.width, 0.0, edition)]
    else:
        parts = [(0.0, 0.0, edition), (width - FOLIO_A5 - name.width, 0.0, name), (width - folio.width, 0.0, folio)]
    return [_margin(left, page.height - 40.5, parts, width)]


def _margin(x: float, y: float, parts: Sequence[tuple[float, float, Block]], width: float) -> Placed:
    return Placed(x, y, Block(width, 10.5, None, children=tuple(parts), row="margin foot"))


def draft_strip(ts: Typesetter, page: Page, pairs: Sequence[tuple[str, str]]) -> Placed:
    """A hatched strip of 6 mm, 5 mm from the top, with the warning in each language."""
    left, width, height = page.text_area[0], page.text_area[2], 6 * st.MM
    label = ts.label(words(pairs, st.Style(8, 10.5, 700), "\u00a0\u00a0"))
    x, y = (width - label.width) / 2, (height - label.height) / 2
    hatch = Rect(0, 0, width, height, st.WHITE, st.SECONDARY, 0.0, hatch=3.0, kind="draft")
    frame = Rect(0, 0, width, height, None, st.INK, 0.8, kind="draft")
    ground = Rect(x - 6, 0.6, label.width + 12, height - 1.2, st.WHITE, kind="ground")
    block = Block(width, height, None, (hatch, ground, frame), ((x, y, label),), row="margin draft")
    return Placed(left, 5 * st.MM, block)


def day_tab(ts: Typesetter, page: Page, day: int, days: int) -> Placed:
    """The fir tab at the outer edge that finds a day; its place goes down with the days."""
    width, height = 4.5 * st.MM, 15 * st.MM
    pitch = 19 * st.MM if days <= 9 else 172 * st.MM / days
    height = min(height, pitch)
    x = page.width - 4.5 * st.MM - width if page.number % 2 else 4.5 * st.MM
    number = ts.label(Span(str(day), st.Style(9, 12, 700, st.WHITE), "en"))
    tab = Rect(0, 0, width, height, st.FIR, kind="tab")
    middle = ((width - number.width) / 2, (height - number.height) / 2, number)
    return Placed(x, 14 * st.MM + (day - 1) * pitch, Block(width, height, None, (tab,), (middle,), row="margin tab"))
