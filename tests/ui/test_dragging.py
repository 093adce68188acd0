"""The programme arranged by mouse, event by event: moving, resizing, copying, pushing, placing, taking off."""

from __future__ import annotations

from datetime import datetime

import pytest
from programmes import Key, Mod, key_of, page_of, times
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.planning.arranging import set_locked
from tripplanner.store.export import canonical_export
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept

LEFT, NONE = Qt.MouseButton.LeftButton, Mod.NoModifier


class Mouse:
    """Presses, moves and releases on a page; points are those of the grid's viewport."""

    def __init__(self, opened: Opened, page: ProgrammeScreen) -> None:
        self.opened, self.page, self.view = opened, page, page.grid.viewport()

    def middle(self, key: str, edge: str = "") -> QPoint:
        piece = next(one for one in self.page.grid.sheet().plan.pieces if one.key == key)
        box = self.page.grid.box_of(piece)
        at = box.center()
        if edge:
            at.setY(box.bottom() - 2 if edge == "end" else box.top() + 2)
        return at.toPoint()

    def point(self, day: int, clock: str) -> QPoint:
        """A time of a column."""
        hours, _, minutes = clock.partition(":")
        geometry, origin = self.page.grid.geometry_shown(), self.page.grid.origin()
        x = (geometry.lefts[day] + geometry.lefts[day + 1]) / 2
        return QPoint(round(origin.x() + x), round(origin.y() + geometry.y(int(hours) * 60 + int(minutes))))

    def hold(
        self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE, on: QWidget | None = None
    ) -> None:
        """Press at ``start`` (of ``on``, else of the grid) and move to ``end``."""
        source = on or self.view
        goal = source.mapFromGlobal(self.view.mapToGlobal(end))
        QTest.mousePress(source, LEFT, NONE, start)
        for part in (0.2, 0.6, 1.0):
            between = start + (goal - start) * part
            self._move(source, between, modifiers)
        self.source, self.goal, self.modifiers = source, goal, modifiers

    def _move(self, source: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        where = source.mapToGlobal(at).toPointF()
        event = QMouseEvent(QEvent.Type.MouseMove, at.toPointF(), where, Qt.MouseButton.NoButton, LEFT, modifiers)
        QApplication.sendEvent(source, event)

    def drop(self) -> None:
        QTest.mouseRelease(self.source, LEFT, self.modifiers, self.goal)
        self.opened.settle()

    def drag(
        self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE, on: QWidget | None = None
    ) -> None:
        self.hold(start, end, modifiers, on)
        self.drop()


@pytest.fixture
def mouse(kept_window: OpenWindow) -> Mouse:
    opened = kept_window()
    return Mouse(opened, page_of(opened))


def by(mouse: Mouse, minutes: int) -> QPoint:
    return QPoint(0, round(minutes / 60 * mouse.page.grid.hour_height()))


def test_an_item_is_dragged_to_another_time_and_day(mouse: Mouse) -> None:
    item = key_of(mouse.page, "D1-06")
    start = mouse.middle(item)
    mouse.drag(start, start + by(mouse, 62))
    assert times(mouse.page, item) == "13 16:00–17:30"
    across = mouse.point(2, "10:00") - mouse.point(0, "10:00")
    start = mouse.middle(item)
    mouse.drag(start, start + across)
    assert times(mouse.page, item) == "15 16:00–17:30"
    mouse.opened.desk.actions.run("undo")
    mouse.opened.desk.actions.run("undo")
    assert times(mouse.page, item) == "13 15:00–16:30"


@pytest.mark.parametrize(
    ("modifiers", "minutes", "after"),
    [
        (Mod.ShiftModifier, 20, "13 15:20–16:50"),
        (Mod.AltModifier, 27, "13 15:27–16:57"),
        (NONE, 20, "13 15:15–16:45"),
    ],
)
def test_shift_and_alt_refine_the_step(mouse: Mouse, modifiers: Qt.KeyboardModifier, minutes: int, after: str) -> None:
    item = key_of(mouse.page, "D1-06")
    mouse.page.grid.zoom(60)
    mouse.page.choose(item)
    start = mouse.middle(item)
    mouse.drag(start, start + by(mouse, minutes), modifiers)
    assert times(mouse.page, item) == after


@pytest.mark.parametrize(
    ("edge", "minutes", "after"), [("end", 45, "13 15:00–17:15"), ("start", -30, "13 14:30–16:30")]
)
def test_an_edge_resizes(mouse: Mouse, edge: str, minutes: int, after: str) -> None:
    item = key_of(mouse.page, "D1-06")
    start = mouse.middle(item, edge)
    mouse.drag(start, start + by(mouse, minutes))
    assert times(mouse.page, item) == after


def test_ctrl_copies_and_ctrl_alt_pushes(mouse: Mouse) -> None:
    page, item, later = mouse.page, key_of(mouse.page, "D1-06"), key_of(mouse.page, "D1-07")
    start = mouse.middle(item)
    mouse.drag(start, start + by(mouse, 60), Mod.ControlModifier)
    assert times(page, item) == "13 15:00–16:30"
    copied = page.board.chosen()
    assert copied is not None
    assert (copied.start, copied.status) == (datetime(2027, 6, 13, 16), "idea")
    mouse.opened.desk.actions.run("undo")
    before = times(page, later)
    start = mouse.middle(item)
    mouse.drag(start, start + by(mouse, 60), Mod.ControlModifier | Mod.AltModifier)
    assert times(page, item) == "13 16:00–17:30"
    assert times(page, later).startswith("13 17:30") != before.startswith("13 17:30")


def _said(mouse: Mouse) -> list[str]:
    ghost = mouse.page.dragging.layer.ghost()
    assert ghost is not None
    return [line for line, _tone in ghost.lines]


def test_the_ghost_of_a_push_names_what_moves_and_does_what_it_says(mouse: Mouse) -> None:
    page, item = mouse.page, key_of(mouse.page, "D3-02")
    locked = page.board.item(key_of(page, "D3-05"))
    assert locked is not None
    page.hands.do(msg("lock"), set_locked, locked.id, None, True)
    mouse.opened.settle()
    before = {one.uuid: times(page, one.uuid) for one in page.board.source.items}  # type: ignore[union-attr]
    start = mouse.middle(item)
    mouse.hold(start, start + by(mouse, 120), Mod.ControlModifier | Mod.AltModifier)
    said = _said(mouse)
    mouse.drop()
    now = {one.uuid: times(page, one.uuid) for one in page.board.source.items}  # type: ignore[union-attr]
    moved = sorted((words, key) for key, words in now.items() if words != before[key] and key != item)
    at = said.index(f"décale {len(moved)} éléments")
    named = [f"{words.split()[1].split('–')[0]} · {page.board.title_of(key)}" for words, key in moved]
    assert said[at + 1 : at + 1 + min(3, len(named))] == named[:3]
    rest = [f"et {len(moved) - 3} de plus"] if len(moved) > 3 else []
    title = page.board.title_of(locked.uuid)
    assert said[at + 1 + len(named[:3]) :][: len(rest) + 1] == [*rest, f"verrouillé, reste\xa0: «\u202f{title}\u202f»"]


def test_what_is_locked_says_so_when_it_is_taken_and_only_a_copy_of_it_moves(mouse: Mouse) -> None:
    page, item = mouse.page, key_of(mouse.page, "D1-06")
    page.choose(item)
    page.hands.toggle_lock()
    mouse.opened.settle()
    start = mouse.middle(item)
    mouse.hold(start, start + by(mouse, 60))
    assert "verrouillé, reste" in _said(mouse)
    mouse._move(mouse.view, start + by(mouse, 60), Mod.ControlModifier | Mod.AltModifier)
    assert "verrouillé, reste" in _said(mouse)
    mouse._move(mouse.view, start + by(mouse, 60), Mod.ControlModifier)
    assert "verrouillé, reste" not in _said(mouse)
    mouse.drop()
    assert times(page, item) == "13 15:00–16:30"


def test_escape_gives_up_and_changes_nothing(mouse: Mouse) -> None:
    before = mouse.opened.workspace.get(canonical_export)
    start = mouse.middle(key_of(mouse.page, "D1-06"))
    mouse.hold(start, start + by(mouse, 120))
    assert mouse.page.dragging.layer.ghost() is not None
    QTest.keyClick(mouse.page.grid, Key.Key_Escape)
    assert (mouse.page.dragging.drag, mouse.page.dragging.layer.ghost()) == (None, None)
    mouse.drop()
    assert mouse.opened.workspace.get(canonical_export) == before


def test_dropped_on_the_shelf_it_waits_and_comes_back_from_there(mouse: Mouse) -> None:
    page, item = mouse.page, key_of(mouse.page, "D1-06")
    shelf = mouse.view.mapFromGlobal(page.shelf.mapToGlobal(page.shelf.rect().center()))
    mouse.drag(mouse.middle(item), shelf)
    assert times(page, item) == "waiting"
    cards = page.shelf.unplaced
    card = cards.visualRect(cards.model().index(0, 0)).center()
    mouse.drag(card, mouse.point(2, "18:00"), on=cards.viewport())
    assert times(page, item) == "15 18:00–19:30"


def test_a_site_of_the_library_is_dropped_at_a_time(mouse: Mouse) -> None:
    page = mouse.page
    page.shelf.open("sites")
    mouse.opened.settle()
    cards = page.shelf.sites
    card = cards.visualRect(cards.model().index(2, 0)).center()
    mouse.drag(card, mouse.point(2, "18:07"), on=cards.viewport())
    made = page.board.chosen()
    assert made is not None
    assert (made.start, made.type, made.site_id is not None) == (datetime(2027, 6, 15, 18), "visit", True)


def test_dropped_on_the_head_of_a_day_it_takes_the_first_gap(mouse: Mouse) -> None:
    item = key_of(mouse.page, "D1-06")
    head = mouse.point(7, "10:00")
    head.setY(14)
    mouse.hold(mouse.middle(item), head)
    ghost = mouse.page.dragging.layer.ghost()
    assert ghost is not None
    assert ghost.head
    mouse.drop()
    assert times(mouse.page, item).startswith("20 ")
    found = mouse.page.board.item(item)
    assert found is not None
    assert found.start is not None
    assert found.start.hour * 60 + found.start.minute == ghost.top


def test_while_it_is_dragged_the_ghost_says_what_it_would_mean(mouse: Mouse) -> None:
    item = key_of(mouse.page, "D3-04")
    mouse.hold(mouse.middle(item), mouse.point(3, "11:30"))
    ghost = mouse.page.dragging.layer.ghost()
    assert ghost is not None
    words = [line for line, _tone in ghost.lines]
    assert words[0].startswith("10:00–13:00 · Train du Montenvers")
    assert "ouverture non vérifiée" in words
    assert any("de trajet avant" in line for line in words)
    assert any(line.startswith("tout le monde est déjà à") for line in words)
    mouse.drop()
    assert times(mouse.page, item) == "16 10:00–13:00"  # accepted, and shown
    assert "conflit avec" in mouse.page.board.read_aloud(item)


def test_a_drag_scrolls_nothing(mouse: Mouse) -> None:
    mouse.page.grid.zoom(96)
    mouse.page.choose(key_of(mouse.page, "D1-06"))
    before = mouse.page.grid.scrolled()
    start = mouse.middle(key_of(mouse.page, "D1-06"))
    mouse.drag(start, start + by(mouse, 30))
    assert mouse.page.grid.scrolled() == before


def test_in_a_split_day_another_column_means_another_group(mouse: Mouse) -> None:
    page, item = mouse.page, key_of(mouse.page, "D7-05")
    page.choose(item)
    page.show_mode("day")
    mouse.opened.settle()
    start = mouse.middle(item)
    found = page.board.item(item)
    assert found is not None
    assert found.subgroups == ("A",)
    mouse.drag(start, QPoint(page.grid.viewport().width() - 40, start.y()))
    found = page.board.item(item)
    assert found is not None
    assert found.subgroups == ("B",)


def test_a_click_without_a_move_only_chooses(mouse: Mouse) -> None:
    before = mouse.opened.workspace.get(canonical_export)
    item = key_of(mouse.page, "D1-06")
    QTest.mouseClick(mouse.view, LEFT, pos=mouse.middle(item))
    assert mouse.page.board.current == item
    assert mouse.opened.workspace.get(canonical_export) == before
