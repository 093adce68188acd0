"""The map in its window: chosen as in the grid, moved by mouse and key, by day, with tracks that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from programmes import key_of, page_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

import seeing
from tripplanner.i18n import msg
from tripplanner.model.places import Place
from tripplanner.model.sites import Site
from tripplanner.planning.items import unplace_item
from tripplanner.planning.tracks import list_tracks
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept

Key, Mod = Qt.Key, Qt.KeyboardModifier
GPX = b'<gpx version="1.1"><trk><trkseg><trkpt lat="45.9" lon="6.1"/><trkpt lat="46" lon="6.2"/></trkseg></trk></gpx>'


def map_of(opened: Opened) -> ProgrammeScreen:
    """The page with its map, which has the focus."""
    page = page_of(opened)
    opened.context.actions.run("view_map")
    page.map.show_day(None)
    opened.settle()
    page.map.canvas.setFocus()
    return page


def click(opened: Opened, page: ProgrammeScreen, at: QPoint) -> None:
    QTest.mouseClick(page.map.canvas, Qt.MouseButton.LeftButton, pos=at)
    opened.settle()


def test_the_sample_is_on_the_map_whole_and_tells_stops_from_ways(kept_window: OpenWindow) -> None:
    page = map_of(kept_window())
    chart = page.map.canvas.chart()
    assert page.board.mode == "map"
    assert len(chart.keys) == 60
    assert len(chart.stops) + len({way.key for way in chart.ways if way.key}) == 60
    assert [stop.number for stop in chart.stops if stop.day == 3] == [1, 2, 3, 4, 5]
    assert {way.groups for way in chart.ways} == {(), ("A",), ("B",)}
    assert [way.estimate for way in chart.ways].count(True) == 2
    assert not page.map.empty.isVisible()


def test_a_click_chooses_what_the_grid_then_shows_as_chosen(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    key = key_of(page, "D1-06")
    page.map.show_day(page.board.days()[0])
    click(opened, page, page.map.canvas.box_of_key(key).center())
    assert page.board.current == key
    assert page.grid.current() == key
    assert page.detail_panel.title.text().startswith("Marche douce")
    page.choose(key_of(page, "D1-01"))
    assert page.map.canvas.current() == key_of(page, "D1-01")
    QTest.keyClick(page.map.canvas, Key.Key_Escape)
    assert page.board.current == ""


def test_a_click_on_a_way_chooses_its_transfer(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    page.map.show_day(page.board.days()[3])
    key = key_of(page, "D4-04")
    chosen = next(way for way in page.map.canvas.chart().ways if way.key == key)
    road = next(points for lane, points in page.map.canvas._roads() if key in lane.keys)
    middle = road[len(road) // 2] if len(road) > 2 else tuple((a + b) / 2 for a, b in zip(*road, strict=True))
    click(opened, page, QPointF(*middle).toPoint())
    assert page.board.current == chosen.key


def test_stops_that_share_a_sign_fan_out_when_one_of_them_is_chosen(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    canvas = page.map.canvas
    first = key_of(page, "D1-03")
    together = canvas.scene().by_key[first].keys
    assert len(together) > 3
    click(opened, page, canvas.box_of_key(first).center())
    assert page.board.current == together[0]
    marks = [canvas.scene().by_key[key] for key in together]
    assert [len(mark.keys) for mark in marks] == [1] * len(together)
    click(opened, page, canvas.box_of_key(together[2]).center())
    assert page.board.current == together[2]


def test_tab_goes_through_the_items_in_their_order_and_leaves_after_the_last(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    canvas = page.map.canvas
    for _ in range(3):
        QTest.keyClick(canvas, Key.Key_Tab)
    assert page.board.current == canvas.chart().keys[2]
    QTest.keyClick(canvas, Key.Key_Backtab)
    assert page.board.current == canvas.chart().keys[1]
    QTest.keyClick(canvas, Key.Key_End)
    assert page.board.current == canvas.chart().keys[-1]
    QTest.keyClick(canvas, Key.Key_Tab)
    assert page.board.current == canvas.chart().keys[-1]
    assert not canvas.hasFocus()


def test_keys_move_and_zoom_the_map(open_window: OpenWindow) -> None:
    opened = open_window()
    page = map_of(opened)
    canvas = page.map.canvas
    start = canvas.camera()
    QTest.keyClick(canvas, Key.Key_Right)
    QTest.keyClick(canvas, Key.Key_Down)
    assert (canvas.camera().x - start.x, canvas.camera().y - start.y) == pytest.approx((64, 64))
    QTest.keyClick(canvas, Key.Key_Plus)
    assert canvas.camera().scale == pytest.approx(start.scale * 1.4)
    QTest.keyClick(canvas, Key.Key_Minus)
    assert canvas.camera().scale == pytest.approx(start.scale)
    assert page.quick.bar.field.text() == ""
    opened.context.actions.run("zoom_in")
    assert canvas.camera().scale == pytest.approx(start.scale * 1.4)
    opened.context.actions.run("zoom_fit")
    assert canvas.camera() == start


def test_dragging_moves_the_map_and_chooses_nothing(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    canvas, left = page.map.canvas, Qt.MouseButton.LeftButton
    start = canvas.camera()
    QTest.mousePress(canvas, left, pos=QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(240, 230))
    QTest.mouseRelease(canvas, left, pos=QPoint(240, 230))
    assert (canvas.camera().x - start.x, canvas.camera().y - start.y) == pytest.approx((-40, -30))
    assert page.board.current == ""


def test_typing_on_the_map_begins_quick_add(kept_window: OpenWindow) -> None:
    page = map_of(kept_window())
    QTest.keyClicks(page.map.canvas, "m")
    assert page.quick.bar.field.text() == "m"


def test_days_are_stepped_through_and_the_map_follows_what_is_chosen(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    assert page.day_title.text() == "Tous les jours"
    assert (page.before.isEnabled(), page.after.isEnabled()) == (False, True)
    QTest.mouseClick(page.after, Qt.MouseButton.LeftButton)
    assert page.day_title.text() == "Dimanche 13\u00a0juin"
    assert {stop.day for stop in page.map.canvas.chart().stops} == {1}
    page.choose(key_of(page, "D3-02"))
    assert {stop.day for stop in page.map.canvas.chart().stops} == {3}
    QTest.mouseClick(page.tools.all_days, Qt.MouseButton.LeftButton)
    assert page.map.day is None
    assert len(page.map.canvas.chart().keys) == 60


def test_what_is_not_on_the_map_is_listed_with_its_reason(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)
    item = page.board.item(key_of(page, "D4-02"))
    assert item is not None

    def lose(session: object) -> None:
        place = session.get(Place, page.board.item(key_of(page, "D3-02")).place_id)  # type: ignore[attr-defined, union-attr]
        place.latitude = None
        site_id = page.board.item(key_of(page, "D3-02")).site_id  # type: ignore[union-attr]
        if site_id is not None:
            session.get(Site, site_id).latitude = None  # type: ignore[attr-defined]

    opened.workspace.do(msg("lose a place"), lose)
    opened.workspace.do(msg("unplace"), unplace_item, item.id, None, scope=page.board.scope())
    opened.settle()
    page.refresh()
    opened.settle()
    reasons = {row.key: row.reason for row in page.map.side._missing.rows()}
    assert reasons[item.uuid] == "pas encore placé"
    assert reasons[key_of(page, "D3-02")].startswith("sans coordonnées\u00a0: ")
    assert page.map.side.missing_title.text() == f"Hors de la carte\u00a0: {len(reasons)}"
    page.map.side.missing.select_position(page.map.side._missing.position(lambda row: row.key == item.uuid))
    assert page.board.current == item.uuid


def test_a_programme_without_any_coordinates_says_so(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = map_of(opened)

    def lose_all(session: object) -> None:
        for model in (Place, Site):
            for one in session.query(model).all():  # type: ignore[attr-defined]
                one.latitude = None

    opened.workspace.do(msg("lose all"), lose_all)
    opened.settle()
    page.refresh()
    opened.settle()
    assert page.map.canvas.chart().keys == ()
    assert page.map.empty.isVisible()


def test_a_track_is_added_to_the_chosen_item_and_undone(kept_window: OpenWindow, tmp_path: Path) -> None:
    opened = kept_window()
    page = map_of(opened)
    file = tmp_path / "sentier.gpx"
    file.write_bytes(GPX)
    key = key_of(page, "D1-05")
    page.choose(key)
    page.map.tracks.pick = lambda: str(file)
    opened.context.actions.run("add_track")
    opened.settle()
    rows = opened.workspace.get(list_tracks, 1)
    assert [(row.owner_uuid, row.name) for row in rows] == [(key, "sentier.gpx")]
    assert [row.name for row in page.map.side._tracks.rows()] == ["sentier.gpx"]
    opened.context.actions.run("undo")
    opened.settle()
    assert opened.workspace.get(list_tracks, 1) == []
    assert page.map.side._tracks.rows() == []
    opened.context.actions.run("redo")
    opened.settle()
    page.map.side.tracks.select_position(0)
    QTest.mouseClick(page.map.side.remove, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.workspace.get(list_tracks, 1) == []


@pytest.mark.parametrize("data", [b"", b"no track", b"<gpx></gpx>"])
def test_a_file_that_holds_no_track_is_refused_and_changes_nothing(
    kept_window: OpenWindow, tmp_path: Path, data: bytes
) -> None:
    opened = kept_window()
    page = map_of(opened)
    file = tmp_path / "sentier.gpx"
    file.write_bytes(data)
    told: list[BaseException] = []
    opened.context.shell.troubled.connect(told.append)
    for name in (str(file), str(tmp_path / "gone.gpx")):
        page.map.tracks.pick = lambda name=name: name
        opened.context.actions.run("add_track")
        opened.settle()
    assert len(told) == 2
    assert opened.workspace.get(list_tracks, 1) == []


@pytest.mark.parametrize(("language", "size"), [("fr", (1024, 640)), ("zh", (1024, 640)), ("en", (1280, 800))])
def test_the_map_is_named_and_nothing_on_it_is_cut_or_hard_to_hit(
    open_window: OpenWindow, language: str, size: tuple[int, int]
) -> None:
    opened = open_window(language, size=size)
    if language == "en":
        opened.language.pretend(seeing.longer)
    page = map_of(opened)
    for part in (page.tools, page.map):
        assert seeing.clipped(part) == []
        assert seeing.unnamed(part) == []
        assert seeing.misnamed(part) == []
        assert seeing.too_small(part, 28) == []


def test_a_screen_reader_finds_every_item_of_the_map(kept_window: OpenWindow) -> None:
    page = map_of(kept_window())
    reader = QAccessible.queryAccessibleInterface(page.map.canvas)
    assert reader.text(QAccessible.Text.Name) == "Carte du programme"
    assert reader.childCount() == 60
    assert [reader.child(n).text(QAccessible.Text.Name) for n in range(60)] == [
        slot.name for slot in page.map.canvas.placed()
    ]
    page.choose(key_of(page, "D2-03"))
    assert reader.focusChild().text(QAccessible.Text.Name) == page.board.read_aloud(key_of(page, "D2-03"))
    assert reader.child(0).rect().width() >= 28


def test_with_an_item_chosen_before_the_map_is_first_shown_whole(open_window: OpenWindow) -> None:
    opened = open_window(size=(1500, 900))
    page = page_of(opened)
    page.choose(key_of(page, "D3-04"))
    page.show_mode("list")
    opened.settle()
    page.show_mode("map")
    opened.desk.actions.run("next_problem")  # before the map has its size
    opened.settle()
    shown = page.map.canvas.camera()
    page.map.canvas.fit()
    assert shown == page.map.canvas.camera()
