"""The booklet studio: choices kept for the trip, lines that lead to their source, pages that stay until others come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import seeing
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.programme import list_items
from tripplanner.progress import Progress
from tripplanner.settings import Settings
from tripplanner.ui.documents.editors import OrderEditor
from tripplanner.ui.documents.handing import wishes_of
from tripplanner.ui.documents.printing import Wishes
from tripplanner.ui.documents.screen import DocumentsScreen
from tripplanner.ui.documents.spots import PlacedSpot
from tripplanner.ui.forms import plain_words
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow, open_window, sample_file  # noqa: F401 - fixtures

PATIENCE = 60_000
KEY, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def studio(opened: Opened, qtbot: QtBot) -> DocumentsScreen:
    opened.context.settings.set("documents/kind", "booklet")
    page = opened.show("documents")
    assert isinstance(page, DocumentsScreen)
    ready(page, qtbot)
    return page


def ready(page: DocumentsScreen, qtbot: QtBot) -> Any:
    """Wait until the document that was asked for last is there."""
    asked = page.choices.request
    qtbot.waitUntil(
        lambda: not page._stale and page._job is None and page._made is not None and page._made.request == asked(),
        timeout=PATIENCE,
    )
    return page._made


def line(page: DocumentsScreen, uuid: str, language: str) -> PlacedSpot:
    """The title of an item on the pages."""
    for number in range(page.view.count()):
        for spot in page.view._spots.of(number):
            if (spot.source.uuid, spot.source.field, spot.language) == (uuid, "title", language):
                return PlacedSpot(number, spot)
    raise AssertionError(uuid)


def middle(page: DocumentsScreen, placed: PlacedSpot) -> QPoint:
    """Where on the view these words are."""
    view = page.view
    box = next(p.box for p in view._placed if p.page == placed.page)
    left, top, right, bottom = placed.spot.areas[0]
    scale = view._arranged.scale
    at = QPoint(int((left + right) / 2 * scale), int((top + bottom) / 2 * scale)) + box.topLeft()
    return at - QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())


def test_a_line_leads_to_its_source_and_what_is_typed_there_is_on_the_page(
    open_window: OpenWindow,  # noqa: F811
    qtbot: QtBot,
) -> None:
    opened = open_window()
    page = studio(opened, qtbot)
    item = next(item for item in opened.workspace.get(list_items) if item.title.get("fr").startswith("Marche douce"))
    placed = line(page, item.uuid, "fr")
    page.view.go(placed.page)
    viewport = page.view.viewport()
    QTest.mouseMove(viewport, middle(page, placed))
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(page, placed))
    card = page.outcome.chosen
    assert plain_words(card.editor) == item.title.get("fr")
    left, top, _right, _bottom = placed.spot.areas[0]
    assert page.view._spots.at(placed.page, left - 50, top + 4) == placed, "its hour leads there too"
    before = page._made
    QTest.keyClick(page.view, KEY.Key_Return)
    assert QApplication.focusWidget() is card.editor
    QTest.keyClicks(card.editor, "Le tour du marais")
    card.form.flush()
    made = ready(page, qtbot)
    assert made is not before
    now = {one.uuid: one for one in opened.workspace.get(list_items)}[item.uuid]
    assert now.title.get("fr") == "Le tour du marais"
    assert now.title.state("zh") == "stale"
    assert line(page, item.uuid, "fr").spot.words == "Le tour du marais"
    assert page.view.chosen() is not None, "what was chosen stays ringed on the new page"
    walked = page.view.chosen()
    QTest.keyClick(page.view, KEY.Key_Down, CONTROL)
    assert page.view.chosen() != walked
    QTest.keyClick(page.view, KEY.Key_Up, CONTROL)
    assert page.view.chosen() == walked
    card.lead()
    opened.settle()
    assert opened.desk.page() is not page
    assert opened.desk.page().board.current == item.uuid  # type: ignore[union-attr]


def test_pages_stay_until_others_are_there_and_a_sentence_says_why_there_are_none(
    open_window: OpenWindow,  # noqa: F811
    qtbot: QtBot,
    monkeypatch: Any,
) -> None:
    opened = open_window()
    page = studio(opened, qtbot)
    good, shown = page._made, page.view.count()
    drafts: list[int] = []
    page._drafted.connect(lambda _number, draft: drafts.append(len(draft.pictures)))

    def broken(_content: Any, progress: Progress) -> Any:
        progress.check()
        raise TripPlannerError(msg("A photo of this document cannot be read, or is too large."))

    usual = page._kind
    assert usual is not None
    monkeypatch.setattr(page, "_kind", replaced(usual, broken))
    page._stale = True
    page._make()
    qtbot.waitUntil(lambda: page._sentence.isVisible(), timeout=PATIENCE)
    assert "photo" in page._sentence.text.text()
    assert (page._made, page.view.count()) == (good, shown)
    assert not page.outcome.save.isEnabled()
    monkeypatch.setattr(page, "_kind", usual)
    page._stale = True
    page._make()
    qtbot.waitUntil(lambda: page._job is None, timeout=PATIENCE)
    opened.settle()
    assert page._sentence.isHidden()
    assert drafts == [1], "the cover was drawn before the file was written"


def replaced(kind: Any, proof: Any) -> Any:
    from dataclasses import replace

    return replace(kind, proof=proof)


def whole_and_named(opened: Opened) -> dict[str, list[str]]:
    """What is cut, has no name or is hard to hit, also in the smallest window and in a language 40 % longer."""
    found = {"unnamed": seeing.unnamed(opened.window), "misnamed": seeing.misnamed(opened.window)}
    found["small"] = seeing.too_small(opened.window, TARGET)
    opened.window.resize(1024, 640)
    opened.settle()
    found["cut"] = seeing.clipped(opened.window)
    opened.language.pretend(seeing.longer)
    opened.language.set("fr")
    opened.settle()
    found["cut, longer"] = seeing.clipped(opened.window)
    opened.language.pretend(None)
    opened.language.set("fr")
    opened.settle()
    return {what: words for what, words in found.items() if words}


def test_sections_are_moved_by_keys_and_kept_for_the_trip(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    page = studio(opened, qtbot)
    sections = page.choices._editors["sections"]
    assert isinstance(sections, OrderEditor)
    names = sections.value().split(",")
    sections.list.setCurrentRow(1)
    QTest.keyClick(sections.list, KEY.Key_Up, ALT)
    QTest.keyClick(sections.list, KEY.Key_Space)
    assert sections.value().split(",") == [names[0], *names[2:]]
    QTest.keyClick(sections.list, KEY.Key_Space)
    wanted = [names[1], names[0], *names[2:]]
    assert sections.value().split(",") == wanted
    made = ready(page, qtbot)
    assert made.content.sections == tuple(wanted)
    sections.list.model().moveRow(QModelIndex(), 0, QModelIndex(), 3)  # as a drag does it
    dragged = [*wanted[1:3], wanted[0], *wanted[3:]]
    assert sections.value().split(",") == dragged
    assert ready(page, qtbot).content.sections == tuple(dragged)
    imposed = page.choices._editors["imposed"]
    assert not page.choices._editors["flip"].isVisibleTo(page)
    imposed.target.click()  # type: ignore[union-attr]
    assert page.choices._editors["flip"].isVisibleTo(page)
    sheets = ready(page, qtbot)
    assert page.view.count() == len(sheets.pages) == len(sheets.proof.pages) // 2
    assert wishes_of(sheets.request) == Wishes("short", grey=False), "the printer is told the edge"
    page.view.choose_next(1)
    assert whole_and_named(opened) == {}
    kept = Settings().get("documents/of_trips", {})
    (of_trip,) = kept.values()
    assert of_trip["documents/booklet/sections"] == ",".join(dragged)
    assert of_trip["documents/booklet/imposed"] == "yes"
    page.choices.show_trip("another")
    assert page.choices.request().option("imposed") == "yes", "another trip begins with what was chosen last"
    page.choices.asked.emit("duplex_test")
    qtbot.waitUntil(lambda: page._made is not None and page._made.kind.key == "duplex_test", timeout=PATIENCE)
    opened.settle()
