"""The matrix of the sample's 23 cases against a reading of its file of its own, and against numbers counted by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.model.themes import Theme
from tripplanner.planning.learning.benchmark import SORTS, Matrix, View, in_words
from tripplanner.planning.learning.matrix import holding, read_matrix
from tripplanner.planning.learning.vocabulary import AXES, NONE
from tripplanner.resources import resource


@pytest.fixture(scope="module")
def cases() -> list[dict[str, object]]:
    return json.loads(resource("sample", "library", "cases.json").read_text(encoding="utf-8"))["cases"]


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as found:
        yield found


@pytest.fixture
def matrix(session: Session) -> Matrix:
    return read_matrix(session)


def _shown(matrix: Matrix, **chosen: str) -> list[str]:
    asked = {name: frozenset(codes.split(",")) for name, codes in chosen.items()}
    return [line.code for line in matrix.shown(View(chosen=asked))]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"governance": "contract-charter"}, "C01 C14 C15"),
        ({"governance": "cross-border"}, "C01 C03 C04 C05 C08 C10 C11 C19 C20 C21"),
        ({"ecological_stakes": "climate"}, "C03 C05 C07"),
        ({"economic_stakes": "hydropower"}, "C03 C07 C12 C13 C21"),
        ({"stakeholders": "farmers"}, "C01 C02 C06 C08 C22 C23"),
        ({"biogeography": "alpine", "ecological_stakes": "climate"}, "C03 C05 C07"),
        ({"biogeography": "alpine", "stakeholders": "farmers"}, "C01 C02 C06 C08 C22"),
        ({"governance": "cross-border", "economic_stakes": "hydropower"}, "C03 C21"),
        ({"governance": "contract-charter", "themes": "dark-corridor"}, "C14 C15"),
        ({"countries": "CN,RU"}, "C18 C19"),
        ({"scale": "local", "countries": "FR"}, "C23"),
        ({"region": "western-alps", "themes": "transboundary"}, "C05 C20 C21"),
        ({"governance": "no-such-code"}, ""),
    ],
)
def test_what_is_chosen_shows_the_cases_counted_by_hand(matrix: Matrix, chosen: dict[str, str], found: str) -> None:
    assert _shown(matrix, **chosen) == found.split()


def test_every_code_of_the_five_axes_shows_the_cases_that_the_file_gives_it(
    matrix: Matrix, cases: list[dict[str, object]]
) -> None:
    counts = matrix.counts(View())
    for axis in AXES:
        for value in matrix.values[axis]:
            named = [case["key"] for case in cases if f"{axis}/{value.code}" in case["axes"]]  # type: ignore[operator]
            assert _shown(matrix, **{axis: value.code}) == named, (axis, value.code)
            assert counts[axis][value.code] == len(named)
    assert sum(counts["biogeography"].values()) == sum(
        axis.startswith("biogeography/")
        for case in cases
        for axis in case["axes"]  # type: ignore[attr-defined]
    )


def test_a_number_beside_a_value_is_what_choosing_it_in_its_place_shows(matrix: Matrix) -> None:
    view = View(chosen={"governance": frozenset({"cross-border"}), "biogeography": frozenset({"alpine"})})
    for name, numbers in matrix.counts(view).items():
        for code, number in numbers.items():
            alone = View(chosen={**view.chosen, name: frozenset({code})})
            assert len(matrix.shown(alone)) == number, (name, code)


def test_a_theme_has_the_cases_of_its_sub_themes(matrix: Matrix, cases: list[dict[str, object]]) -> None:
    below = {"large-predators", "lynx", "bear", "coexistence"}
    named = [case["key"] for case in cases if below & set(case["themes"])]  # type: ignore[call-overload]
    assert _shown(matrix, themes="large-predators") == named == ["C08", "C09", "C16", "C19", "C20"]


def test_words_are_looked_for_in_everything_a_case_says_in_any_language(session: Session, matrix: Matrix) -> None:
    codes = {line.id: line.code for line in matrix.lines}
    for words, expected in (("écopont", {"C01", "C11"}), ("shengtai tianqiao viry", {"C01"}), ("100 species", {"C01"})):
        held = holding(session, matrix, words)
        assert held is not None
        assert {codes[id] for id in held} == expected, words
        view = View(words=words, chosen={"countries": frozenset({"CH"})})
        assert [line.code for line in matrix.shown(view, held)] == (["C01"] if "C01" in expected else [])
    assert holding(session, matrix, "  ") is None


def test_each_column_sorts_all_cases_by_its_words_and_those_without_any_come_last(matrix: Matrix) -> None:
    for sort in SORTS:
        for language in ("fr", "zh"):
            up = matrix.shown(View(sort=sort, language=language))
            down = matrix.shown(View(sort=sort, descending=True, language=language))
            assert {line.code for line in up} == {line.code for line in down} == {line.code for line in matrix.lines}
    titles = [line.title.best("fr") for line in matrix.shown(View(sort="title"))]
    assert titles[0].startswith("1 ") or titles[0] < titles[-1]
    blocks = [line.blocks for line in matrix.shown(View(sort="blocks", descending=True))]
    assert blocks == sorted(blocks, reverse=True)


def test_cases_without_axes_and_themes_that_lie_in_each_other_are_shown(session: Session) -> None:
    session.execute(sa.text("DELETE FROM case_axis WHERE case_id = (SELECT id FROM case_study WHERE code = 'C05')"))
    one, two = session.scalars(sa.select(Theme).where(Theme.code.in_(("lynx", "large-predators"))).order_by(Theme.code))
    one.parent_id = two.id  # a circle, as no verb would make it
    session.flush()
    matrix = read_matrix(session)
    assert _shown(matrix, governance=NONE) == ["C05"]
    assert _shown(matrix, governance=f"{NONE},contract-charter") == ["C01", "C05", "C14", "C15"]
    assert matrix.counts(View())["biogeography"][NONE] == 1
    assert (
        matrix.shown(View(sort="governance"))[-1].code
        == matrix.shown(View(sort="governance", descending=True))[-1].code
    )
    assert _shown(matrix, themes="lynx") == _shown(matrix, themes="large-predators")
    assert len(matrix.values["themes"]) == 33


def test_values_are_said_in_the_language_of_the_reader(matrix: Matrix) -> None:
    assert in_words(matrix.label("governance", "contract-charter"), "zh") == "合同或宪章"
    assert in_words(matrix.label("state", "validated"), "fr") == "validée"
    assert in_words(matrix.label("countries", "CN"), "fr") == "Chine"
