"""Whole pages from blocks: flow, keeping together, placing; measured."""

from __future__ import annotations

import pytest

from documents.measure import check_pages, faults_of
from tripplanner import glyphs
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import beside, kicker, kicker_spans, pad, ruled, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page, Placed, boxes
from tripplanner.documents.typesetting.text import Span, Typesetter


@pytest.fixture(scope="module")
def ts() -> Typesetter:
    return Typesetter(glyphs.face)


def row(ts: Typesetter, name: str, height: float = 0.0) -> Block:
    left = ts.paragraph(Span("Écopont de Viry : point de vue, conception, film", st.BODY, "fr"), 155)
    right = ts.paragraph(Span("维里生态天桥：观景点、设计、红外影像", st.BODY, "zh"), 112)
    block = ruled(pad(beside([(63, left), (228, right)], st.A5.text_width), top=5.25, bottom=5.25))
    return block.named(name) if not height else Block(340, height, row=name)


def test_rows_flow_over_pages_and_every_page_measures_well(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    for n in range(60):
        flow.add(row(ts, f"item {n}"))
    pages = flow.pages()
    check_pages(pages)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert [box.row for box in boxes(pages) if box.kind == "rule"] == [f"item {n}" for n in range(60)]


def test_even_pages_bind_right(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    for n in range(40):
        flow.add(row(ts, f"item {n}"))
    first, second = flow.pages()[:2]
    assert first.placed[0].x == st.A5.binding
    assert second.placed[0].x == st.A5.outer


def test_a_heading_keeps_two_rows_and_moves_with_them(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    flow.add(Block(340, st.A5.text_height - 60, row="filler"))
    flow.add(kicker(ts, kicker_spans([("Jour 2", "fr"), ("第2天", "zh")]), 340).named("heading day 2"), keep=2)
    flow.add(row(ts, "item 1"))
    flow.add(row(ts, "item 2"))
    first, second = flow.pages()
    assert [placed.block.row for placed in first.placed] == ["filler"]
    assert [placed.block.row for placed in second.placed] == ["heading day 2", "item 1", "item 2"]


def test_a_last_page_that_would_stay_nearly_white_is_evened_out(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    for n in range(11):
        flow.add(row(ts, f"item {n}", 50))
    assert [len(page.placed) for page in flow.pages()] == [10, 1]
    assert [len(page.placed) for page in flow.pages(balanced=True)] == [6, 5]
    assert [page.text_area for page in flow.pages(balanced=True)] == [page.text_area for page in flow.pages()]
    for n in range(4):
        flow.add(row(ts, f"more {n}", 50))
    assert [len(page.placed) for page in flow.pages(balanced=True)] == [10, 5]


@pytest.mark.parametrize(("height", "pages"), [(200, 1), (300, 2)])
def test_a_section_goes_on_below_the_one_before_where_half_a_page_is_free(
    ts: Typesetter, height: float, pages: int
) -> None:
    flow = Flow(st.A5)
    flow.add(row(ts, "filler", height))
    flow.new_page("late")
    flow.add(row(ts, "section"), gap=27)
    poured = flow.pages()
    assert len(poured) == pages
    assert poured[-1].placed[-1].y == st.A5.top + (height + 27 if pages == 1 else 0)


def test_the_gap_above_the_first_row_of_a_page_is_dropped(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    flow.add(Block(340, st.A5.text_height), gap=15)
    flow.add(row(ts, "item 1"), gap=15)
    assert [page.placed[0].y for page in flow.pages()] == [st.A5.top, st.A5.top]


def test_a_day_starts_on_a_left_page_and_a_header_repeats(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    flow.add(row(ts, "before"))
    flow.new_page("left")
    flow.add(row(ts, "item 0"))
    flow.new_page("left")
    flow.repeat(Block(340, 20, row="repeat 7, suite"))
    for n in range(30):
        flow.add(row(ts, f"item {n + 1}"))
    pages = flow.pages()
    starts = {placed.block.row: page.number for page in pages for placed in page.placed}
    assert (starts["item 0"], starts["item 1"]) == (2, 4)
    assert [page.placed[0].block.row for page in pages[4:]] == ["repeat 7, suite"] * len(pages[4:])
    assert not pages[2].placed


def test_a_row_higher_than_a_page_is_cut_between_lines_and_nothing_is_lost(ts: Typesetter) -> None:
    words = " ".join(f"mot{n}" for n in range(3000))
    block = pad(ts.paragraph(Span(words, st.BODY, "fr"), 155), top=6, bottom=6).named("long text")
    flow = Flow(st.A5)
    flow.add(row(ts, "item 1"))
    flow.add(block)
    flow.add(row(ts, "item 2"))
    pages = flow.pages()
    check_pages(pages)
    assert " ".join(box.text for box in boxes(pages) if box.row == "long text") == words
    for page in pages:
        bottom = max(placed.y + placed.block.height for placed in page.placed)
        assert bottom <= st.A5.height - st.A5.bottom + 0.5


def test_the_foot_stands_at_the_very_bottom(ts: Typesetter) -> None:
    flow = Flow(st.A5)
    flow.add(row(ts, "item 1"))
    foot = row(ts, "legend")
    flow.foot(foot)
    [page] = flow.pages()
    assert page.placed[-1].y + foot.height == pytest.approx(st.A5.height - st.A5.bottom)


def test_measuring_finds_overlap_and_text_outside_the_margins(ts: Typesetter) -> None:
    words = ts.label(Span("Chambéry", st.BODY, "fr"))
    page = Page(
        1, 400, 400, (Placed(20, 20, words), Placed(25, 22, words), Placed(390, 200, words)), (10, 10, 380, 380)
    )
    outside, overlap = faults_of([page])
    assert outside.startswith("page 1: “Chambéry” outside the margins (x 390.0 to ")
    assert overlap == "page 1: “Chambéry” and “Chambéry” overlap"


def test_beside_aligns_first_baselines_and_takes_the_taller_height(ts: Typesetter) -> None:
    big = ts.label(Span("7", st.DAY_NUMERAL, "fr"))
    small = ts.label(Span("Samedi", st.BODY, "fr"))
    joined = beside([(0, big), (60, small)], 340)
    baselines = [dy + (child.baseline or 0) for _, dy, child in joined.children]
    assert baselines[0] == pytest.approx(baselines[1])
    assert joined.height == max(dy + child.height for _, dy, child in joined.children)
    assert stack([joined, joined], gap=3).height == 2 * joined.height + 3
