"""Whatever stands in a programme file: it is imported, or refused in words that name the place and the value."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from examples import many
from exchange.programme_samples import FULL, SMALL, Changed, set_in
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.programme_file import apply, preview, read_file
from tripplanner.i18n import languages, say
from tripplanner.model import Base
from tripplanner.model.trips import Trip
from tripplanner.planning.checks import check_trip

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

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
    ("infinite", set_in("items", 0, "distance_km", value=1e400), "it holds a value that is no number"),
    ("list as text", set_in("items", 0, "title", value=["x"]), "it must be an object with the words of each language"),
    ("title without words", set_in("items", 0, "title", value={}), "“title”: it is missing"),
    ("empty title", set_in("items", 0, "title", value=""), "“title”: it is missing"),
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
def test_what_is_wrong_is_named_with_its_place_and_value(tmp_path: Path, change: Changed, said: str) -> None:
    raw = copy.deepcopy(SMALL)
    change(raw)
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    try:
        told = [say(problem.message, "en") for problem in read_file(path).problems]
    except TripPlannerError as refused:
        told = [refused.sentence("en")]
    assert any(said in sentence for sentence in told)


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
    ("surrogate in a list", b'{"items": [["\\ud800"]]}', "it holds a character that is no text"),
    ("NUL in a list", b'{"x": ["a\\u0000b"]}', "it holds a character that is no text"),
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


@settings(max_examples=many(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(places_in(FULL)), value=VALUES)
def test_any_value_anywhere_is_imported_or_refused_in_words(
    way: tuple[Any, ...], value: Any, tmp_path: Path, empty: sa.Engine
) -> None:
    raw = copy.deepcopy(FULL)
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
            check_trip(session, session.scalars(sa.select(Trip.id)).one())
        assert said
        assert session.scalar(sa.select(sa.func.count()).select_from(Trip)) == trips
        session.rollback()
