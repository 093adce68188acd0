"""Programmes that make little sense: all of it is shown, said to be odd, and can be put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from programmes import Key, Mod, page_of, press
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from tripplanner.i18n import msg, say
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.planning.mending import fixes
from tripplanner.planning.trips import create_trip
from tripplanner.text import Text
from tripplanner.ui.programme.finding_cards import FINDING
from tripplanner.ui.programme.findings import MANY
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.second_window import open_beside
from windows import Opened, OpenWindow

FIRST = date(2027, 3, 27)  # the clocks of Paris go on in the night to the 28th
Times = tuple[datetime | None, datetime | None]


def at(clock: str, day: int = 27) -> datetime:
    return datetime.fromisoformat(f"2027-03-{day:02} {clock}")


Shown = Callable[..., tuple[Opened, ProgrammeScreen]]


@pytest.fixture
def shown(open_window: OpenWindow) -> Shown:
    """``shown({title: (start, end, fields…)}, days=3)``: a trip with these items on screen, in English."""

    def make(items: dict[str, tuple[Any, ...]], days: int = 3) -> tuple[Opened, ProgrammeScreen]:
        opened = open_window("en")

        def fill(session: Session) -> int:
            trip = create_trip(
                session, title=Text.of("en", en="Odd"), first_day=FIRST, last_day=FIRST + timedelta(max(0, days - 1))
            )
            if days == 0:
                session.get_one(Trip, trip).last_day = FIRST - timedelta(days=1)
            for title, (start, end, *fields) in items.items():
                more = fields[0] if fields else {}
                session.add(Item(trip_id=trip, title=Text.of("en", en=title), start=start, end=end, **more))
            return trip

        trip = opened.workspace.do(msg("make"), fill)
        page = page_of(opened)
        opened.context.shell.choose_trip(trip)
        opened.settle()
        return opened, page

    return make


def said(page: ProgrammeScreen) -> dict[str, str]:
    """What a screen reader finds in the grid, by the title of the item."""
    reader = QAccessible.queryAccessibleInterface(page.grid)
    names = [reader.child(at).text(QAccessible.Text.Name) for at in range(reader.childCount())]
    assert page.source is not None
    titles = {item.title.get("en"): item for item in page.source.items if item.start is not None}
    return {title: next(name for name in names if title in name) for title in titles}


def test_each_oddity_is_drawn_and_said(shown: Shown) -> None:
    _opened, page = shown(
        {
            "Backwards": (at("10:00"), at("09:00")),
            "Nothing": (at("12:00"), at("12:00")),
            "Skipped": (at("02:30", 28), at("03:30", 28)),
            "Elsewhere": (at("10:00", 5), at("11:00", 5)),
            "Night": (at("22:00"), at("01:30", 28)),
            "Flight": (at("01:00", 28), at("06:00", 28), {"start_zone": "Asia/Shanghai", "end_zone": "Europe/Paris"}),
            "New York": (
                at("20:00", 28),
                at("22:00", 28),
                {"start_zone": "America/New_York", "end_zone": "America/New_York"},
            ),
            "No end": (at("15:00"), None),
        }
    )
    names = said(page)
    assert "ends before it starts" in names["Backwards"]
    assert "ends before it starts" in names["Nothing"]
    assert "the clocks skip this time" in names["Skipped"]
    assert "outside the dates of the trip" in names["Elsewhere"]
    for title in ("Night", "Flight", "New York", "No end"):
        assert not any(words in names[title] for words in ("ends before", "skip", "outside"))
    assert len(names) == 8
    assert not page.grab().isNull()


def test_what_ends_first_is_put_right_by_a_key(shown: Shown) -> None:
    opened, page = shown({"Backwards": (at("10:00"), at("09:00"))})
    assert page.source is not None
    page.choose(page.source.items[0].uuid)
    press(opened, page, Key.Key_PageDown, Mod.AltModifier)
    item = page.source.items[0]
    assert (item.start, item.end) == (at("10:00"), at("10:45"))
    assert "ends before" not in said(page)["Backwards"]


@pytest.mark.parametrize("days", [0, 1, 60])
def test_a_trip_of_any_length_can_be_worked_on(shown: Shown, days: int) -> None:
    opened, page = shown({"Visit": (at("10:00"), at("11:00")), "Waiting": (None, None)}, days)
    for mode in ("day", "list", "week"):
        page.show_mode(mode)
        opened.settle()
        assert not page.grab().isNull()
    assert len(page.grid.sheet().plan.columns) == max(days, 1)
    page.choose(next(item.uuid for item in page.board.source.items if item.start))  # type: ignore[union-attr]
    press(opened, page, Key.Key_Right, Mod.AltModifier)
    moved = page.board.chosen()
    assert moved is not None
    assert moved.start == at("10:00", 28)


def test_four_hundred_items_in_a_day_stay_apart_and_can_be_walked(shown: Shown) -> None:
    items = {
        f"Item {n:03}": (at("08:00") + timedelta(minutes=n), at("09:00") + timedelta(minutes=n)) for n in range(400)
    }
    opened, page = shown(items)
    plan = page.grid.sheet().plan
    assert len(plan.pieces) == 400
    assert len(said(page)) == 400
    press(opened, page, Key.Key_Home, Mod.ControlModifier)
    press(opened, page, Key.Key_Down)
    assert page.board.current != ""
    press(opened, page, Key.Key_Down, Mod.AltModifier)
    assert not page.grab().isNull()


def test_a_text_of_ten_thousand_letters_is_shown_shortened(shown: Shown) -> None:
    opened, page = shown(
        {"Long " * 2000: (at("10:00"), at("12:00")), "长" * 10_000: (at("10:00", 28), at("12:00", 28))}
    )
    page.choose(page.board.source.items[0].uuid)  # type: ignore[union-attr]
    page.show_mode("day")
    opened.settle()
    assert not page.grab().isNull()


def test_two_windows_on_one_trip_stay_in_step(shown: Shown) -> None:
    opened, page = shown({"Visit": (at("10:00"), at("11:00"))})
    window = open_beside(opened.desk)
    assert window is not None
    assert window.desk is not None
    other = window.desk.page()
    assert isinstance(other, ProgrammeScreen)
    assert (other is not page, window.desk.shell.trip) == (True, opened.context.shell.trip)
    page.choose(page.board.source.items[0].uuid)  # type: ignore[union-attr]
    press(opened, page, Key.Key_Down, Mod.AltModifier)
    assert other.board.source is not None
    assert other.board.source.items[0].start == at("10:15")
    other.choose(other.board.source.items[0].uuid)
    other.hands.unplace()
    assert page.board.source is not None
    assert page.board.source.items[0].start is None
    while window.desk.jobs.running():
        opened.settle()
        QApplication.processEvents()
    window.close()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    opened.settle()
    opened.desk.actions.run("undo")
    assert page.board.source.items[0].start == at("10:15")


def test_in_a_programme_of_many_findings_a_fix_comes_later_and_only_for_the_last_one_chosen(shown: Shown) -> None:
    late = at("12:00")
    items = {f"Item {n:02}": (at("09:00") + timedelta(minutes=n), late + timedelta(minutes=n)) for n in range(26)}
    opened, page = shown(items)
    assert len(page.findings.all) > MANY
    _one_card_stands_for_many(page)
    page.checks.step(1)
    remedies = page.checks.remedies
    assert remedies.seeking.isVisibleTo(remedies)
    assert remedies.fixes == ()
    page.checks.step(1)
    opened.settle()
    assert not remedies.seeking.isVisibleTo(remedies)
    assert remedies.finding is page.checks.current()
    checking, finding = page.findings.checking, page.checks.current()
    assert checking is not None
    assert finding is not None
    assert [one.label for one in remedies.fixes] == [one.label for one in fixes(checking, finding)]


def _one_card_stands_for_many(page: ProgrammeScreen) -> None:
    """The first card stands for 25 overlaps of one item; Enter shows each, and F8 goes to every finding."""
    panel, cards = page.checks, page.checks.list.model()
    first = "Item 00"
    mine = [one for one in page.findings.all if one.rule == "time.overlap" and first in say(one.what, "en")]
    assert len(mine) == 25
    assert cards.rowCount() < len(page.findings.all)
    panel.list.setCurrentIndex(cards.index(0, 0))
    assert cards.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("24 more like it: Enter shows them")
    panel.list.entered_row.emit()
    assert [cards.index(row, 0).data(FINDING) for row in range(25)] == mine
    assert panel.current() == mine[0]
    seen = [panel.current()]
    for _ in page.findings.open[1:]:
        panel.step(1)
        seen.append(panel.current())
    assert seen == list(page.findings.open)
    panel.list.setCurrentIndex(QModelIndex())
