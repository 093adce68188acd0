"""Programmes from files: previewed, applied in one step, twice the same, and nothing believed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from exchange.programme_samples import FULL, SMALL, Changed
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.programme_file import Preview, apply, preview, read_file
from tripplanner.i18n import msg, say
from tripplanner.model import Base
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.places import Place
from tripplanner.model.programme import Day, Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.resources import resource
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

IMPORT, EDIT = msg("Import a programme"), msg("Edit")
SAMPLE_FILE = resource("sample", "programme.json")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a programme file: the small one, changed."""

    def write(change: Changed | None = None, base: dict[str, Any] = SMALL, name: str = "programme.json") -> Path:
        raw = copy.deepcopy(base)
        if change:
            change(raw)
        path = tmp_path / name
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def bring(workspace: Workspace, path: Path) -> str:
    return workspace.do(IMPORT, apply, read_file(path))


def look(workspace: Workspace, path: Path) -> Preview:
    return workspace.get(preview, read_file(path))


def row_counts(session: Session) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    bookkeeping = ("journal", "history", "undo", "meta", "alembic", "bin")
    return {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in tables
        if not table.name.startswith(bookkeeping)
    }


def items_of(session: Session, trip_uuid: str) -> list[Item]:
    chosen = sa.select(Item).join(Item.trip).where(Trip.uuid == trip_uuid).order_by(Item.position)
    return list(session.scalars(chosen))


def problems(path: Path) -> list[str]:
    return [say(problem.message, "en") for problem in read_file(path).problems]


def test_a_programme_comes_in_one_step(workspace: Workspace, write: Callable[..., Path]) -> None:
    before = workspace.get(row_counts)
    seen = look(workspace, write())
    assert workspace.get(row_counts) == before
    assert (seen.is_new, seen.created["item"], seen.created["day"], seen.problems) == (True, 2, 2, ())
    uuid = bring(workspace, write())

    def told(session: Session) -> list[Any]:
        return [
            (item.code, item.start, item.end, item.start_zone, item.title.get("fr"), item.title.source,
             item.place and item.place.code, [link.subgroup.code for link in item.subgroup_links])
            for item in items_of(session, uuid)
        ]  # fmt: skip

    assert workspace.get(told) == [
        ("1", datetime(2027, 9, 1, 9), datetime(2027, 9, 1, 11), "Europe/Paris", "Visite", "fr", "gap", ["A"]),
        ("2", datetime(2027, 9, 1, 22), datetime(2027, 9, 2, 0, 30), "Europe/Paris", "Soirée", "fr", None, []),
    ]
    assert workspace.get(lambda session: session.scalar(sa.select(sa.func.count()).select_from(Day))) == 2
    assert workspace.get(lambda session: session.scalars(sa.select(Item.sample_key)).all()) == [None, None]
    workspace.undo()
    assert workspace.get(row_counts) == before


def test_a_second_time_changes_nothing(workspace: Workspace, write: Callable[..., Path]) -> None:
    uuid = bring(workspace, write())
    uids = workspace.get(lambda session: [item.uuid for item in items_of(session, uuid)])
    seen = look(workspace, write())
    assert (seen.is_new, seen.changes, seen.unchanged) == (False, False, 11)
    versions = workspace.get(lambda session: [item.version for item in items_of(session, uuid)])
    assert bring(workspace, write()) == uuid
    assert workspace.get(lambda session: [item.uuid for item in items_of(session, uuid)]) == uids
    assert workspace.get(lambda session: [item.version for item in items_of(session, uuid)]) == versions


def test_a_later_version_updates_what_differs_and_says_so_before(
    workspace: Workspace, write: Callable[..., Path]
) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["items"][0]["title"]["zh"] = "参观访问"
        raw["items"][0]["start"] = "2027-09-01T09:30"
        raw["items"][0]["questions"].append("Combien ?")
        raw["items"].append({"key": "3", "type": "meal", "title": "Dîner"})

    uuid = bring(workspace, write())
    uids = workspace.get(lambda session: [item.uuid for item in items_of(session, uuid)])
    seen = look(workspace, write(change))
    (update,) = seen.updates
    assert (update.key, update.uuid, seen.created) == ("1", uids[0], {"item": 1})
    assert {(one.field, one.before, one.after) for one in update.differences} == {
        ("title", "参观", "参观访问"),
        ("start", "2027-09-01T09:00:00", "2027-09-01T09:30:00"),
        ("questions", "(1)", "(2)"),
    }
    bring(workspace, write(change))
    items = workspace.get(lambda session: [(item.uuid, item.code) for item in items_of(session, uuid)])
    assert [code for _, code in items] == ["1", "2", "3"]
    assert [uid for uid, _ in items[:2]] == uids


def test_a_source_that_a_file_changes_alone_makes_its_translations_stale_until_somebody_looks(
    workspace: Workspace, write: Callable[..., Path]
) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["items"][0]["title"]["fr"] = "Visite du marais"

    def state() -> str:
        return workspace.get(lambda session: items_of(session, uuid)[0].title.state("zh"))

    def look_at(session: Session) -> None:
        (one, *_) = items_of(session, uuid)
        one.title = one.title.reviewed("zh")

    uuid = bring(workspace, write())
    workspace.do(EDIT, look_at)
    assert (look(workspace, write()).changes, state()) == (False, "reviewed")
    bring(workspace, write(change))
    assert state() == "stale"
    assert look(workspace, write(change)).changes is False
    bring(workspace, write(change))
    assert state() == "stale"
    workspace.do(EDIT, look_at)
    bring(workspace, write(change))
    assert state() == "reviewed"


def test_what_the_office_added_stays(workspace: Workspace, write: Callable[..., Path]) -> None:
    def add(session: Session) -> None:
        session.add(Item(trip=session.scalars(sa.select(Trip)).one(), title=Text.of(en="Ours"), code="own"))

    def drop(raw: dict[str, Any]) -> None:
        raw["items"].pop()

    uuid = bring(workspace, write())
    workspace.do(EDIT, add)
    assert look(workspace, write(drop)).kept == 1
    bring(workspace, write(drop))
    assert workspace.get(lambda session: sorted(item.code for item in items_of(session, uuid))) == ["1", "2", "own"]


def test_the_sample_file_over_the_sample_changes_nothing_and_links_the_library(sample_workspace: Workspace) -> None:
    seen = look(sample_workspace, SAMPLE_FILE)
    assert (seen.changes, seen.problems) == (False, ())


def test_the_sample_file_needs_its_library(workspace: Workspace) -> None:
    seen = look(workspace, SAMPLE_FILE)
    told = {say(problem.message, "en") for problem in seen.problems}
    assert 'items[5] “D1-06”, “site”: there is no site with this key; found "S02".' in told
    with pytest.raises(TripPlannerError, match="there is no organisation with this key"):
        bring(workspace, SAMPLE_FILE)
    assert set(workspace.get(row_counts).values()) <= {0, 1}


def test_a_place_that_the_office_has_is_used_and_left_as_it_is(
    workspace: Workspace, write: Callable[..., Path]
) -> None:
    workspace.do(EDIT, lambda session: session.add(Place(code="gap", name=Text.of(fr="Notre Gap"))))
    uuid = bring(workspace, write())
    names = workspace.get(lambda session: [place.name.get("fr") for place in session.scalars(sa.select(Place))])
    assert names == ["Notre Gap"]
    assert workspace.get(lambda session: items_of(session, uuid)[0].place.name.get("fr")) == "Notre Gap"


def test_a_trip_of_the_office_is_not_taken_over(workspace: Workspace, write: Callable[..., Path]) -> None:
    own = {"title": Text.of(fr="À nous"), "code": "V1"}

    def add(session: Session) -> None:
        session.add(Trip(first_day=datetime(2027, 1, 1).date(), last_day=datetime(2027, 1, 2).date(), **own))

    workspace.do(EDIT, add)
    with pytest.raises(TripPlannerError, match="a trip of the office has this code already"):
        bring(workspace, write())
    assert workspace.get(lambda session: session.scalars(sa.select(Trip)).one().title.get("fr")) == "À nous"


def test_hundreds_of_items_in_parallel_tracks_across_midnight(workspace: Workspace, write: Callable[..., Path]) -> None:
    def grow(raw: dict[str, Any]) -> None:
        raw["trip"]["last_day"] = "2027-09-20"
        raw["subgroups"] = [{"key": f"G{n}", "delegation": "D", "name": f"Groupe {n}"} for n in range(5)]
        raw["delegates"] = []
        raw["items"] = [
            {"key": f"{day}-{hour}-{track}", "type": "meeting", "title": f"Réunion {track}",
             "start": f"2027-09-{day:02}T{hour:02}:00",
             "end": f"2027-09-{day + (hour == 23):02}T{(hour + 2) % 24:02}:00", "subgroups": [f"G{track}"]}
            for day in range(1, 20) for hour in (8, 12, 17, 23) for track in range(5)
        ]  # fmt: skip

    uuid = bring(workspace, write(grow))
    items = workspace.get(lambda session: [(item.start, item.end) for item in items_of(session, uuid)])
    assert len(items) == 380
    assert sum(end.date() > start.date() for start, end in items) == 95
    assert not look(workspace, write(grow)).changes


def test_a_flight_ends_in_another_zone(workspace: Workspace, write: Callable[..., Path]) -> None:
    def fly(raw: dict[str, Any]) -> None:
        over = {"start": "2027-09-01T20:00", "end": "2027-09-02T13:00", "end_zone": "Asia/Shanghai"}
        back = {"start": "2027-09-02T01:00", "start_zone": "Pacific/Auckland",
                "end": "2027-09-01T20:00", "end_zone": "America/Los_Angeles"}  # fmt: skip
        raw["items"] = [
            {"key": "f", "type": "departure", "title": "Vol", **over},
            {"key": "g", "type": "arrival", "title": "Vol", **back},
        ]

    uuid = bring(workspace, write(fly))
    zones = workspace.get(lambda session: [(item.start_zone, item.end_zone) for item in items_of(session, uuid)])
    assert zones == [("Europe/Paris", "Asia/Shanghai"), ("Pacific/Auckland", "America/Los_Angeles")]


def test_an_import_writes_no_sensitive_value(workspace: Workspace, write: Callable[..., Path]) -> None:
    def reveal(raw: dict[str, Any]) -> None:
        raw["people"][0]["sensitive"] = [{"kind": "passport", "value": "X"}]

    (problem,) = (one for one in problems(write(reveal)) if one.startswith("people"))
    assert problem.startswith("people[0] “li”, “sensitive”: there is no such field")
    bring(workspace, write())
    assert workspace.get(lambda session: session.scalars(sa.select(SensitiveValue)).all()) == []
    assert workspace.get(lambda session: session.scalars(sa.select(Person)).one().native_given) == "娜"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TripPlannerError, match="there is no such file"):
        read_file(tmp_path / "none.json")
    with pytest.raises(TripPlannerError, match="it is a folder"):
        read_file(tmp_path)


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SMALL).encode())
    assert read_file(path).problems == ()


def test_every_problem_is_told_at_once_and_nothing_is_written(workspace: Workspace, write: Callable[..., Path]) -> None:
    def spoil(raw: dict[str, Any]) -> None:
        raw["items"][0]["type"] = "party"
        raw["items"][1]["site"] = "S99"

    before = workspace.get(row_counts)
    with pytest.raises(TripPlannerError) as refused:
        bring(workspace, write(spoil))
    sentence = refused.value.sentence("en")
    assert "2 problems" in sentence
    assert 'found "party"' in sentence
    assert 'there is no site with this key; found "S99"' in sentence
    assert workspace.get(row_counts) == before


def test_a_file_with_every_kind_of_record_comes_in(workspace: Workspace, write: Callable[..., Path]) -> None:
    path = write(base=FULL)
    assert problems(path) == []
    bring(workspace, path)
    assert not look(workspace, path).changes
    described = json.loads(resource("sample", "programme.schema.json").read_text(encoding="utf-8"))
    assert list(jsonschema.Draft202012Validator(described).iter_errors(FULL)) == []


def test_a_site_brought_along_is_created_once(workspace: Workspace, write: Callable[..., Path]) -> None:
    def with_site(raw: dict[str, Any]) -> None:
        raw["sites"] = [{"key": "X1", "name": {"fr": "Un pont"}, "group_cap": 12, "place": "gap"}]
        raw["items"][0]["site"] = "X1"

    uuid = bring(workspace, write(with_site))
    bring(workspace, write(with_site))
    assert workspace.get(lambda session: [site.code for site in session.scalars(sa.select(Site))]) == ["X1"]
    assert workspace.get(lambda session: items_of(session, uuid)[0].site.group_cap) == 12


def test_an_archived_trip_is_changed_by_no_file(workspace: Workspace, write: Callable[..., Path]) -> None:
    def archived(raw: dict[str, Any]) -> None:
        raw["trip"]["stage"] = "archived"

    def shorter(raw: dict[str, Any]) -> None:
        archived(raw)
        raw["items"] = raw["items"][:1]
        raw["items"][0]["internal_notes"] = "another"

    same = write(archived)
    bring(workspace, same)
    bring(workspace, same)  # the same once more changes nothing
    with pytest.raises(TripPlannerError, match="archived"):
        bring(workspace, write(shorter))
    with pytest.raises(TripPlannerError, match="archived"):
        bring(workspace, write())  # the stage is set in the trip, by a person
