"""The sample comes in one step, goes in one step, and keeps its hands off what people made."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, say
from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.model.glossary import Term
from tripplanner.model.offices import Office
from tripplanner.model.programme import Item, Question
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Trip
from tripplanner.planning.sample import SampleLoaded, load_sample
from tripplanner.planning.sample_removal import SampleRemoved, remove_sample
from tripplanner.resources import resource
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LOAD, REMOVE, EDIT = msg("Load the sample"), msg("Remove the sample"), msg("Edit")


def counts(session: Session) -> dict[str, int]:
    """How many rows each table of records has, those without any left out."""
    classes = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    found = {cls.__tablename__: session.scalar(sa.select(sa.func.count()).select_from(cls)) or 0 for cls in classes}
    return {table: count for table, count in found.items() if count}


def unmarked(session: Session) -> list[str]:
    classes = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    office_made = (sa.select(cls).where(cls.sample_key.is_(None)) for cls in classes)
    return [record.__tablename__ for asked in office_made for record in session.scalars(asked)]


def site(session: Session, code: str) -> Any:
    return session.scalars(sa.select(Site).where(Site.code == code)).one()


def rename(session: Session, code: str, name: str) -> None:
    found = site(session, code)
    found.name = found.name.with_words("en", name)


def name_of(session: Session, code: str) -> str:
    return site(session, code).name.get("en")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A later version of the sample: S01 and S02 have other names, S99 is new."""
    folder = shutil.copytree(resource("sample"), tmp_path / "newer")

    def rewrite(name: str, change: Any) -> None:
        path = folder / "library" / f"{name}.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        change(raw)
        path.write_text(json.dumps(raw), encoding="utf-8")

    def sites(raw: Any) -> None:
        for record in raw["sites"][:2]:
            record["name"]["en"] += ", renamed"
        raw["sites"][0]["themes"] = ["monitoring"]
        raw["sites"].append({**raw["sites"][2], "key": "S99"})

    rewrite("sites", sites)
    return folder


def test_it_is_loaded_in_one_step_that_can_be_undone_and_a_second_time_changes_nothing(
    sample_workspace: Workspace,
) -> None:
    before = sample_workspace.get(counts)
    assert before["item"] == 60
    assert sample_workspace.get(unmarked) == []
    assert sample_workspace.do(LOAD, load_sample) == SampleLoaded()
    assert sample_workspace.get(counts) == before
    sample_workspace.undo()
    assert sample_workspace.get(counts) == {}, "the second time left a step of its own"
    sample_workspace.redo()
    assert sample_workspace.get(counts) == before


def test_it_is_removed_in_one_step(sample_workspace: Workspace) -> None:
    before = sample_workspace.get(counts)
    result = sample_workspace.do(REMOVE, remove_sample)
    assert result == SampleRemoved(612, ())
    assert sample_workspace.get(counts) == {}
    sample_workspace.undo()
    assert sample_workspace.get(counts) == before


def test_what_the_office_made_stays_with_all_it_needs(sample_workspace: Workspace) -> None:
    def add_own(session: Session) -> None:
        own = Trip(title=Text.of(en="Ours"), first_day=date(2028, 1, 1), last_day=date(2028, 1, 2))
        session.add(Item(trip=own, title=Text.of(en="Visit"), site=site(session, "S03")))

    sample_workspace.do(EDIT, add_own)
    result = sample_workspace.do(REMOVE, remove_sample)
    assert {kept.table for kept in result.kept} == {"site", "theme", "organisation"}
    assert "Dranse Delta National Nature Reserve" in {kept.name.get("en") for kept in result.kept}
    visited = sample_workspace.get(lambda session: [item.site.code for item in session.scalars(sa.select(Item))])
    assert visited == ["S03"]
    assert sample_workspace.get(counts)["trip"] == 1
    assert str(len(result.kept)) in say(result.message, "en")


def test_parts_added_to_a_sample_record_go_with_it(sample_workspace: Workspace) -> None:
    def ask(session: Session) -> None:
        item = session.scalars(sa.select(Item).where(Item.code == "D4-02")).one()
        item.questions.append(Question(text=Text.of(en="Who guides?"), position=0))

    sample_workspace.do(EDIT, ask)
    assert sample_workspace.do(REMOVE, remove_sample).kept == ()
    assert sample_workspace.get(counts) == {}


def test_an_edited_identity_of_the_office_stays(sample_workspace: Workspace) -> None:
    def sign(session: Session) -> None:
        session.scalars(sa.select(Office)).one().phone = "+33 1 99 00 12 34"

    sample_workspace.do(EDIT, sign)
    assert [kept.table for kept in sample_workspace.do(REMOVE, remove_sample).kept] == ["office"]


def test_an_office_that_has_an_identity_keeps_it(workspace: Workspace) -> None:
    def exists(session: Session) -> None:
        session.add(Office(name=Text.of(fr="Le bureau")))
        session.add(Theme(code="lynx", name=Text.of(en="our own lynx theme")))

    workspace.do(EDIT, exists)
    workspace.do(LOAD, load_sample)
    offices = workspace.get(lambda session: [one.name.get("fr") for one in session.scalars(sa.select(Office))])
    assert offices == ["Le bureau"]
    lynx = sa.select(Theme).where(Theme.code == "lynx")
    assert workspace.get(lambda session: session.scalars(lynx).one().name.get("en")) == "our own lynx theme"


def test_a_later_version_refreshes_what_nobody_edited(sample_workspace: Workspace, newer: Path) -> None:
    sample_workspace.do(EDIT, rename, "S02", "Our name for it")
    assert sample_workspace.do(LOAD, load_sample, newer) == SampleLoaded(created=1, updated=1, left=1)
    assert sample_workspace.get(name_of, "S01") == "Viry wildlife overpass (A40 motorway), renamed"
    assert sample_workspace.get(name_of, "S02") == "Our name for it"
    assert sample_workspace.get(name_of, "S99") == "Dranse Delta National Nature Reserve"
    themes = sample_workspace.get(lambda session: [link.theme.code for link in site(session, "S01").theme_links])
    assert themes == ["monitoring"]
    assert sample_workspace.do(LOAD, load_sample, newer) == SampleLoaded()


def test_what_a_person_removed_is_not_brought_back_unless_asked_for(sample_workspace: Workspace, newer: Path) -> None:
    def remove(session: Session) -> None:
        session.delete(session.scalars(sa.select(Term).where(Term.code == "G010")).one())

    sample_workspace.do(EDIT, remove)
    assert sample_workspace.do(LOAD, load_sample, newer).created == 1
    gone = sa.select(sa.func.count()).select_from(Term).where(Term.code == "G010")
    assert sample_workspace.get(lambda session: session.scalar(gone)) == 0
    assert sample_workspace.do(LOAD, load_sample, newer, restore=True).created == 1
    assert sample_workspace.get(lambda session: session.scalar(gone)) == 1


def test_a_damaged_sample_is_refused_and_nothing_is_written(workspace: Workspace, newer: Path) -> None:
    path = newer / "library" / "sites.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"open_months"', '"open_moons"', 1), encoding="utf-8")
    with pytest.raises(TripPlannerError, match="there is no such field"):
        workspace.do(LOAD, load_sample, newer)
    assert workspace.get(counts) == {}
