"""Every field of an item edited in the right panel: time, zones, links, sub-groups, hosts, guests, questions, cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from programmes import Key, key_of, page_of, times
from PySide6.QtCore import QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from tripplanner.planning.item_parts import ItemParts, parts
from tripplanner.store.export import canonical_export
from tripplanner.ui.dialogs.picker import Picker
from tripplanner.ui.programme.screen import ProgrammeScreen
from windows import Opened, OpenWindow


class Details:
    """The details of one item of the sample, open at the right."""

    def __init__(self, opened: Opened, code: str = "D3-04") -> None:
        self.opened, self.page = opened, page_of(opened)
        self.key = key_of(self.page, code)
        self.page.choose(self.key)
        opened.desk.actions.run("open_item")
        opened.settle()

    @property
    def parts(self) -> ItemParts:
        item = self.page.board.item(self.key)
        assert item is not None
        return self.opened.workspace.get(parts, item.id)

    def field(self, name: str) -> object:
        found = self.page.detail_panel.parts.field(name)
        assert found is not None, name
        return found

    def pick(self, words: str) -> None:
        """Answer the next picker by typing."""

        def answer(picker: Picker) -> bool:
            picker.field.setText(words)
            picker.take()
            return picker.chosen is not None

        self.page.detail_panel.parts.pick = answer

    def click(self, name: str) -> None:
        button = self.field(name)
        assert isinstance(button, QAbstractButton)
        button.click()
        self.opened.settle()


@pytest.fixture
def details(open_window: OpenWindow) -> Details:
    return Details(open_window())


def test_start_end_and_day_are_edited_where_they_stand(details: Details) -> None:
    page, editor = details.page, details.page.detail_panel.when_editor
    editor.start.setTime(QTime(13, 30))
    editor.start.editingFinished.emit()
    assert times(page, details.key) == "15 13:30–16:30"
    editor.end.setTime(QTime(17, 0))
    editor.end.editingFinished.emit()
    assert times(page, details.key) == "15 13:30–17:00"
    editor.day.setCurrentIndex(4)
    editor.day.activated.emit(4)
    assert times(page, details.key) == "16 13:30–17:00"
    editor.day.activated.emit(0) if editor.day.currentIndex() == 0 else editor.day.setCurrentIndex(0)
    editor.day.activated.emit(0)
    assert times(page, details.key) == "waiting"


def test_an_end_after_midnight_is_the_next_morning(details: Details) -> None:
    editor = details.page.detail_panel.when_editor
    editor.end.setTime(QTime(0, 30))
    editor.end.editingFinished.emit()
    item = details.page.board.item(details.key)
    assert item is not None
    assert item.end is not None
    assert (item.end.day, item.end.hour) == (16, 0)


def test_a_zone_is_refused_when_there_is_none_of_that_name(details: Details) -> None:
    editor = details.page.detail_panel.when_editor
    for zone, kept in (("Europe/Nowhere", "Europe/Paris"), ("Asia/Shanghai", "Asia/Shanghai")):
        editor.end_zone.setText(zone)
        editor.end_zone.editingFinished.emit()
        item = details.page.board.item(details.key)
        assert item is not None
        assert item.end_zone == kept


def _state(details: Details) -> None:
    host = details.parts.hosts[0]
    combo = details.field(f"hosts:{host.id}:state")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("confirmed"))
    combo.activated.emit(combo.currentIndex())
    assert details.parts.hosts[0].state == "confirmed"


def _link(details: Details) -> None:
    details.pick("gypaete")
    details.click("site")
    site = details.parts.links["site"]
    assert site is not None
    assert "gypaète" in site.name.get("fr")  # type: ignore[union-attr]


def _host(details: Details) -> None:
    count = len(details.parts.hosts)
    details.pick("alparc")
    details.click("hosts+")
    assert len(details.parts.hosts) == count + 1


def _guest(details: Details) -> None:
    details.pick("")
    details.click("guests+")
    assert len(details.parts.guests) == 1


def _case(details: Details) -> None:
    case = details.parts.cases[0]
    details.click(f"cases:{case.id}-")
    assert case.id not in [one.id for one in details.parts.cases]


def _question(details: Details) -> None:
    question = details.parts.questions[0]
    field = details.field(f"questions:{question.id}:fr")
    assert isinstance(field, QLineEdit)
    field.setText("Et après ?")
    field.editingFinished.emit()
    assert details.parts.questions[0].name.get("fr") == "Et après\u202f?"  # type: ignore[union-attr]


def _new_question(details: Details) -> None:
    count = len(details.parts.questions)
    details.click("questions+")
    assert len(details.parts.questions) == count + 1


def _group(details: Details) -> None:
    details.click(f"group:{details.page.board.groups()[0][0]}")
    item = details.page.board.item(details.key)
    assert item is not None
    assert item.subgroups == ("B",)


@pytest.mark.parametrize("change", [_state, _link, _host, _guest, _case, _question, _new_question, _group])
def test_a_part_is_changed_in_one_step_that_is_taken_back(details: Details, change: Callable[[Details], None]) -> None:
    before = details.opened.workspace.get(canonical_export)
    change(details)
    details.opened.desk.actions.run("undo")
    assert details.opened.workspace.get(canonical_export) == before


def test_a_question_whose_source_changed_is_marked_in_the_other_languages(details: Details) -> None:
    question = details.parts.questions[0]
    source = question.name.source  # type: ignore[union-attr]
    field = details.field(f"questions:{question.id}:{source}")
    assert isinstance(field, QLineEdit)
    field.setText("A new one?")
    field.editingFinished.emit()
    chinese = details.field(f"questions:{question.id}:zh")
    assert isinstance(chinese, QLineEdit)
    assert "périmé" in chinese.accessibleName() or "stale" in details.parts.questions[0].name.state("zh")  # type: ignore[union-attr]


def test_the_panel_takes_an_item_of_ten_thousand_letters(details: Details) -> None:
    page: ProgrammeScreen = details.page
    details.opened.desk.actions.run("edit_in_place")
    editor = page.renamer.editor
    assert editor is not None
    editor.setText("Très long, " * 1000)
    QTest.keyClick(editor, Key.Key_Return)
    details.opened.settle()
    item = page.board.item(details.key)
    assert item is not None
    assert len(item.title.get("fr")) == 10_999
    assert not page.grab().isNull()
