"""Five days and twenty visits made from the library, by mouse and by keyboard alone; all undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from programmes import Key, Mod, page_of, press
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from test_dragging import Mouse

from tripplanner.i18n import msg
from tripplanner.planning.trips import create_trip
from tripplanner.store.export import Export, canonical_export
from tripplanner.text import Text
from tripplanner.ui.dialogs import ask
from tripplanner.ui.programme.place_sheet import PlaceSheet
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow

FIRST = date(2027, 9, 13)
CLOCKS = ("09:00", "11:15", "14:00", "16:30")
VISITS = [(number, day, clock) for number, (day, clock) in enumerate((d, c) for d in range(5) for c in CLOCKS)]
CTRL, SHIFT = Mod.ControlModifier, Mod.ShiftModifier


@pytest.fixture
def empty(open_window: OpenWindow) -> tuple[Opened, ProgrammeScreen]:
    """A new trip of five days, shown, with the library at its side."""
    opened = open_window("fr", "light", (1440, 900))
    trip = opened.workspace.do(
        msg("create a trip"), create_trip, title=Text.of("fr", fr="Neuf"), first_day=FIRST,
        last_day=FIRST + timedelta(days=4),
    )  # fmt: skip
    page = page_of(opened)
    opened.context.shell.choose_trip(trip)
    opened.settle()
    page.shelf.open("sites")
    opened.settle()
    return opened, page


def planned(page: ProgrammeScreen) -> list[tuple[str, datetime | None]]:
    assert page.source is not None
    return [(item.site_name.get("en"), item.start) for item in page.source.items]


def wanted(page: ProgrammeScreen) -> list[tuple[str, datetime | None]]:
    sites = page.shelf._library()  # pyright: ignore[reportPrivateUsage]
    moments = [datetime.combine(FIRST + timedelta(days=day), datetime.strptime(clock, "%H:%M").time())  # noqa: DTZ007
               for _number, day, clock in VISITS]  # fmt: skip
    return [(sites[number].name.get("en"), moment) for (number, _d, _c), moment in zip(VISITS, moments, strict=True)]


def undone_and_redone(opened: Opened, steps: int, before: Export) -> None:
    """Back to the empty trip by as many undos, and here again by as many redos."""
    after = opened.workspace.get(canonical_export)
    for _step in range(steps):
        opened.desk.actions.run("undo")
    assert opened.workspace.get(canonical_export) == before
    for _step in range(steps):
        opened.desk.actions.run("redo")
    assert opened.workspace.get(canonical_export) == after


def test_by_mouse(empty: tuple[Opened, ProgrammeScreen]) -> None:
    opened, page = empty
    before = opened.workspace.get(canonical_export)
    mouse, cards = Mouse(opened, page), page.shelf.sites
    for number, day, clock in VISITS:
        index = cards.model().index(number, 0)
        cards.scrollTo(index)
        mouse.drag(cards.visualRect(index).center(), mouse.point(day, clock), on=cards.viewport())
    assert planned(page) == wanted(page)
    undone_and_redone(opened, len(VISITS), before)


def test_by_keyboard_alone(empty: tuple[Opened, ProgrammeScreen]) -> None:
    opened, page = empty
    before = opened.workspace.get(canonical_export)
    page.shelf.sites.setFocus()
    press(opened, page, Key.Key_Home)
    for number, day, clock in VISITS:

        def type_into(sheet: PlaceSheet, day: int = day, clock: str = clock) -> None:
            QTest.keyClick(sheet.day, Key.Key_Home)
            for _down in range(day):
                QTest.keyClick(sheet.day, Key.Key_Down)
            sheet.time.setFocus()
            sheet.time.setSelectedSection(sheet.time.Section.HourSection)
            QTest.keyClicks(sheet.time, clock)
            QTest.keyClick(sheet.time, Key.Key_Return)

        def answer(sheet: PlaceSheet, type_into: Callable[[PlaceSheet], None] = type_into) -> bool:
            QTimer.singleShot(0, sheet, lambda: type_into(sheet))
            return ask(sheet)

        page.placer.answer = answer
        page.shelf.sites.setFocus()
        press(opened, page, Key.Key_Home)
        for _down in range(number):
            QTest.keyClick(page.shelf.sites, Key.Key_Down)
        press(opened, page, Key.Key_Return)
    assert planned(page) == wanted(page)
    undone_and_redone(opened, len(VISITS), before)
    walk(opened, page)


def walk(opened: Opened, page: ProgrammeScreen) -> None:
    """Change it by the keys of the grid, and take everything back."""
    before = opened.workspace.get(canonical_export)
    page.grid.setFocus()
    press(opened, page, Key.Key_Home, CTRL)
    keys = (
        (Key.Key_Down, Mod.AltModifier), (Key.Key_Right, Mod.AltModifier), (Key.Key_PageDown, Mod.AltModifier),
        (Key.Key_L, CTRL | SHIFT), (Key.Key_L, CTRL | SHIFT), (Key.Key_Delete, SHIFT), (Key.Key_G, CTRL),
        (Key.Key_D, CTRL), (Key.Key_Delete, Mod.NoModifier),
    )  # fmt: skip
    for key, modifiers in keys:
        press(opened, page, key, modifiers)
    for _key in keys:
        press(opened, page, Key.Key_Z, CTRL)
    assert opened.workspace.get(canonical_export) == before
