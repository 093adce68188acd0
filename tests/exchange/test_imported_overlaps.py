"""Hundreds of items in parallel tracks, brought in by a file: the overlaps are those that a sweep of the file finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.programme_samples import SMALL
from tripplanner.exchange.programme_file import apply, read_file
from tripplanner.model.trips import Trip
from tripplanner.planning.checks import check_trip

FIRST = datetime(2027, 9, 1)
TRACKS = ("A", "B", "C")


def tracks(seed: int, count: int) -> list[dict[str, Any]]:
    """Items of one to three sub-groups over eight days, at any hour, dozens of them over midnight."""
    chance, items = Random(seed), []
    for number in range(count):
        start = FIRST + timedelta(minutes=15 * chance.randrange(7 * 96))
        end = start + timedelta(minutes=15 * chance.randint(1, 32))
        items.append({
            "key": f"T{number}", "type": "meeting", "title": f"Point {number}",
            "start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}",
            "subgroups": sorted(chance.sample(TRACKS, chance.choice((1, 1, 1, 2, 3)))),
        })  # fmt: skip
    return items


def swept(items: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Pairs that share a sub-group and a moment; what only touches shares none."""
    return {
        (min(one["key"], other["key"]), max(one["key"], other["key"]))
        for one, other in combinations(items, 2)
        if set(one["subgroups"]) & set(other["subgroups"])
        and one["start"] < other["end"] and other["start"] < one["end"]
    }  # fmt: skip


@pytest.mark.parametrize(("seed", "count"), [(1, 300), (2, 200)])
def test_an_imported_programme_has_exactly_the_overlaps_of_its_file(
    sample_session: Callable[[], AbstractContextManager[Session]], tmp_path: Path, seed: int, count: int
) -> None:
    items = tracks(seed, count)
    groups = [{"key": code, "delegation": "D", "name": code} for code in TRACKS]
    path = tmp_path / "tracks.json"
    trip = {**SMALL["trip"], "last_day": "2027-09-08"}
    path.write_text(json.dumps({**SMALL, "trip": trip, "subgroups": groups, "items": items}), encoding="utf-8")
    with sample_session() as session:
        uuid = apply(session, read_file(path))
        number = session.scalars(select(Trip.id).where(Trip.uuid == uuid)).one()
        found = [one for one in check_trip(session, number) if one.rule == "time.overlap"]
    pairs = [tuple(sorted(row.code for row in one.rows if row.table == "item")) for one in found]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == swept(items)
    assert sum(one["start"][:10] < one["end"][:10] for one in items) > count / 20
