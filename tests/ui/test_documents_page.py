"""The Documents page: what is shown is what is saved and printed."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from tripplanner.documents.registry import Request, kind, kinds
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.ui.documents import making, printing
from tripplanner.ui.documents.editors import FigureEditor, choice_of
from tripplanner.ui.documents.pages import PdfPages
from tripplanner.ui.documents.screen import DocumentsScreen
from tripplanner.ui.language import Language, Words
from windows import Opened, OpenWindow, open_window, sample_file  # noqa: F401 - fixtures

PATIENCE = 60_000


def made(opened: Opened, qtbot: QtBot, key: str = "itinerary") -> DocumentsScreen:
    opened.context.settings.set("documents/kind", key)
    page = opened.show("documents")
    assert isinstance(page, DocumentsScreen)
    qtbot.waitUntil(lambda: page._made is not None and page._job is None, timeout=PATIENCE)
    return page


def quiet(opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: opened.desk.jobs.running() == [], timeout=PATIENCE)


def test_what_is_saved_is_what_is_shown(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:  # noqa: F811
    opened = open_window()
    page = made(opened, qtbot)
    assert page._made is not None
    target = tmp_path / "itinéraire.pdf"
    page.save_as(target)
    assert target.read_bytes() == page._made.data
    assert len(pdfium.PdfDocument(target)) == len(page._made.pages or ())
    assert opened.desk.toast.text() == "Enregistré\u00a0: itinéraire.pdf"
    quiet(opened, qtbot)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    open_window: OpenWindow,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    opened = open_window()
    page = made(opened, qtbot)
    page.save_as(tmp_path / "nowhere" / "itinerary.pdf")
    assert "nowhere" in opened.desk.toast.text()
    assert list(tmp_path.glob("**/*.pdf")) == []
    quiet(opened, qtbot)


def test_languages_and_kinds_change_the_document(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    page = made(opened, qtbot)
    assert page._made is not None
    assert page._made.request.languages == ("fr", "zh")
    before = page._made
    page.choices.choose_language("en", None)
    page.choices.changed.emit()
    qtbot.waitUntil(lambda: page._made is not before and page._job is None, timeout=PATIENCE)
    assert page._made.request.languages == ("en",)
    page.select("calendar")
    qtbot.waitUntil(lambda: page._made is not None and page._made.kind.key == "calendar", timeout=PATIENCE)
    assert page.calendar.table.total() == 60
    assert page.calendar.table.index(0, 0).data().startswith("Arrival")
    assert not page.outcome.print.isEnabled()
    page.select("field_pack")
    qtbot.waitUntil(lambda: page._made is not None and page._made.kind.key == "field_pack", timeout=PATIENCE)
    assert "1_Programme.html" in page.pack.files.text()
    said = page.pack.page.toPlainText()
    assert "Arrival" in said
    assert "function" not in said
    assert "Now" not in said.split("\n"), "what only a script fills in is not there"
    quiet(opened, qtbot)


def test_a_list_is_saved_as_the_table_that_was_asked_for(open_window: OpenWindow) -> None:  # noqa: F811
    workspace = open_window().workspace
    request = Request("fr", options={"format": "xlsx"})
    document = making.make(workspace, kind("attendance"), 1, request, NO_PROGRESS)
    assert (document.suffix, document.data[:2]) == (".xlsx", b"PK")
    assert document.pages is not None
    assert document.pages.data.startswith(b"%PDF")
    document.pages.close()


def test_pages_are_turned_and_counted(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    page = made(opened, qtbot)
    opened.settle()
    assert page._made is not None
    total = len(page._made.pages or ())
    assert page.bar.number.text() == f"Page 1 / {total}"
    page.view.step(1)
    assert page.bar.number.text() == f"Page 2 / {total}"
    page.view.set_zoom(150)
    assert page.view.current() == 1
    quiet(opened, qtbot)


def test_a_document_that_cannot_be_made_says_why(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    page = made(opened, qtbot)
    page.choices._editors.clear()
    page._failed(TripPlannerError(kinds()["itinerary"].title))
    assert not page.outcome.save.isEnabled()
    quiet(opened, qtbot)


def test_cancelling_keeps_the_document_that_was_shown(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    page = made(opened, qtbot)
    before, started = page._made, threading.Event()

    def slow(_content: object, _path: Path, progress: Progress) -> None:
        started.set()
        while True:
            progress.check()

    assert page._kind is not None
    page._kind = replace(page._kind, write=slow, proof=None)
    page._stale = True
    page._make()
    assert started.wait(30)
    page.cancel()
    qtbot.waitUntil(lambda: page._job is None, timeout=PATIENCE)
    assert page._made is before
    assert page.outcome.save.isEnabled()
    assert not page.outcome.cancel.isVisible()
    assert page._sentence.text.text().startswith("Arrêté")
    page._kind_chosen("itinerary")
    qtbot.waitUntil(lambda: page._made is not before and page._job is None, timeout=PATIENCE)
    assert not page._sentence.isVisible()
    quiet(opened, qtbot)


@pytest.fixture
def itinerary(open_window: OpenWindow) -> PdfPages:  # noqa: F811
    workspace = open_window().workspace
    document = making.make(workspace, kind("itinerary"), 1, Request("fr", "zh"), NO_PROGRESS)
    assert document.pages is not None
    return document.pages


def test_the_same_request_gives_the_same_bytes(open_window: OpenWindow) -> None:  # noqa: F811
    workspace = open_window().workspace
    made_twice = [making.make(workspace, kind("itinerary"), 1, Request("zh"), NO_PROGRESS).data for _ in range(2)]
    assert made_twice[0] == made_twice[1]


def test_printing_draws_every_page_on_its_paper_as_the_file_has_it(itinerary: PdfPages, tmp_path: Path) -> None:
    printer = printing.prepared(itinerary)
    target = tmp_path / "printed.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(72)
    assert printing.print_pages(itinerary, printer, NO_PROGRESS) == len(itinerary)
    printed = PdfPages(target.read_bytes())
    assert len(printed) == len(itinerary)
    assert [(round(s.width), round(s.height)) for s in printed.sizes] == [(595, 842)] * len(itinerary)
    for page in (0, len(itinerary) - 1):
        one, other = (
            pages.render(page, 0.25).convertToFormat(QImage.Format.Format_Grayscale8) for pages in (itinerary, printed)
        )
        wide, high = min(one.width(), other.width()), min(one.height(), other.height())
        apart = sum(abs(one.pixelColor(x, y).value() - other.pixelColor(x, y).value())
                    for x in range(0, wide, 2) for y in range(0, high, 2))  # fmt: skip
        assert apart / (wide * high / 4) < 12, "of 255: the same page, drawn at the printer’s dots"
    printed.close()
    itinerary.close()


def test_without_a_printer_the_sentence_says_what_to_do(
    open_window: OpenWindow,  # noqa: F811
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    page = made(opened, qtbot)
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: []))
    page.print()
    assert "PDF" in opened.desk.toast.text()
    quiet(opened, qtbot)


def test_a_cancelled_print_stops(itinerary: PdfPages, tmp_path: Path) -> None:
    printer = printing.prepared(itinerary)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        printing.print_pages(itinerary, printer, progress)
    itinerary.close()


def test_a_page_is_drawn_at_the_size_asked_for(itinerary: PdfPages) -> None:
    picture = itinerary.render(0, 2.0)
    assert isinstance(picture, QImage)
    assert (picture.width(), picture.height()) == (1191, 1684)
    assert picture.pixelColor(2, 2).name() == picture.pixelColor(1188, 1680).name()
    itinerary.close()


def test_bytes_that_are_no_pdf_are_refused_in_a_sentence() -> None:
    with pytest.raises(TripPlannerError):
        PdfPages(b"%PDF-1.7 and nothing else")


def test_the_file_is_named_in_the_language_of_the_window(open_window: OpenWindow, qtbot: QtBot) -> None:  # noqa: F811
    opened = open_window()
    page = made(opened, qtbot)
    assert page._made is not None
    assert page._trip is not None
    name = page._file_name(page._trip, page._made.kind, page._made.request)
    assert name.startswith("2027-06_")
    assert name.endswith("_fr-zh.pdf")
    assert "Itinéraire" in name
    quiet(opened, qtbot)


def test_a_choice_too_long_for_its_place_is_shortened_and_told_whole(
    open_window: OpenWindow,  # noqa: F811
    qtbot: QtBot,
) -> None:
    opened = open_window()
    page = made(opened, qtbot, "calendar")
    flavour = page.choices._editors["flavour"].target
    option = QStyleOptionComboBox()
    flavour.initStyleOption(option)
    assert option.currentText.endswith("…")  # type: ignore[attr-defined]
    place = QPoint(5, 5)
    QApplication.sendEvent(flavour, QHelpEvent(QEvent.Type.ToolTip, place, flavour.mapToGlobal(place)))
    assert flavour.toolTip() == flavour.currentText()  # type: ignore[union-attr]
    quiet(opened, qtbot)


def test_a_margin_is_chosen_or_typed_within_bounds(qtbot: QtBot) -> None:
    above = next(option for option in kind("booklet").options if option.key == "above")
    owner = QWidget()
    qtbot.addWidget(owner)
    editor = choice_of(above, Words(Language("fr"), owner), "fr")
    assert isinstance(editor, FigureEditor)
    editor.setParent(owner)
    told: list[str] = []
    editor.chosen.connect(lambda: told.append(editor.value()))
    for typed in ("13,5", "13,5", "99", "abc", "16", "3"):
        editor.box.lineEdit().setText(typed)
        editor.box.lineEdit().editingFinished.emit()
    assert told == ["13.5", "25", "16", "12"]
    editor.show_value("18.25")
    assert (editor.value(), editor.box.currentText()) == ("18.25", "18,25")
    assert editor.box.lineEdit().toolTip() == "Une valeur de la liste, ou un nombre de 12 à 25."


def test_a_host_has_a_copy_where_the_kind_makes_one_and_the_page_says_what_is_not_reviewed(
    open_window: OpenWindow,  # noqa: F811
    qtbot: QtBot,
) -> None:
    opened = open_window()
    page = made(opened, qtbot)
    box = page.choices.person
    at = next(i for i in range(box.count()) if box.itemText(i).startswith("INRAE"))
    uuid = box.itemData(at)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    qtbot.waitUntil(lambda: page._made is not None and page._made.request.organisation == uuid, timeout=PATIENCE)
    assert page._made is not None
    assert page._made.request.person is None
    assert page._made.unfinished is not None
    lacking = page._made.unfinished.count_unreviewed("fr")
    assert lacking
    assert f"fr · {lacking}" in {line for label in texts(page.outcome) for line in label.splitlines()}
    assert "INRAE" in page._name.text()
    page.select("booklet")
    assert box.findData(uuid) == -1
    offered = {key: offered_team(page, key) for key in ("itinerary", "drivers", "field_pack", "runsheet")}
    assert offered == {"itinerary": {"Interprète"}, "drivers": {"Chauffeur"},
                       "field_pack": {"Interprète", "Chauffeur"}, "runsheet": set()}  # fmt: skip
    page.choices.show_kind(kind("field_pack"))
    told: list[bool] = []
    for whose in ("Interprète", "Chauffeur"):
        box.setCurrentIndex(next(i for i in range(box.count()) if box.itemText(i).endswith(whose)))
        box.activated.emit(box.currentIndex())
        told += [share.told for share in page.choices.redaction.shown if share.what.id == "Notes for the team"]
    assert told == [False, True], "a driver’s pack says what is noted for the team"
    quiet(opened, qtbot)


def offered_team(page: DocumentsScreen, key: str) -> set[str]:
    """The parts in the trip of those of the team whose copy of a kind can be asked for."""
    page.choices.show_kind(kind(key))
    names = (page.choices.person.itemText(at) for at in range(page.choices.person.count()))
    return {part for part in (name.rpartition(" · ")[2] for name in names) if part in ("Interprète", "Chauffeur")}


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]
