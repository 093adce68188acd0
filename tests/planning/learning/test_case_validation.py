"""A case on its way from author to reviewer: each step says what changed; what was said on trips becomes part of it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, say
from tripplanner.model.cases import BuildingBlock, CaseStudy
from tripplanner.model.observations import Observation, ObservationCase
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.planning.blocks import set_block
from tripplanner.planning.edits import edit
from tripplanner.planning.learning import case_links, case_parts
from tripplanner.planning.learning.case_content import content
from tripplanner.planning.learning.fields import stored
from tripplanner.planning.learning.matrix import read_matrix
from tripplanner.planning.learning.validating import (
    Difference,
    differences,
    edited_since,
    give_back,
    hand_on,
    standing,
    validate,
)
from tripplanner.planning.linking import remove_link
from tripplanner.planning.shelving.removing import delete_records
from tripplanner.planning.visits import add_observation
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

STEP = msg("change “{field}”", field="")


def _case(session: Session, code: str = "C01") -> int:
    return session.scalars(sa.select(CaseStudy.id).where(CaseStudy.code == code)).one()


def _said(changes: tuple[Difference, ...]) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    plain = lambda lines: tuple(one.best("fr") if isinstance(one, Text) else one for one in lines)  # noqa: E731
    return [(one.key, one.language, plain(one.removed), plain(one.added)) for one in changes]


def test_a_case_goes_from_its_author_to_a_reviewer_and_each_step_says_what_changed(sample_workspace: Workspace) -> None:
    ws, case = sample_workspace, sample_workspace.get(_case)
    ws.do(STEP, hand_on, case, "Anne Roy")
    ws.do(STEP, give_back, case, "Bao Li", "Which evidence?")
    ws.do(STEP, case_parts.set_result, case, None, "fr", "Deux lynx vus", evidence="Pièges photo", dated="2024-05")
    ws.do(STEP, hand_on, case, "Anne Roy")
    ws.do(STEP, validate, case, "Bao Li")
    found = ws.get(standing, case)
    assert (found.shown, found.author, found.reviewer, found.changes) == ("validated", "Anne Roy", "Bao Li", ())
    assert [(one.state, one.by, one.note) for one in found.steps] == [
        ("validated", "Bao Li", ""), ("review", "Anne Roy", ""), ("draft", "Bao Li", "Which evidence?"),
        ("review", "Anne Roy", ""),
    ]  # fmt: skip
    assert _said(found.steps[1].changes) == [("results", "fr", (), ("Deux lynx vus · Pièges photo · 2024-05",))]
    assert [one.changes for one in (found.steps[0], found.steps[2], found.steps[3])] == [(), (), ()]


def test_a_validated_case_that_is_edited_says_so_until_the_edit_is_undone(sample_workspace: Workspace) -> None:
    ws, case = sample_workspace, sample_workspace.get(_case)
    ws.do(STEP, hand_on, case, "Anne Roy")
    ws.do(STEP, validate, case, "Bao Li")
    assert ws.get(edited_since) == set()
    link = ws.get(lambda session: session.get(CaseStudy, case).site_links[0].id)  # type: ignore[union-attr]
    edits = (
        (set_block, (case, None, "fr", "Un bloc"), {"factors": ["un facteur"]}),
        (remove_link, ("case_study", case, "sites", link), {}),
        (edit, (CaseStudy, case, None, msg("case study")), {"funding": Text.of("fr", fr="Rien")}),
    )
    for verb, arguments, named in edits:
        ws.do(STEP, verb, *arguments, **named)  # type: ignore[arg-type]
        assert (ws.get(standing, case).shown, ws.get(edited_since)) == ("changed", {case}), verb
        state = next(line.values["state"] for line in ws.get(read_matrix).lines if line.id == case)
        assert state == ("changed",)
        ws.undo()
        assert (ws.get(standing, case).shown, ws.get(edited_since)) == ("validated", set()), verb


def test_a_site_that_got_another_name_is_no_change_of_its_cases(sample_session: SampleSession) -> None:
    with sample_session() as session:
        before = stored(content(session, _case(session)))
        session.scalars(sa.select(Site).where(Site.code == "S01")).one().name = Text.of("fr", fr="Autre nom")
        session.flush()
        after = stored(content(session, _case(session)))
        assert before != after
        assert differences(before, after) == ()


@pytest.mark.parametrize(
    ("verb", "arguments", "said"),
    [
        (validate, ("Bao Li",), "Only a case in review can be validated."),
        (give_back, ("Bao Li", "x"), "The case is a draft."),
        (hand_on, ("  ",), "A step of validation needs a name."),
        (hand_on, ("x" * 121,), "The name is too long."),
    ],
)
def test_a_step_that_does_not_follow_is_refused(
    sample_session: SampleSession, verb: Any, arguments: tuple[str, ...], said: str
) -> None:
    with sample_session() as session:
        with pytest.raises(TripPlannerError) as caught:
            verb(session, _case(session), *arguments)
        assert say(caught.value.what, "en") == said


def test_nobody_validates_their_own_case(sample_session: SampleSession) -> None:
    with sample_session() as session:
        case = _case(session)
        hand_on(session, case, "Anne Roy")
        with pytest.raises(TripPlannerError):
            validate(session, case, " anne  ROY ")
        with pytest.raises(TripPlannerError):
            give_back(session, case, "Bao Li", " ")
        validate(session, case, "Bao Li")
        with pytest.raises(TripPlannerError):
            hand_on(session, case, "Anne Roy")  # nothing changed since


def test_results_take_years_months_days_and_web_addresses_alone(sample_session: SampleSession) -> None:
    with sample_session() as session:
        case = _case(session)
        for wrong in ({"dated": "May 2024"}, {"dated": "2024-13"}, {"url": "javascript:alert(1)"}, {"url": "a b"}):
            with pytest.raises(TripPlannerError):
                case_parts.set_result(session, case, None, "fr", "Un résultat", **wrong)
        made = case_parts.set_result(session, case, None, "fr", "Un", dated="2024", url="https://example.org/a")
        case_parts.set_result(session, case, made, "zh", "一", evidence="相机", dated="2024-05-01")
        last = case_parts.results(session, case)[-1]
        assert (last.text.words, last.evidence.words, last.dated, last.url) == (
            {"fr": "Un", "zh": "一"}, {"zh": "相机"}, "2024-05-01", "",
        )  # fmt: skip


def _visit(session: Session) -> Item:
    return session.scalars(sa.select(Item).where(Item.site_id.is_not(None)).order_by(Item.id)).first()  # type: ignore[return-value]


def _heard(session: Session, kind: str = "transferable") -> int:
    visit = _visit(session)
    words = "Les agriculteurs signent d’abord. Sans eux, le pont ne mène nulle part."
    return add_observation(session, visit.trip_id, "fr", words, item_id=visit.id, kind=kind)


def test_what_was_said_becomes_a_building_block_that_keeps_its_evidence_in_one_step(
    sample_workspace: Workspace,
) -> None:
    ws = sample_workspace
    heard, case = ws.do(STEP, _heard), ws.get(_case)
    block = ws.do(STEP, case_links.make_block, heard, case)

    def look(session: Session) -> tuple[object, ...]:
        made = session.get_one(BuildingBlock, block)
        (found,) = case_links.links_of(session, case).evidence
        return made.title.words, made.lessons[0].words, found.observation_id, found.block_id, found.voice

    words = "Les agriculteurs signent d’abord. Sans eux, le pont ne mène nulle part."
    assert ws.get(look) == ({"fr": "Les agriculteurs signent d’abord"}, {"fr": words}, heard, block, "")
    assert [one.id for one in ws.get(case_links.candidates, case)] == []
    ws.undo()
    assert ws.get(lambda s: (s.get(BuildingBlock, block), s.scalars(sa.select(ObservationCase)).all())) == (None, [])
    ws.redo()
    assert ws.get(look)[2:] == (heard, block, "")


def test_what_was_said_becomes_a_case_with_its_site_and_themes(sample_session: SampleSession) -> None:
    with sample_session() as session:
        visit, heard = _visit(session), _heard(session)
        made = session.get_one(CaseStudy, case_links.make_case(session, heard, author="Anne Roy"))
        assert (made.code, made.validation, made.author, made.original_language) == ("C24", "draft", "Anne Roy", "fr")
        assert [link.site_id for link in made.site_links] == [visit.site_id]
        assert {link.theme_id for link in made.theme_links} == {link.theme_id for link in visit.site.theme_links}  # type: ignore[union-attr]
        assert [one.observation_id for one in case_links.links_of(session, made.id).evidence] == [heard]
        question = case_links.make_case(session, _heard(session, "question"))
        assert content(session, question).lessons == ()
        rated = add_observation(session, visit.trip_id, "fr", "", item_id=visit.id, rating=4)
        with pytest.raises(TripPlannerError):
            case_links.make_case(session, rated)


def test_a_block_that_goes_leaves_its_evidence_with_the_case_and_a_case_leaves_what_was_said(
    sample_session: SampleSession,
) -> None:
    with sample_session() as session:
        heard, case = _heard(session), _case(session)
        block = session.get_one(BuildingBlock, case_links.make_block(session, heard, case))
        session.get_one(CaseStudy, case).blocks.remove(block)
        session.flush()
        session.expire_all()
        assert [one.block_id for one in case_links.links_of(session, case).evidence] == [None]
        made = session.get_one(CaseStudy, case_links.make_case(session, heard))
        session.delete(made)
        session.flush()
        assert session.get(Observation, heard) is not None
        assert len(session.scalars(sa.select(ObservationCase)).all()) == 1


def test_a_site_that_a_case_leads_to_is_not_deleted(sample_session: SampleSession) -> None:
    with sample_session() as session:
        site = session.scalars(sa.select(Site.id).where(Site.code == "S28")).one()
        with pytest.raises(TripPlannerError):
            delete_records(session, "sites", [site])
        assert [one.code for one in content(session, _case(session)).sites] == ["S01", "S28"]
