"""Forms: what is typed is kept, once and whole, also by people who compose their words."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tripplanner.ui.forms import DEBOUNCE, Form

#: Milliseconds: a busy machine must not make a pause of its own while a test types.
NEVER = 3_600_000


class Sheet(QWidget):
    """Two fields, a text, a tick and a choice, bound to names."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, object]] = []
        self.left: list[str] = []
        self.form = Form(lambda name, value: self.kept.append((name, value)), self)
        self.form.left.connect(self.left.append)
        lines = QVBoxLayout(self)
        self.name, self.post, self.notes = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.tick, self.choice = QCheckBox(), QComboBox()
        for key in ("one", "two"):
            self.choice.addItem(key, key)
        for key in ("name", "post", "notes", "tick", "choice"):
            editor = getattr(self, key)
            self.form.bind(key, editor)
            lines.addWidget(editor)


@pytest.fixture(autouse=True)
def no_theme(qapp: QApplication) -> None:
    """The drawings of a theme go with it; what an earlier test dressed the application in must not ask for them."""
    qapp.setStyleSheet("")


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.form._timer.setInterval(NEVER)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_typing_is_kept_once_the_hand_rests(sheet: Sheet) -> None:
    assert Form(print, sheet)._timer.interval() == DEBOUNCE == 400
    sheet.name.setFocus()
    QTest.keyClicks(sheet.name, "LI Na")
    assert sheet.kept == []
    assert sheet.form._timer.isActive()
    sheet.form._timer.timeout.emit()  # the hand has rested
    assert sheet.kept == [("name", "LI Na")]


def test_leaving_a_field_keeps_it_at_once(sheet: Sheet) -> None:
    sheet.name.setFocus()
    QTest.keyClicks(sheet.name, "LI Na")
    sheet.post.setFocus()
    QApplication.processEvents()
    assert sheet.kept == [("name", "LI Na")]
    assert sheet.left == ["name"]


def test_a_tick_and_a_choice_are_kept_at_once(sheet: Sheet) -> None:
    sheet.tick.click()
    sheet.choice.setCurrentIndex(1)
    sheet.choice.activated.emit(1)
    assert sheet.kept == [("tick", True), ("choice", "two")]


def test_showing_values_keeps_nothing_and_leaves_alone_what_is_being_typed(sheet: Sheet) -> None:
    sheet.name.setFocus()
    QTest.keyClicks(sheet.name, "LI")
    sheet.form.show({"name": "WANG", "post": "处长", "notes": "a\nb", "tick": True, "choice": "two"})
    assert (sheet.name.text(), sheet.post.text(), sheet.notes.toPlainText()) == ("LI", "处长", "a\nb")
    assert sheet.kept == []
    sheet.form.forget()
    assert sheet.kept == [("name", "LI")]


def test_typing_back_what_was_there_keeps_nothing(sheet: Sheet) -> None:
    sheet.form.show({"name": "LI"})
    sheet.name.setFocus()
    QTest.keyClicks(sheet.name, "X")
    sheet.name.backspace()
    sheet.form.forget()
    assert sheet.kept == []


def test_nothing_is_kept_while_an_input_method_composes(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.name.setFocus()
    QTest.keyClicks(sheet.name, "a")
    QApplication.sendEvent(sheet.name, QInputMethodEvent("lina", []))
    qtbot.wait(0)
    sheet.form.flush()
    assert sheet.kept == []
    done = QInputMethodEvent()
    done.setCommitString("李娜")
    QApplication.sendEvent(sheet.name, done)
    sheet.form.flush()
    assert sheet.name.text() == "a李娜"
    assert sheet.kept == [("name", "a李娜")]


def test_composed_words_are_what_was_typed(sheet: Sheet) -> None:
    """Preedit, commit, preedit, commit: no letter twice, none lost."""
    sheet.notes.setFocus()
    for preedit, commit in (("bing", "冰"), ("hai", "海")):
        QApplication.sendEvent(sheet.notes, QInputMethodEvent(preedit, []))
        event = QInputMethodEvent()
        event.setCommitString(commit)
        QApplication.sendEvent(sheet.notes, event)
    sheet.form.forget()
    assert sheet.kept == [("notes", "冰海")]
