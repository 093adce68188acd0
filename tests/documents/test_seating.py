"""The seating plan as it is drawn: who faces whom at a long table, and who sits beside whom at round ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measure import check_pages
from sqlalchemy.orm import Session

from databases import SampleSession
from examples import many
from tripplanner.documents import registry
from tripplanner.documents.lists.rounds import Company, round_tables
from tripplanner.documents.lists.seating import clockwise
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets import Cell, Line, RoundTable, Seat, Sheet
from tripplanner.documents.sheets.pages import laid_out
from tripplanner.documents.typesetting.grey import in_grey
from tripplanner.documents.typesetting.marks import Box, boxes

PAIRS = [("fr", "zh"), ("en", None), ("zh", None)]


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def sheet_of(session: Session, *languages: str | None, **options: str) -> Sheet:
    return registry.kind("seating").read(session, 1, Request(languages[0] or "fr", languages[1], options=options))


def middle(found: list[Box], words: str) -> tuple[float, float]:
    """The middle of the line that says these words, the first time."""
    box = next(box for box in found if words in box.text)
    return box.x + box.w / 2, box.y + box.h / 2


def test_the_head_of_delegation_and_the_host_are_drawn_opposite_with_the_table_between(session: Session) -> None:
    pages = laid_out(sheet_of(session, "fr", None))
    assert len(pages) == 7, "a page for each table"
    found = [box for box in boxes(pages) if box.page == 2]
    head, host = middle(found, "ZHENG Yuanshan"), middle(found, "Maud CHANTEREINE")
    table = [box for box in found if box.kind == "table" and box.w > 10]
    left, right = table[0].x, table[0].x + table[0].w
    assert head[0] < left < right < host[0]
    facing = [box for box in found if box.kind == "opposite"]
    assert len(facing) == 6, "as many as have somebody opposite"
    seats = sorted((box.y, box.text) for box in found if box.text in {"1", "2"} and left - 25 < box.x < left)
    assert [text for _, text in seats] == ["1", "2"], "the second sits at the right hand of the first"
    assert "Hypothèse" in " ".join(box.text for box in found), "the shape that was assumed is said"


@pytest.mark.parametrize("languages", PAIRS, ids=lambda pair: "+".join(filter(None, pair)))
@pytest.mark.parametrize("meals", ["long", "8"])
def test_every_table_measures_well_also_in_black_and_white(
    session: Session, meals: str, languages: tuple[str, str | None]
) -> None:
    sheet = sheet_of(session, *languages, meals=meals)
    pages = laid_out(sheet)
    check_pages(pages)
    check_pages(in_grey(pages))
    round_ones = [section for section in sheet.sections if isinstance(section.table, RoundTable)]
    assert len(round_ones) == (0 if meals == "long" else 6)
    for number, section in enumerate(sheet.sections, 1):
        if section in round_ones:  # the list of who sits there stands under its drawing, on the same page
            rows = {box.page for box in boxes(pages) if (box.row or "").startswith(f"row {number}.")}
            assert len(rows) == 1


@pytest.mark.parametrize("meals", ["8", "9", "10"])
def test_at_round_tables_the_first_guest_sits_at_the_right_of_the_host_beside_the_interpreter(
    session: Session, meals: str
) -> None:
    dinner = sheet_of(session, "fr", None, meals=meals).sections[0]
    assert isinstance(dinner.table, RoundTable)
    around = [str(getattr(seat.cell.lines[0].words, "latin", "")) for seat in dinner.table.seats]
    assert around[0] == "Maud CHANTEREINE"
    assert around[-1] == "ZHENG Yuanshan"  # seen from above, the right hand of whom looks down lies at the left
    assert around[-2] == "Camille TESSANDIER"
    assert around[1] == "OUYANG Wenlan"


def people(letter: str, count: int) -> list[Seat]:
    return [Seat("", Cell((Line(f"{letter}{n}"),)), letter == "g") for n in range(count)]


def names(seats: list[Seat]) -> list[str]:
    return [str(seat.cell.lines[0].words) for seat in seats]


@settings(max_examples=many(40))
@given(st.integers(1, 40), st.integers(0, 12), st.integers(0, 3), st.integers(8, 10))
def test_everybody_has_one_seat_and_no_table_too_many(guests: int, hosts: int, interpreters: int, size: int) -> None:
    company = Company(people("g", guests), people("h", hosts), people("i", interpreters))
    tables = round_tables(company, size)
    seated = [name for seats in tables for name in names(seats)]
    everybody = [*(f"g{n}" for n in range(guests)), *(f"h{n}" for n in range(hosts)),
                 *(f"i{n}" for n in range(interpreters))]  # fmt: skip
    assert sorted(seated) == sorted(everybody)
    assert len(tables) <= -(-len(everybody) // size)
    for n, seats in enumerate(tables):
        assert (names(seats)[0] == f"h{n}") == (n < hosts), "a host at each table, as long as there are any"
        assert [seat.number for seat in seats] == [str(place + 1) for place in range(len(seats))]
        assert set(clockwise(seats)) == set(seats)
        ranks = [int(name[1:]) for name in names(seats) if name[0] == "g"]
        assert ranks == sorted(ranks)
    if hosts <= guests:
        assert max(map(len, tables)) <= size
