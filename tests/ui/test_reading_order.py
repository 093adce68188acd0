"""Tab goes through windows and sheets as they are read, and back the same way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tripplanner.i18n import msg
from tripplanner.planning import releases
from tripplanner.planning.outbox import Enclosure, Prepared, add_message
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.documents.screen import DocumentsScreen
from tripplanner.ui.outbox.screen import OutboxScreen
from windows import Opened, OpenWindow

PAGE = "documents"
PATIENCE = 60_000


def pressed(key: Qt.Key, times: int) -> list[str]:
    """The names of what has the keyboard after each press."""
    found: list[str] = []
    for _press in range(times):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        focus = QApplication.focusWidget()
        found.append(focus.accessibleName() if focus is not None else "")
    return found


def named(widget: QWidget, name: str) -> QWidget:
    widget.setAccessibleName(name)
    return widget


@pytest.fixture
def sheet(qtbot: QtBot) -> Dialog:
    """Its fields stand a, b … h; they were made in another order, some of them late."""
    made = Dialog()
    lines = QVBoxLayout(made)
    last, hidden, off = (named(QLineEdit(), name) for name in ("h", "hidden", "off"))
    grid = QGridLayout()
    for name, place in (("d", (1, 1)), ("b", (0, 1)), ("c", (1, 0)), ("a", (0, 0))):
        grid.addWidget(named(QLineEdit(), name), *place)
    area, inner = QScrollArea(), QWidget()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFixedHeight(60)
    area.setWidget(inner)
    tall = QVBoxLayout(inner)
    tall.addSpacing(300)
    split = QSplitter()
    split.addWidget(named(QCheckBox(), "f"))
    split.addWidget(named(QSpinBox(), "g"))
    across = QHBoxLayout()
    for one in (hidden, off, last):
        across.addWidget(one)
    lines.addLayout(grid)
    for one in (area, split):
        lines.addWidget(one)
    lines.addLayout(across)
    hidden.hide()
    off.setEnabled(False)
    qtbot.addWidget(made)
    made.show()
    tall.addWidget(named(QLineEdit(), "e"))
    QApplication.processEvents()
    made.findChildren(QLineEdit)[0].setFocus()
    while made.focusWidget().accessibleName() != "a":
        pressed(Qt.Key.Key_Tab, 1)
    return made


def test_fields_are_gone_through_as_they_stand_and_back(sheet: Dialog) -> None:
    assert pressed(Qt.Key.Key_Tab, 8) == ["b", "c", "d", "e", "f", "g", "h", "a"]
    assert pressed(Qt.Key.Key_Backtab, 8) == ["h", "g", "f", "e", "d", "c", "b", "a"]


def test_what_lies_outside_what_is_scrolled_comes_into_view(sheet: Dialog) -> None:
    assert pressed(Qt.Key.Key_Tab, 4)[-1] == "e"
    field = sheet.focusWidget()
    assert field.visibleRegion().boundingRect() == field.rect()


def test_a_sheet_without_fields_keeps_tab_to_itself(qtbot: QtBot) -> None:
    empty = Dialog()
    qtbot.addWidget(empty)
    empty.show()
    assert not empty.focusNextPrevChild(True)


def test_from_the_options_over_the_pages_to_what_is_said_before_printing(kept_window: OpenWindow, qtbot: QtBot) -> None:
    """Options are made again with each kind of document, what is said before printing with each document."""
    opened = kept_window()
    page = opened.desk.page()
    assert isinstance(page, DocumentsScreen)
    page._kind_chosen("itinerary")
    qtbot.waitUntil(lambda: page._made is not None and page._job is None, timeout=PATIENCE)
    opened.settle()
    page.choices.person.setFocus()
    reached = pressed(Qt.Key.Key_Tab, 9)
    assert reached == ["Objet", "Fichier", "Page suivante", "Zoom", "Pages", "Voir la première", "Ouvrir la liste",
                       "Enregistrer…", "Imprimer…"]  # fmt: skip
    assert pressed(Qt.Key.Key_Backtab, 9) == [*reached[-2::-1], "Exemplaire pour"]


def _message(opened: Opened) -> None:
    def make(session):  # type: ignore[no-untyped-def]
        releases.release(session, 1, by="anna", anyway="first")
        files = (Enclosure("a.txt", "text/plain", data=b"a"),)
        add_message(session, 1, Prepared("x", "free", "Anne", "anne@host.example", "fr", "Objet", "Bonjour",
                                         enclosures=files))  # fmt: skip

    opened.workspace.do(msg("seed"), make)


def test_the_files_of_a_message_stand_between_its_words_and_what_is_done_with_it(kept_window: OpenWindow) -> None:
    opened = kept_window()
    _message(opened)
    page = opened.show("outbox")
    assert isinstance(page, OutboxScreen)
    page.search.setFocus()
    assert pressed(Qt.Key.Key_Tab, 11) == [
        "Préparer des messages", "Écrire…", "Serveur de messagerie…", "Messages", "Marquer tout comme relu", "Objet",
        "Texte du message", "a.txt · 1 ko", "Retirer a.txt", "Joindre…", "Relu",
    ]  # fmt: skip
