"""Objectives, themes and question banks: what visits cover, what is missing, and what dropping one would lose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import say
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.planning.items import find_item, set_item_status
from tripplanner.planning.learning import bank, objectives
from tripplanner.planning.learning.case_links import links_of
from tripplanner.planning.learning.coverage import Case, Coverage, gaps, lost
from tripplanner.planning.learning.objectives import link_visit
from tripplanner.planning.learning.reading import read_coverage
from tripplanner.planning.learning.telling import counted, gap_lines, lost_lines
from tripplanner.planning.trips import create_trip, set_stage
from tripplanner.text import Text

TRIP = 1
Code = Callable[[str], int]


@pytest.fixture
def item(sample_session: SampleSession) -> Any:
    """A session on the sample without links of its own, and the numbers of items by their codes."""
    with sample_session() as session:
        for one in objectives.list_objectives(session, TRIP):
            objectives.remove_objective(session, one.id)
        for visit in session.scalars(sa.select(Item)):
            visit.theme_links.clear()
        objectives.set_trip_themes(session, TRIP, ())
        session.flush()
        yield session, lambda code: find_item(session, code, TRIP)


def theme(session: Session, code: str) -> int:
    return session.scalars(sa.select(Theme.id).where(Theme.code == code)).one()


def codes(coverage: Coverage, name: str) -> dict[str, str]:
    """The way of each visit to the subject with this name or code."""
    (one,) = [one for one in coverage.subjects if name in (one.name.get("en"), getattr(one, "code", ""))]
    ways = {visit.code: coverage.way(one, visit) for visit in coverage.visits}
    return {code: way for code, way in ways.items() if way is not None}


def sentences(lines: Any) -> list[tuple[str, str]]:
    return [(weight, say(sentence, "en")) for weight, _of, sentence in lines]


def test_a_visit_comes_to_themes_and_cases_by_its_own_links_by_its_site_and_by_what_is_akin(item: Any) -> None:
    session, code = item
    aim = objectives.add_objective(session, TRIP, {"en": "Know wetlands", "zh": "了解"}, [theme(session, "wetlands")])
    link_visit(session, code("D2-06"), "objective", aim, True)
    link_visit(session, code("D2-01"), "theme", theme(session, "wetlands"), True)
    found = read_coverage(session, TRIP)
    assert codes(found, "wetlands") == {"D1-06": "site", "D2-01": "own", "D5-02": "site"}
    assert codes(found, "river-continuity") == {"D1-06": "theme", "D5-02": "theme", "D6-02": "site"}
    assert codes(found, "Know wetlands") == {"D1-06": "theme", "D2-01": "theme", "D2-06": "own", "D5-02": "theme"}
    assert codes(found, "C07") == {"D3-02": "own", "D3-04": "own", "D4-02": "site", "D6-05": "theme", "D7-05": "theme",
                                   "D8-01": "own"}  # fmt: skip
    (case,) = [one for one in found.cases if one.code == "C07"]
    assert [one.code for one in found.reaching(case)] == ["D3-02", "D3-04", "D4-02", "D8-01"]
    link_visit(session, code("D2-01"), "theme", theme(session, "wetlands"), False)
    link_visit(session, code("D1-06"), "theme", theme(session, "wetlands"), False)  # the site's own: stays
    assert codes(read_coverage(session, TRIP), "wetlands") == {"D1-06": "site", "D5-02": "site"}


def test_gaps_are_told_in_words_and_close_one_by_one(item: Any) -> None:
    session, code = item
    aim = objectives.add_objective(session, TRIP, {"en": "Know lynx"}, [theme(session, "lynx")])
    objectives.set_trip_themes(session, TRIP, [theme(session, "bird-migration"), theme(session, "citizen-science")])
    found = gaps(read_coverage(session, TRIP))
    assert sentences(gap_lines(found)) == [
        ("missing", "No visit shows Bird migration."),
        ("missing", "D4-02 “Contamines-Montjoie reserve: corridors, camera traps, summer grazing” has no prepared "
                    "question."),
        ("missing", "D7-05 “Edge of the reserve with a shepherd: herd protection and guard dogs, packed lunch” has no "
                    "prepared question."),
        ("missing", "No case study illuminates D1-06 “Light walk: Bout-du-Lac reserve, wetlands and rivers of the "
                    "lake”."),
        ("loose", "Visits show the themes of “Know lynx”, but none is named for it."),
    ]  # fmt: skip
    link_visit(session, code("D6-05"), "objective", aim, True)
    link_visit(session, code("D1-06"), "case", _case(session, "C23"), True)
    after = gaps(read_coverage(session, TRIP))
    assert (after.loosely, after.unlit) == ((), ())
    assert {one.code for one in after.aimless} >= {"D1-06", "D2-04"}
    assert after.count == found.count - 1 + len(after.aimless)


def _case(session: Session, code: str) -> int:
    (found,) = [one.id for one in read_coverage(session, TRIP).cases if one.code == code]
    return found


def test_what_a_dropped_visit_loses_is_what_has_no_visit_when_it_is_cancelled(item: Any) -> None:
    """The pure reckoning against the database asked again, for single visits and a pair."""
    session, code = item
    aim = objectives.add_objective(session, TRIP, {"fr": "Voir un marais"}, [theme(session, "wetlands")])
    link_visit(session, code("D5-02"), "objective", aim, True)
    whole = read_coverage(session, TRIP)
    assert [one.name.get("en") or one.name.get("fr") for one in lost(whole, [code("D5-02")]).subjects] == [
        "Ecological restoration", "Chautagne: from maize to marsh"
    ]  # fmt: skip
    pairs = [(code("D1-06"), code("D5-02")), *combinations([code("D2-04"), code("D6-02"), code("D7-02")], 2)]
    for dropped in [(code("D3-04"),), *pairs]:
        with session.begin_nested() as undone:
            for number in dropped:
                set_item_status(session, number, None, "cancelled")
            left = replace(whole, visits=read_coverage(session, TRIP).visits)
            undone.rollback()
        reached = {one.uuid for one in left.subjects if left.reaching(one)}
        gone = {one.uuid for one in whole.subjects if whole.reaching(one)} - reached
        assert {one.uuid for one in lost(whole, dropped).subjects} == gone
    pair = lost(whole, pairs[0])
    assert ("missing", "The objective “Voir un marais” would have no visit any more.") in sentences(lost_lines(pair))
    assert ("loose", "River continuity: one visit left.") in sentences(lost_lines(pair))
    assert lost(whole, []).subjects == ()


def test_every_visit_of_the_sample_reaches_its_cases_and_back(sample_session: SampleSession) -> None:
    with sample_session() as session:
        found = read_coverage(session, TRIP)
        back = {case.id: {one.item_uuid for one in links_of(session, case.id).visits} for case in found.cases}
    assert [one.code for one in found.visits if one.type in ("visit", "meeting") and not one.cases] == ["D1-06"]
    for visit in found.visits:
        reached = {case.id for case in found.cases if visit in found.reaching(case)}
        assert reached == set(visit.cases), visit.code
        assert all(visit.uuid in back[case] for case in reached), visit.code
    bout_du_lac = next(one for one in found.visits if one.code == "D1-06")
    akin = [one.code for one in found.cases if found.way(one, bout_du_lac) == "theme"]
    assert akin == ["C23"]  # wetlands
    assert all(isinstance(one, Case) and counted(found, one)[0] == "good" for one in found.cases)


def test_objectives_are_written_ordered_anchored_and_taken_away(item: Any) -> None:
    session, _code = item
    first = objectives.add_objective(session, TRIP, {"zh": "第一", "fr": "Un"}, (), "fr")
    second = objectives.add_objective(session, TRIP, {"fr": "Deux"}, [theme(session, "lynx"), theme(session, "bear")])
    objectives.move_objective(session, second, -1)
    objectives.edit_objective(session, second, {"zh": "第二"}, [theme(session, "bear")])
    objectives.set_anchors(session, second, "fr", ["a", "b", "c", "d", "e"])
    objectives.set_anchors(session, second, "zh", ["一", "二", "三", "四", "五"])
    with pytest.raises(TripPlannerError, match="five"):
        objectives.set_anchors(session, second, "fr", ["a", "", "c", "d", "e"])
    with pytest.raises(TripPlannerError, match="words"):
        objectives.add_objective(session, TRIP, {"fr": "  "})
    two, one = objectives.list_objectives(session, TRIP)
    assert (one.id, one.text.source, one.text.get("zh"), one.text.state("zh")) == (first, "fr", "第一", "reviewed")
    assert (two.text.get("zh"), two.themes) == ("第二", (theme(session, "bear"),))
    assert [(anchor.get("fr"), anchor.get("zh")) for anchor in two.anchors] == list(
        zip("abcde", "一二三四五", strict=True)
    )
    objectives.set_anchors(session, second, "fr", [])
    objectives.remove_objective(session, first)
    (two,) = objectives.list_objectives(session, TRIP)
    assert (two.id, two.anchors) == (second, ())


def test_a_visit_takes_questions_of_the_bank_in_every_language_and_keeps_them(item: Any) -> None:
    session, code = item
    wetlands, blue, visit = theme(session, "wetlands"), theme(session, "blue-corridor"), code("D5-02")
    one = bank.add_bank_question(session, wetlands, "fr", "Qui paie ?")
    bank.edit_bank_question(session, one, "zh", "谁付钱？")
    other = bank.add_bank_question(session, blue, "en", "Who decides?")
    assert bank.add_bank_question(session, wetlands, "fr", "qui paie ?") == one  # said already
    known = bank.add_bank_question(session, wetlands, "en", "who bears the cost when farming stops?")
    offered = bank.offered(session, visit)
    assert [(each.id, each.near, each.taken) for each in offered] == [
        (one, True, False), (known, True, True), (other, True, False),
    ]  # fmt: skip
    made = bank.take_questions(session, visit, [one, known, one])
    assert len(made) == 1
    assert bank.take_questions(session, visit, [one]) == ()
    assert [each.taken for each in bank.list_bank(session, wetlands)] == [1, 0]
    bank.edit_bank_question(session, one, "fr", "Qui paie, et combien ?")
    bank.remove_bank_question(session, one)
    asked = session.get_one(Item, visit).questions[-1]
    assert (asked.text.get("fr"), asked.text.get("zh"), asked.origin_id) == ("Qui paie\u202f?", "谁付钱？", None)
    sub = bank.offered(session, code("D6-02"))  # river continuity: blue corridor and wetlands are akin to it
    assert [(each.id, each.near) for each in sub] == [(other, False)]


def test_what_belongs_to_another_trip_or_an_archived_one_is_refused(item: Any) -> None:
    session, code = item
    day = date(2027, 9, 1)
    other = create_trip(session, title=Text.of("fr", fr="Autre"), first_day=day, last_day=day)
    foreign = objectives.add_objective(session, other, {"fr": "Ailleurs"})
    with pytest.raises(TripPlannerError, match="another trip"):
        link_visit(session, code("D2-04"), "objective", foreign, True)
    set_stage(session, other, None, "archived")
    with pytest.raises(TripPlannerError, match="archived"):
        objectives.set_anchors(session, foreign, "fr", [])
    assert gaps(read_coverage(session, other)).objectives[0].uuid
