"""Programmes that no one should write, in every view: nothing breaks, and what is odd is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tripplanner.i18n import msg, say
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.planning.trips import create_trip
from tripplanner.text import Text
from tripplanner.ui.programme.screen import MODES, ProgrammeScreen
from windows import OpenWindow

FIRST = date(2027, 3, 27)  # clocks go forward in the night to the 28th, at two
LONG = "Très long, " * 1000


def _item(trip: int, title: str, start: str, end: str, **fields: str) -> Item:
    begins, ends = datetime.fromisoformat(start), datetime.fromisoformat(end)
    return Item(trip_id=trip, title=Text.of(fr=title), type="meeting", start=begins, end=ends, **fields)


def odd(session: Session) -> int:
    """Backwards, over midnight, in the hour that is skipped, outside the trip, in three zones on a day, very long."""
    trip = create_trip(session, title=Text.of(fr="Étrange"), first_day=FIRST, last_day=FIRST + timedelta(days=1),
                       languages=("fr",))  # fmt: skip
    session.add_all(
        (
            _item(trip, "À rebours", "2027-03-27T11:00", "2027-03-27T09:00"),
            _item(trip, "Nuit", "2027-03-27T22:00", "2027-03-28T01:00"),
            _item(trip, "Heure sautée", "2027-03-28T02:30", "2027-03-28T04:00"),
            _item(trip, "Avant", "2027-03-01T10:00", "2027-03-01T11:00"),
            _item(trip, "Des années", "2027-03-28T09:00", "2031-03-28T10:00"),
            _item(trip, "Pékin", "2027-03-28T17:00", "2027-03-28T18:00", start_zone="Asia/Shanghai",
                  end_zone="Asia/Shanghai"),
            _item(trip, "Vol", "2027-03-28T20:00", "2027-03-28T13:00", start_zone="Asia/Shanghai",
                  end_zone="America/New_York"),
            _item(trip, LONG, "2027-03-28T14:00", "2027-03-28T15:00"),
            _item(trip, "Sans durée", "2027-03-28T16:00", "2027-03-28T16:00"),
        )
    )  # fmt: skip
    session.flush()
    return trip


def crowded(session: Session) -> int:
    """Four hundred items on one day of two months, each over the next two."""
    trip = create_trip(session, title=Text.of(fr="Foule"), first_day=FIRST, last_day=FIRST + timedelta(days=59),
                       languages=("fr",))  # fmt: skip
    begin = datetime.combine(FIRST, datetime.min.time())
    for number in range(150):  # tests/ui/test_odd_programmes.py has a day of four hundred
        start = begin + timedelta(minutes=480 + 2 * number)
        session.add(_item(trip, f"Point {number}", start.isoformat(), (start + timedelta(minutes=5)).isoformat()))
    session.flush()
    return trip


def endless(session: Session) -> int:
    """A trip that ends before it begins, as a damaged file may hold it."""
    trip = create_trip(session, title=Text.of(fr="Rien"), first_day=FIRST, last_day=FIRST, languages=("fr",))
    session.get_one(Trip, trip).last_day = FIRST - timedelta(days=1)
    session.add(_item(trip, "Seul", "2027-03-27T10:00", "2027-03-27T11:00"))
    session.flush()
    return trip


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (odd, {"time.ends_before_start", "time.clock_change", "time.outside_trip", "time.overlap"}),
        (crowded, {"time.overlap"}),
        (endless, {"time.outside_trip"}),
    ],
)
def test_every_view_shows_it_and_what_is_odd_is_said(open_window: OpenWindow, make: object, said: set[str]) -> None:
    opened = open_window()
    trip = opened.workspace.do(msg("New trip"), make)  # type: ignore[arg-type]
    page = opened.show("programme", trip)
    assert isinstance(page, ProgrammeScreen)
    assert said <= {finding.rule for finding in page.findings.all}
    assert all(say(finding.what, language) for finding in page.findings.all[:50] for language in ("fr", "en", "zh"))
    for mode in MODES:
        page.show_mode(mode)
        opened.settle()
        assert not page.grab().isNull()
        for item in page.board.source.items[:12]:  # type: ignore[union-attr]
            page.choose(item.uuid)
    page.show_mode("week")
    last = page.board.source.items[-1]  # type: ignore[union-attr]
    page.choose(last.uuid)
    opened.desk.actions.run("later")
    opened.settle()
    moved = page.board.item(last.uuid)
    assert moved is not None
    assert moved.start == last.start + timedelta(minutes=15)
