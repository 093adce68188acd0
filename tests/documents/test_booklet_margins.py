"""The white around the text of a booklet: where it goes, what it leaves whole, and what the paper refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from measure import check_pages
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents.booklet.content import BookletContent
from tripplanner.documents.booklet.margins import ABOVE, BELOW, SIDES, USUAL, Margins, check
from tripplanner.documents.booklet.writing import laid_out, proof
from tripplanner.documents.imposition import Imposition
from tripplanner.documents.kinds.booklet import KIND
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.marks import anchors, boxes
from tripplanner.errors import TripPlannerError


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def read(session: Session, *languages: str, **options: str) -> BookletContent:
    second = languages[1] if len(languages) > 1 else None
    return KIND.read(session, 1, Request(languages[0], second, options=options))


def test_nothing_chosen_is_the_design() -> None:
    assert Margins.chosen(SIDES[0], ABOVE[0], BELOW[0]) == USUAL
    assert USUAL.page() == st.A5
    assert {sum(map(int, pair.split("-"))) for pair in SIDES} == {28}, "the text keeps its width"


def test_a_figure_within_its_bounds_is_a_value_and_no_other_is() -> None:
    options = {option.key: option for option in KIND.options}
    assert [options["above"].figure(typed) for typed in ("13,5", " 12.0 ", "25", "25.01", "11", "1e1", "-13", "x")] == [
        "13.5", "12", "25", "", "", "", "", "",
    ]  # fmt: skip
    assert [options[key].allows("13.5") for key in ("sides", "above", "below", "margin", "day_notes")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert Margins.chosen("13.5", "14", "17") == Margins(inside=13.5, outside=14.5)


@pytest.mark.parametrize(
    ("languages", "sides", "above", "below"), [(("fr", "zh"), "11.5", "25", "28"), (("zh",), "17-11", "12", "17")]
)
def test_every_page_measures_well_within_the_margins_chosen(
    session: Session, languages: tuple[str, ...], sides: str, above: str, below: str
) -> None:
    pages = laid_out(read(session, *languages, sides=sides, above=above, below=below)).pages
    check_pages(pages)
    assert not [box.row for box in boxes(pages) if (box.row or "").startswith("long")], "nothing is cut in two"
    assert anchors(pages)["emergency"][0] == len(pages), "the back cover stays one page"
    assert len(pages) % 4 == 0
    inside = float(sides.partition("-")[0]) * st.MM
    outside = 28 * st.MM - inside
    for page in pages[1:-1]:
        left, top, width, height = page.text_area
        assert (left, width) == pytest.approx((inside if page.number % 2 else outside, st.A5.text_width))
        assert (top, page.height - top - height) == pytest.approx((float(above) * st.MM, float(below) * st.MM))


def test_what_would_run_off_the_paper_is_refused_in_a_sentence(session: Session) -> None:
    content = read(session, "fr", sides="17-11", imposed="yes", margin="4", sections="practical")
    with pytest.raises(TripPlannerError) as refused:
        proof(content)
    assert str(refused.value).startswith("A binding margin of 4 mm leaves 7 mm at the outer edge;")
    proof(read(session, "fr", sides="17-11", margin="4", sections="practical"))  # page by page nothing is moved


def test_creep_may_not_reach_the_fold() -> None:
    thick, creeping = 4 * 40, Imposition(creep=0.2)
    check(USUAL, creeping, thick)
    with pytest.raises(TripPlannerError, match=r"On the innermost of 40 sheets the creep leaves 3\.2 mm at the fold"):
        check(Margins(inside=11.0, outside=17.0), creeping, thick)
    check(Margins(inside=11.0, outside=17.0), Imposition(creep=0.2, margin=4.0), thick)
