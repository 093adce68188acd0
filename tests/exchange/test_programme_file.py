"""Programmes from files: previewed, applied in one step, twice the same, and nothing believed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.programme_file import Preview, apply, preview, read_file
from tripplanner.i18n import languages, msg, say
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

SMALL: dict[str, Any] = {
    "format": "tripplanner programme",
    "version": 1,
    "texts": {"source": "fr", "drafts": ["zh"]},
    "trip": {"key": "V1", "title": {"fr": "Voyage", "zh": "考察"}, "first_day": "2027-09-01", "last_day": "2027-09-02"},
    "people": [{"key": "li", "family_name": "Li", "given_name": "Na", "native_family": "李", "native_given": "娜"}],
    "places": [{"key": "gap", "name": {"fr": "Gap"}, "country": "FR", "latitude": 44.559, "longitude": 6.079}],
    "delegations": [{"key": "D", "name": "Délégation"}],
    "subgroups": [{"key": "A", "delegation": "D", "name": "Groupe A"}],
    "delegates": [{"key": "li", "delegation": "D", "person": "li", "rank": 1, "subgroups": ["A"]}],
    "vehicles": [{"key": "car", "seats": 20}],
    "items": [
        {"key": "1", "type": "visit", "title": {"fr": "Visite", "zh": "参观"}, "start": "2027-09-01T09:00",
         "end": "2027-09-01T11:00", "place": "gap", "subgroups": ["A"], "questions": [{"fr": "Pourquoi ?"}]},
        {"key": "2", "type": "ceremony", "title": "Soirée", "start": "2027-09-01T22:00", "end": "2027-09-02T00:30"},
    ],
}  # fmt: skip

Changed = Callable[[dict[str, Any]], None]


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


def test_hundreds_of_items_in_parallel_tracks_across_midnight(
    workspace: Workspace, write: Callable[..., Path]
) -> None:
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


def set_in(*path: Any, value: Any) -> Changed:
    """A change that sets one value deep inside the file."""

    def change(raw: Any) -> None:
        for step in path[:-1]:
            raw = raw[step]
        raw[path[-1]] = value

    return change


WRONG: list[tuple[str, Changed, str]] = [
    ("no trip", lambda raw: raw.pop("trip"), "trip: it is missing."),
    ("date", set_in("trip", "first_day", value="13.06.2027"), "trip “V1”, “first_day”: it must be a date such as"),
    ("29 February", set_in("trip", "first_day", value="2027-02-29"), "it must be a date"),
    ("last before first", set_in("trip", "last_day", value="2027-08-01"), "it is before the first day"),
    ("endless", set_in("trip", "last_day", value="2099-08-01"), "the trip is longer than 400 days"),
    ("zone", set_in("trip", "zone", value="Europe/Paname"), "it must be a time zone"),
    ("zone as a path", set_in("trip", "zone", value="../../etc/passwd"), "it must be a time zone"),
    ("end before start", set_in("items", 0, "end", value="2027-09-01T08:00"), "“end”: it is before the start"),
    ("outside", set_in("items", 0, "start", value="2027-09-09T08:00"), "it lies outside the dates of the trip"),
    ("no start", set_in("items", 0, "start", value=None), "an item with an end needs a start"),
    ("time", set_in("items", 0, "start", value="2027-09-01T25:00"), "it must be a date and time"),
    ("type", set_in("items", 0, "type", value="party"), "it must be one of: arrival, transfer"),
    ("number as text", set_in("items", 0, "drive_min", value="12"), "it must be a whole number"),
    ("true as a number", set_in("items", 0, "drive_min", value=True), "it must be a whole number"),
    ("infinite", set_in("items", 0, "distance_km", value=1e400), "NaN or infinite"),
    ("list as text", set_in("items", 0, "title", value=["x"]), "it must be an object with the words of each language"),
    ("language", set_in("items", 0, "title", value={"Français": "x"}), "it must be a language code"),
    ("record as text", set_in("items", 1, value="x"), "items[1]: it must be an object in braces."),
    ("section as text", set_in("items", value="x"), "it must be a list in square brackets"),
    ("unknown field", set_in("items", 0, "colour", value="red"), "“colour”: there is no such field"),
    ("unknown section", set_in("itmes", value=[]), "itmes: there is no such part of a file."),
    ("no key", lambda raw: raw["items"][0].pop("key"), "items[0], “key”: it must be text in quotes; found null."),
    ("long key", set_in("items", 0, "key", value="x" * 21), "it has more than 20 characters"),
    ("key twice", set_in("items", 1, "key", value="1"), "another record has the same key"),
    ("unknown group", set_in("items", 0, "subgroups", value=["Z"]), "there is no sub-group with this key; found \"Z\""),
    ("group twice", set_in("items", 0, "subgroups", value=["A", "A"]), "it stands twice in its list"),
    ("unknown person", set_in("delegates", 0, "person", value="wang"), "there is no person with this key"),
    ("no person", lambda raw: raw["delegates"][0].pop("person"), "“person”: it is missing"),
    ("day outside", set_in("days", value=[{"date": "2027-10-01"}]), "it lies outside the dates of the trip"),
    ("long text", set_in("items", 0, "title", value="x" * 20_001), "it has more than 20000 characters"),
    ("half a span", set_in("sites", value=[{"key": "X", "name": "X", "open_hours": [["09:00"]]}]),
     "sites[0] “X”, “open_hours[0]”: it must have 2 entries"),
    ("long list", set_in("items", 0, "questions", value=["x"] * 2_001), "it has more than 2000 entries"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), [wrong[1:] for wrong in WRONG], ids=[wrong[0] for wrong in WRONG])
def test_what_is_wrong_is_named_with_its_place_and_value(
    write: Callable[..., Path], change: Changed, said: str
) -> None:
    if said == "NaN or infinite":
        with pytest.raises(TripPlannerError, match="it holds a value that is no number"):
            read_file(write(change))
        return
    assert any(said in problem for problem in problems(write(change)))


UNREADABLE: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "it is not JSON at line 1, column 1"),
    ("not JSON", b'{"format": }', "it is not JSON at line 1, column 12"),
    ("a list", b"[]", "it does not begin with an object"),
    ("other format", b'{"format": "tripplanner library", "version": 1}', "its “format” must be"),
    ("newer", b'{"format": "tripplanner programme", "version": 2}', "newer version"),
    ("version", b'{"format": "tripplanner programme", "version": "1"}', "its “version” must be a whole number"),
    ("NaN", b'{"format": NaN}', "it holds a value that is no number"),
    ("twice", b'{"format": 1, "format": 2}', "a name stands twice"),
    ("surrogate", b'{"format": "\\ud800"}', "it holds a character that is no text"),
    ("NUL", b'{"format": "a\\u0000b"}', "it holds a character that is no text"),
    ("digits", b'{"version": ' + b"9" * 5_000 + b"}", "it holds a number that is too long"),
    ("deep", b'{"trip": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ("UTF-16", '{"format": 1}'.encode("utf-16"), "it is not UTF-8 text"),
    ("huge", b" " * 8_000_001, "it is larger than 8 MB"),
]


@pytest.mark.parametrize(("data", "said"), [one[1:] for one in UNREADABLE], ids=[one[0] for one in UNREADABLE])
def test_a_file_of_another_kind_is_refused_in_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(TripPlannerError) as refused:
        read_file(path)
    assert said in refused.value.sentence("en")
    assert "“x.json”" in refused.value.sentence("en")
    assert all(refused.value.sentence(language) for language in languages())


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TripPlannerError, match="there is no such file"):
        read_file(tmp_path / "none.json")
    with pytest.raises(TripPlannerError, match="it is a folder"):
        read_file(tmp_path)


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SMALL).encode())
    assert read_file(path).problems == ()


def test_every_problem_is_told_at_once_and_nothing_is_written(
    workspace: Workspace, write: Callable[..., Path]
) -> None:
    def spoil(raw: dict[str, Any]) -> None:
        raw["items"][0]["type"] = "party"
        raw["items"][1]["site"] = "S99"

    before = workspace.get(row_counts)
    with pytest.raises(TripPlannerError) as refused:
        bring(workspace, write(spoil))
    sentence = refused.value.sentence("en")
    assert "2 problems" in sentence
    assert "found \"party\"" in sentence
    assert "there is no site with this key; found \"S99\"" in sentence
    assert workspace.get(row_counts) == before


LIKELY = ["A", "li", "gap", "2027-09-01", "2027-09-01T10:00", "Europe/Paris", "S01"]
NUMBERS = st.integers(-(10**9), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=20) | st.sampled_from(LIKELY),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fr", "key", "source", "text"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def places_in(raw: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a file."""
    steps = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    return [way for step, inner in steps for way in ((*path, step), *places_in(inner, (*path, step)))]


@pytest.fixture(scope="module")
def empty() -> Iterator[sa.Engine]:
    """A database in memory that a test leaves as it was."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(places_in(SMALL)), value=VALUES)
def test_any_value_anywhere_is_imported_or_refused_in_words(
    way: tuple[Any, ...], value: Any, tmp_path: Path, empty: sa.Engine
) -> None:
    raw = copy.deepcopy(SMALL)
    set_in(*way, value=value)(raw)
    path = tmp_path / "any.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with Session(empty) as session:
        try:
            parsed = read_file(path)
            apply(session, parsed)
        except TripPlannerError as refused:
            said, trips = refused.sentence("en"), 0
        else:
            said, trips = "imported", 1
            assert not preview(session, parsed).changes
        assert said
        assert session.scalar(sa.select(sa.func.count()).select_from(Trip)) == trips
        session.rollback()


def test_a_site_brought_along_is_created_once(workspace: Workspace, write: Callable[..., Path]) -> None:
    def with_site(raw: dict[str, Any]) -> None:
        raw["sites"] = [{"key": "X1", "name": {"fr": "Un pont"}, "group_cap": 12, "place": "gap"}]
        raw["items"][0]["site"] = "X1"

    uuid = bring(workspace, write(with_site))
    bring(workspace, write(with_site))
    assert workspace.get(lambda session: [site.code for site in session.scalars(sa.select(Site))]) == ["X1"]
    assert workspace.get(lambda session: items_of(session, uuid)[0].site.group_cap) == 12
