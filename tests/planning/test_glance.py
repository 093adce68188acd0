"""The first screen without the database code: the same rows as the reading proper, or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tripplanner.i18n import msg
from tripplanner.planning.glance import glance
from tripplanner.planning.items import edit_item_fields, move_item, unplace_item
from tripplanner.planning.programme import list_items, site_colours, week
from tripplanner.planning.trips import list_trips
from tripplanner.store.workspace import Workspace


@pytest.fixture
def database(sample_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_database, tmp_path / "trips.db"))


def assert_equal_to_the_reading(path: Path) -> None:
    with Workspace.open(path, read_only=True) as workspace:
        trips = workspace.get(list_trips)
        read = {trip.id: workspace.get(week, trip.id) for trip in trips}
        colours = workspace.get(site_colours)
    for trip in trips:
        for key in (str(trip.id), trip.code):
            seen = glance(path, key)
            assert seen is not None
            assert seen.week == read[trip.id]
            assert seen.colours == colours


def test_a_glance_sees_what_reading_the_week_sees(database: Path) -> None:
    seen = glance(database, "P01")
    assert seen is not None
    assert len(seen.week.items) == 60
    assert_equal_to_the_reading(database)


def test_so_it_does_after_edits(database: Path) -> None:
    with Workspace.open(database) as workspace:
        first, second, third, *_ = workspace.get(list_items)
        assert second.start is not None
        workspace.do(msg("unplace"), unplace_item, first.id, None)
        workspace.do(msg("move"), move_item, second.id, None, start=second.start + timedelta(days=1, minutes=5))
        title = third.title.with_words("fr", "Un ’ titre & autre")
        workspace.do(msg("title"), edit_item_fields, third.id, None, title=title, locked=True, distance_km=12.5)
    seen = glance(database, "1")
    assert seen is not None
    assert [item.id for item in seen.week.unplaced] == [first.id]
    assert_equal_to_the_reading(database)


@pytest.mark.parametrize("key", ["", "P99", "99999999999999999999", "1 OR 1"])
def test_a_trip_that_is_not_there_is_left_to_the_opening(database: Path, key: str) -> None:
    assert glance(database, key) is None


def test_a_file_in_use_or_left_by_a_crash_is_left_to_the_opening(database: Path) -> None:
    with Workspace.open(database) as workspace:
        item = workspace.get(list_items)[0]
        workspace.do(msg("edit"), edit_item_fields, item.id, None, locked=True)
        assert glance(database, "1") is None
    assert glance(database, "1") is not None


def test_a_file_of_another_schema_or_program_is_left_to_the_opening(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    assert glance(database, "1") is None
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA application_id = 1")
    connection.close()
    assert glance(database, "1") is None


def test_damage_is_left_to_the_opening(database: Path, tmp_path: Path) -> None:
    whole = database.read_bytes()
    for place in range(0, 40):
        torn = bytearray(whole)
        start = 100 + place * 4096
        torn[start : start + 2000] = b"\xff" * 2000
        database.write_bytes(torn)
        seen = glance(database, "P01")
        assert seen is None or seen.week.trip.code == "P01"
    database.write_bytes(b"")
    assert glance(database, "1") is None
    assert glance(tmp_path, "1") is None
    assert glance(tmp_path / "none.db", "1") is None


def test_looking_leaves_nothing_beside_the_file(database: Path) -> None:
    before = database.read_bytes()
    glance(database, "1")
    assert [file.name for file in database.parent.iterdir()] == [database.name]
    assert database.read_bytes() == before
