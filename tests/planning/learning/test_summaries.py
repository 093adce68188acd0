"""Summaries: drafted from evidence, written by people, refreshed without touching what they wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from planning.learning.noted import choose_themes, note_the_trip
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseStudy
from tripplanner.model.observations import Observation
from tripplanner.planning.learning.summary import blocks
from tripplanner.planning.learning.summary.drafting import Draft, drafted
from tripplanner.planning.learning.summary.evidence import Aim, Assessed, Evidence, Said, ThemeOf, VisitOf
from tripplanner.planning.learning.summary.figures import change_of, coverage, rated, voices
from tripplanner.planning.learning.summary.reading import read_evidence
from tripplanner.planning.learning.summary.sheet import BlockRow, SummarySheet, read_sheet
from tripplanner.planning.visits import edit_observation, remove_observation
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

EDIT = msg("Edit")


@pytest.fixture(scope="module")
def _noted(_sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("noted") / "noted.db"
    shutil.copyfile(_sqlite_sample, path)
    with Workspace.open(path, actor="anna", station="desk") as office:
        office.do(EDIT, note_the_trip)
        office.do(EDIT, choose_themes, ("wetlands",))
        office.do(EDIT, blocks.draft, 1, "learning", "fr")
    return path


@pytest.fixture
def office(_noted: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The sample trip, debriefed, with a learning summary that nobody has touched."""
    path = tmp_path / "trips.db"
    shutil.copyfile(_noted, path)
    with Workspace.open(path, actor="anna", station="desk") as found:
        yield found


def _sheet(office: Workspace, kind: str = "learning") -> SummarySheet:
    return office.get(read_sheet, 1, kind)


def _block(office: Workspace, key: str) -> BlockRow:
    return next(one for one in _sheet(office).blocks if one.key.startswith(key))


def _saying(office: Workspace, words: str) -> BlockRow:
    return next(one for one in _sheet(office).blocks if words in one.text.get("fr"))


def _observation(office: Workspace, words: str) -> int:
    def find(session: Session) -> int:
        return next(one.id for one in session.scalars(sa.select(Observation)) if words in one.text.best("fr"))

    return office.get(find)


# --- pure ------------------------------------------------------------------------------------------------


def _evidence(*said: Said, aims: tuple[Aim, ...] = ()) -> Evidence:
    viry, bauges = Text.of("fr", fr="Viry", zh="维里"), Text.of("fr", fr="Bauges")
    visits = (
        VisitOf("v1", viry, viry, "visit", date(2027, 6, 14), 2, ("t1",)),
        VisitOf("v2", bauges, bauges, "visit", date(2027, 6, 17), 5, ("t1", "t2")),
    )
    themes = (ThemeOf("t1", Text.of("fr", fr="Passages", zh="通道"), True), ThemeOf("t2", Text.of("fr", fr="Forêts")))
    parts = (*visits, *themes, *said, *aims)
    return Evidence("trip", Text.of("fr", fr="Voyage"), date(2027, 6, 13), date(2027, 6, 20), ("fr",), themes=themes,
                    visits=visits, said=said, aims=aims, says={one.uuid: repr(one) for one in parts})  # fmt: skip


def _said(uuid: str, kind: str = "learnt", voice: str = "p1", visit: str = "v1", **more: object) -> Said:
    words = Text.of("zh", zh=f"说{uuid}", fr=f"Dit {uuid}")
    return replace(Said(uuid, kind, words, voice, visit), **more)  # pyright: ignore[reportArgumentType]


def _by_key(drafts: tuple[Draft, ...]) -> dict[str, Draft]:
    return {one.key: one for one in drafts}


def test_a_statement_says_where_quotes_in_the_language_of_the_voice_and_rests_on_what_it_quotes() -> None:
    only = Text.of("zh", zh="只有“两侧”都保护才行")
    found = _by_key(drafted(_evidence(_said("a", text=only), _said("b", "seen", "p2")), "learning", "fr"))
    block = found["theme:t1:v1"]
    assert block.text.get("fr") == "Appris à l’étape «\u202fViry\u202f»\u00a0: «\u202f只有‘两侧’都保护才行\u202f»"
    assert block.text.get("zh") == "在维里学到：“只有‘两侧’都保护才行”"
    assert (block.evidence, block.quotes) == (("v1", "a", "b"), ("b",))
    assert found["theme:t1"].text.get("zh") == "2次参观；2条观察，2人（所学1条、所见1条）。"
    result = _by_key(drafted(_evidence(_said("a")), "outline", "fr"))["theme:t1"].text
    assert result.get("zh") == "通道：2次参观；1条观察，1人（所学1条）。"
    assert result.get("en") == ""  # the theme has no English name, and none is borrowed


def test_a_translation_out_of_date_in_the_evidence_is_out_of_date_in_the_draft() -> None:
    evidence = _evidence(_said("a"))
    theme = replace(evidence.themes[0], name=evidence.themes[0].name.with_words("fr", "Ouvrages"))
    block = _by_key(drafted(replace(evidence, themes=(theme,)), "outline", "fr"))["theme:t1"]
    assert block.text.state("zh") == "stale"


def test_voices_nobody_knows_count_as_one_and_few_ratings_have_no_mean() -> None:
    ones = [_said("a", voice=""), _said("b", voice=""), _said("c", voice="p1")]
    assert voices(ones) == 2
    rate = [_said(str(n), rating=n) for n in (3, 4, 5, 4)]
    assert (rated(rate).n, rated(rate).mean) == (4, None)
    assert rated([*rate, _said("x", rating=5)]).mean == 4.2


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((1, 2, 2, 3, 2), (3, 4, 2, 2, 4), "les deux fois\u00a0: 5\u202f; plus haut 3, pareil 1, plus bas 1."),
        ((1, 2, 2, 3), (3, 4, 2, 2, 4), "trop peu de réponses pour parler d’un changement (avant\u00a0: 4, après"),
    ],
)
def test_a_change_is_told_with_its_numbers_or_not_at_all(
    before: tuple[int, ...], after: tuple[int, ...], words: str
) -> None:
    aim = Aim("o1", Text.of("fr", fr="Comparer."), (), _answers(before), _answers(after))
    said = _by_key(drafted(_evidence(aims=(aim,)), "learning", "fr"))["change:o1"].text.get("fr")
    assert words in said
    medians = "médiane 2 avant (moyenne 2, n\u00a0=\u00a05), 3 après (moyenne 3, n\u00a0=\u00a05)"
    assert (medians in said) is (len(before) == 5)


def test_answers_that_cannot_be_paired_are_not_called_the_moves_of_people() -> None:
    strangers = tuple(Assessed("", value) for value in (1, 2, 2, 3, 2))
    change = change_of(Aim("o1", Text.of("fr", fr="Comparer"), (), strangers, strangers))
    assert (change.enough, change.pairs, change.paired) == (True, 0, False)


def test_coverage_tells_what_was_crossed_heard_once_or_only_planned() -> None:
    ones = (_said("a"), _said("b", voice="p2"), _said("c", visit="v2", themes=("t2",)))
    found = coverage(_evidence(*ones))
    assert found.cells == {("t1", "v1"): "crossed", ("t1", "v2"): "planned", ("t2", "v2"): "single"}
    assert found.themes == ("t1", "t2")


def _answers(values: tuple[int, ...]) -> tuple[Assessed, ...]:
    return tuple(Assessed(f"p{n}", value) for n, value in enumerate(values))


# --- a summary that people write -------------------------------------------------------------------------


def test_drafted_edited_refreshed_without_touching_what_was_written(office: Workspace) -> None:
    purpose, statement = _block(office, "trip"), _saying(office, "Appris à l’étape «\u202fÉcopont de Viry")
    office.do(EDIT, blocks.edit_block, purpose.id, "fr", "Un voyage pour relier.", purpose.version)
    office.do(EDIT, blocks.edit_block, statement.id, "fr", "Un passage vaut par ses abords.")
    assert not any(one.stale or one.gone for one in _sheet(office).blocks)
    office.do(EDIT, edit_observation, _observation(office, "Un passage ne"), "fr", "Un passage ne sert à rien seul.")
    stale = [one for one in _sheet(office).blocks if one.stale]
    assert {one.section for one in stale} == {"purpose", "themes", "cases"}
    office.do(EDIT, blocks.refresh, 1)
    now = {one.id: one for one in _sheet(office).blocks}
    assert now[purpose.id].text.get("fr") == "Un voyage pour relier."
    assert now[statement.id].text.get("fr") == "Un passage vaut par ses abords."
    assert now[statement.id].text.state("zh") == "stale"
    assert "sert à rien seul" in now[statement.id].draft.get("fr")
    assert [one.id for one in now.values() if one.stale] == [statement.id]
    office.do(EDIT, blocks.confirm_block, statement.id)
    assert not _sheet(office).stale
    office.do(EDIT, blocks.take_draft, statement.id)
    taken = _block(office, statement.key)
    assert "sert à rien seul" in taken.text.get("fr")
    assert not taken.edited
    case = _sheet(office).evidence.cases[0].uuid
    office.do(EDIT, lambda s: setattr(s.scalar(sa.select(CaseStudy).where(CaseStudy.uuid == case)), "failures",
                                      (Text.of("fr", fr="La clôture était trop basse."),)))  # fmt: skip
    assert {one.section for one in _sheet(office).blocks if one.stale} == {"cases", "practices"}


def test_one_undo_takes_a_refresh_back_and_a_second_refresh_changes_nothing(office: Workspace) -> None:
    before = _sheet(office)
    office.do(EDIT, blocks.refresh, 1)
    assert _sheet(office) == before
    office.do(EDIT, remove_observation, _observation(office, "Deux pays"))
    office.do(EDIT, blocks.refresh, 1)
    after = _sheet(office)
    office.undo()
    office.undo()
    assert [replace(one, version=0) for one in _sheet(office).blocks] == [replace(b, version=0) for b in before.blocks]
    assert len(after.blocks) == len(before.blocks)


def test_what_was_hidden_stays_hidden_and_what_is_gone_is_flagged_and_can_go(office: Workspace) -> None:
    commitments, farming = _block(office, "commitments"), _saying(office, "Surprise à l’étape «\u202fChampagne")
    office.do(EDIT, blocks.hide_block, commitments.id)
    office.do(EDIT, remove_observation, _observation(office, "Deux pays"))
    office.do(EDIT, blocks.refresh, 1)
    assert _block(office, "commitments").hidden
    assert _block(office, farming.key).gone
    with pytest.raises(TripPlannerError):
        office.do(EDIT, blocks.remove_block, commitments.id)
    office.do(EDIT, blocks.remove_block, farming.id)
    assert farming.id not in {one.id for one in _sheet(office).blocks}


def test_a_block_of_ones_own_stands_where_it_was_put_and_rests_on_what_was_linked(office: Workspace) -> None:
    after = _block(office, "case:")
    seen = _sheet(office).evidence.said[0]
    made = office.do(EDIT, blocks.add_block, 1, "learning", "cases", "fr", "Nos cas à nous.", after=after.id,
                     evidence=[seen.uuid])  # fmt: skip
    order = [one.id for one in _sheet(office).blocks]
    assert order.index(made) == order.index(after.id) + 1
    office.do(EDIT, blocks.move_block, made, -1)
    order = [one.id for one in _sheet(office).blocks]
    assert order.index(made) == order.index(after.id) - 1
    own = next(one for one in _sheet(office).blocks if one.id == made)
    assert (own.own, own.stale, own.grounds.observations) == (True, False, 1)
    office.do(EDIT, remove_observation, _observation(office, seen.text.best("fr")))
    assert next(one for one in _sheet(office).blocks if one.id == made).gone
    office.do(EDIT, blocks.refresh, 1)
    assert [one.id for one in _sheet(office).blocks].index(made) == order.index(made)


def test_quotes_are_chosen_anonymous_and_named_only_where_somebody_agreed(office: Workspace) -> None:
    block = next(one for one in _sheet(office).blocks if len(one.quotes) > 1)
    assert not any(piece.voice for piece in block.pieces)
    first = block.quotes[-1].uuid
    office.do(EDIT, blocks.choose_quotes, block.id, [first, "nothing"])
    assert [piece.uuid for piece in _block(office, block.key).quotes] == [first]
    office.do(EDIT, _agree, first)
    quoted = _block(office, block.key).quotes[0]
    assert quoted.voice == office.get(read_evidence, 1).observation[first].named != ""


def _agree(session: Session, uuid: str) -> None:
    one = session.scalars(sa.select(Observation).where(Observation.uuid == uuid)).one()
    one.named = True


def test_empty_words_and_what_somebody_else_changed_are_refused(office: Workspace) -> None:
    block = _block(office, "trip")
    for words, version in (("  \n ", block.version), ("Autre chose", block.version - 1)):
        with pytest.raises(TripPlannerError):
            office.do(EDIT, blocks.edit_block, block.id, "fr", words, version)
    assert _block(office, "trip") == block


def test_the_outline_says_who_what_and_how_much(office: Workspace) -> None:
    office.do(EDIT, blocks.draft, 1, "outline", "zh")
    said = {one.key: one.text for one in _sheet(office, "outline").blocks}
    spent = ("transport 4\u202f120,00", "repas 1\u202f875,50", "au total 5\u202f995,50")
    assert said["spent"].get("fr") == "Dépensé\u00a0: " + "\u202f; ".join(f"{one}\u00a0EUR" for one in spent) + "."
    assert [one.section for one in _sheet(office, "outline").blocks][:2] == ["host", "members"]
    assert said["day:2027-06-16"].source == "zh"
    assert not any(text.state(code) in ("missing", "stale") for text in said.values() for code in ("fr", "en", "zh"))


def test_what_a_draft_asks_of_the_database_does_not_grow_with_what_was_noted(office: Workspace) -> None:
    def statements(verb: Callable[[Session, int], object]) -> int:
        def count(session: Session) -> int:
            asked: list[str] = []
            bind = session.get_bind()

            def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
                asked.append(statement)

            event.listen(bind, "before_cursor_execute", note)
            verb(session, 1)
            event.remove(bind, "before_cursor_execute", note)
            return len(asked)

        return office.get(count)

    few = statements(read_evidence)
    office.do(EDIT, _many)
    assert statements(read_evidence) == few


def _many(session: Session) -> None:
    for n in range(50):
        session.add(Observation(trip_id=1, kind="seen", text=Text.of("fr", fr=f"Vu {n}")))
