"""Tracks attached to a trip, an item or a site: one step each, undone and redone with their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.sites import Site
from tripplanner.planning.archived import Archived
from tripplanner.planning.items import add_item
from tripplanner.planning.tracks import add_track, list_tracks, remove_track, track_bytes
from tripplanner.planning.trips import create_trip, set_stage, trip_row
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

DATA = b"<gpx><trk/></gpx>"
LABEL = msg("a track")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "trips.db", create=True) as made:
        yield made


def a_trip(workspace: Workspace) -> tuple[int, str]:
    """A trip of one day; its number and its UUID."""
    day = date(2027, 6, 13)
    trip = workspace.do(LABEL, create_trip, title=Text({"en": "Trip"}, "en"), first_day=day, last_day=day)
    return trip, workspace.get(trip_row, trip).uuid


def names(workspace: Workspace, trip: int) -> list[str]:
    return [row.name for row in workspace.get(list_tracks, trip)]


def test_a_trip_has_its_own_tracks_and_those_of_its_items_and_sites(workspace: Workspace) -> None:
    trip, uuid = a_trip(workspace)
    other, _ = a_trip(workspace)

    def visit(session: object) -> tuple[str, str]:
        site = Site(name=Text({"en": "Bog"}, "en"))
        session.add(site)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        start = datetime(2027, 6, 13, 9)
        add_item(session, trip, start=start, end=start.replace(hour=10), site_id=site.id)  # type: ignore[arg-type]
        item = add_item(session, trip, type="transfer")  # type: ignore[arg-type]
        from tripplanner.model.programme import Item

        return session.get(Item, item).uuid, site.uuid  # type: ignore[attr-defined, no-any-return]

    item, site = workspace.do(LABEL, visit)
    for owner, name in ((uuid, "trip.gpx"), (item, "item.gpx"), (site, "site.gpx")):
        workspace.do(LABEL, add_track, owner, name, DATA)
    assert names(workspace, trip) == ["trip.gpx", "item.gpx", "site.gpx"]
    assert names(workspace, other) == []


def test_adding_is_one_step_and_comes_back_with_its_bytes(workspace: Workspace) -> None:
    trip, uuid = a_trip(workspace)
    workspace.do(LABEL, add_track, uuid, "way.gpx", DATA, scope=uuid)
    row = workspace.get(list_tracks, trip)[0]
    assert (row.size, workspace.get(track_bytes, row.sha256)) == (len(DATA), DATA)
    workspace.undo(uuid)
    assert names(workspace, trip) == []
    workspace.redo(uuid)
    assert workspace.get(track_bytes, workspace.get(list_tracks, trip)[0].sha256) == DATA


def test_the_same_track_twice_is_one_track(workspace: Workspace) -> None:
    trip, uuid = a_trip(workspace)
    first = workspace.do(LABEL, add_track, uuid, "way.gpx", DATA)
    assert workspace.do(LABEL, add_track, uuid, "way again.gpx", DATA) == first
    assert names(workspace, trip) == ["way.gpx"]


def test_removing_is_undone(workspace: Workspace) -> None:
    trip, uuid = a_trip(workspace)
    track = workspace.do(LABEL, add_track, uuid, "way.gpx", DATA, scope=uuid)
    workspace.do(LABEL, remove_track, track, scope=uuid)
    assert names(workspace, trip) == []
    with pytest.raises(NotFound):
        workspace.do(LABEL, remove_track, track, scope=uuid)
    workspace.undo(uuid)
    assert names(workspace, trip) == ["way.gpx"]


def test_an_archived_trip_keeps_the_tracks_it_has(workspace: Workspace) -> None:
    trip, uuid = a_trip(workspace)
    track = workspace.do(LABEL, add_track, uuid, "way.gpx", DATA)
    workspace.do(LABEL, set_stage, trip, None, "archived")
    with pytest.raises(Archived):
        workspace.do(LABEL, remove_track, track)
    with pytest.raises(Archived):
        workspace.do(LABEL, add_track, uuid, "other.gpx", DATA + b" ")
    assert names(workspace, trip) == ["way.gpx"]
