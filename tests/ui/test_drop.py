"""Where something lands that is dragged."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.ui.programme import drop
from tripplanner.ui.programme.drop import Edge
from tripplanner.ui.programme.layout import Column

DAY = date(2027, 6, 14)
PLAIN = Column(DAY, (("A", "B"),), (0.0, 1.0), 1.0)
SPLIT = Column(DAY, (("A",), ("B", "C")), (0.0, 0.5, 1.0), 1.6)


def at(clock: str, day: int = 14) -> datetime:
    return datetime.fromisoformat(f"2027-06-{day} {clock}")


@pytest.mark.parametrize(
    ("pointer", "grabbed", "step", "start"),
    [
        ("10:20", 0, 15, "10:15"),
        ("10:23", 0, 15, "10:30"),
        ("10:20", 20, 15, "10:00"),
        ("10:22", 20, 5, "10:00"),
        ("10:23", 20, 5, "10:05"),
        ("10:22", 20, 1, "10:02"),
    ],
)
def test_it_begins_on_the_step(pointer: str, grabbed: int, step: int, start: str) -> None:
    assert drop.begun(at(pointer), timedelta(minutes=grabbed), step) == at(start)


def test_what_began_the_day_before_is_held_where_it_was_taken() -> None:
    assert drop.begun(at("01:00"), timedelta(hours=3), 15) == at("22:00", 13)


@pytest.mark.parametrize(
    ("edge", "pointer", "span"),
    [
        ("end", "11:40", ("09:00", "11:45")),
        ("end", "08:00", ("09:00", "09:15")),
        ("start", "08:10", ("08:15", "10:00")),
        ("start", "23:00", ("09:45", "10:00")),
    ],
)
def test_an_edge_never_passes_the_other(edge: Edge, pointer: str, span: tuple[str, str]) -> None:
    assert drop.stretched(at("09:00"), at("10:00"), edge, at(pointer), 15) == (at(span[0]), at(span[1]))


@given(st.floats(-5000, 5000), st.sampled_from([1, 5, 15]))
def test_the_pointer_stays_in_its_day(minute: float, step: int) -> None:
    moment = drop.at_minute(DAY, minute)
    assert at("00:00") <= moment <= at("00:00", 15)
    assert (drop.snapped(moment, step) - at("00:00")).total_seconds() % (60 * step) == 0


def test_columns_of_groups() -> None:
    assert [drop.track_at(SPLIT, across) for across in (0.0, 0.49, 0.5, 1.0)] == [0, 0, 1, 1]
    assert drop.track_at(PLAIN, 0.9) == 0


@pytest.mark.parametrize(
    ("column", "track", "present", "new", "groups"),
    [
        (PLAIN, 0, ("A",), False, None),
        (PLAIN, 0, (), True, None),
        (SPLIT, 1, ("A",), False, ("B", "C")),
        (SPLIT, 1, ("B", "C"), False, None),
        (SPLIT, 1, (), False, None),
        (SPLIT, 0, (), True, ("A",)),
    ],
)
def test_who_takes_part_where_it_is_dropped(
    column: Column, track: int, present: tuple[str, ...], new: bool, groups: tuple[str, ...] | None
) -> None:
    assert drop.groups_there(column, track, present, new) == groups


def test_the_ghost_spans_the_columns_of_its_groups() -> None:
    assert drop.place_in(PLAIN, 0, ("A",)) == (0.0, 1.0)
    assert drop.place_in(SPLIT, 1, ()) == (0.0, 1.0)
    assert drop.place_in(SPLIT, 1, ("C",)) == (0.5, 1.0)
    assert drop.place_in(SPLIT, 1, ("Z",)) == (0.5, 1.0)
