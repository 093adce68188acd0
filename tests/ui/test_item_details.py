"""Every field of an item edited in the right panel: time, zones, links, sub-groups, hosts, guests, questions, cases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from programmes import Key, key_of, page_of, times
from PySide6.QtCore import QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from sqlalchemy.orm import Session

from tripplanner.model.programme import Item
from tripplanner.planning.item_hours import contacts_of
from tripplanner.planning.item_parts import ItemParts, parts
from tripplanner.store.export import canonical_export
from tripplanner.ui.dialogs.picker import Picker
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.records.jump import JumpLine
from windows import Opened, OpenWindow

PAGE = "programme"  # of the window that is kept


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

    def breaks(self) -> list[str]:
        """The breaks of the item as stored."""
        return [f"{one.start:%H:%M}–{one.end:%H:%M}" for one in self.parts.breaks]

    def click(self, name: str) -> None:
        button = self.field(name)
        assert isinstance(button, QAbstractButton)
        button.click()
        self.opened.settle()


@pytest.fixture
def details(kept_window: OpenWindow) -> Details:
    return Details(kept_window())


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


def _type(details: Details, name: str, words: str) -> None:
    field = details.field(name)
    assert isinstance(field, QLineEdit)
    field.setText(words)
    field.editingFinished.emit()
    details.opened.settle()


def _choose(details: Details, name: str, code: str) -> None:
    combo = details.field(name)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(code))
    combo.activated.emit(combo.currentIndex())
    details.opened.settle()


def _break(details: Details) -> None:
    assert details.breaks() == []
    details.click("breaks+")
    assert details.breaks() == ["14:20–14:35"]


def _contact(details: Details) -> None:
    host = next(one for one in details.parts.hosts if not one.contact)
    details.pick("")
    people = details.opened.workspace.get(contacts_of, details.parts.item_id, host.id)
    details.click(f"hosts:{host.id}:contact")
    now = next(one for one in details.parts.hosts if one.id == host.id)
    assert now.contact == ""  # the first choice is nobody
    if people:
        details.pick(str(people[0].name))
        details.click(f"hosts:{host.id}:contact")
        assert next(one for one in details.parts.hosts if one.id == host.id).contact == people[0].name


def _permit(details: Details) -> None:
    fields = details.page.detail_panel.fields
    lines = fields._inner.findChildren(JumpLine)
    next(one for one in lines if "champs vides" in one.text()).click()
    permit = fields._fields["permit_status/"]
    permit.edit()
    combo = permit.editor()
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(at) for at in range(combo.count())] == ["–", "demandé", "accordé", "pas nécessaire"]
    combo.setCurrentIndex(combo.findData("granted"))
    combo.activated.emit(combo.currentIndex())
    details.page.detail_panel.flush()
    details.opened.settle()
    assert details.opened.workspace.get(permit_of, details.parts.item_id) == "granted"


def permit_of(session: Session, item_id: int) -> str | None:
    """What is stored."""
    return session.scalars(sa.select(Item.permit_status).where(Item.id == item_id)).one()


def test_breaks_and_hours_of_a_person_are_edited_and_taken_back(details: Details) -> None:
    before = details.opened.workspace.get(canonical_export)
    details.click("breaks+")
    details.click("breaks+")
    assert details.breaks() == ["14:20–14:35", "14:35–14:50"]
    first = details.parts.breaks[0].id
    _type(details, f"breaks:{first}:start", "13h30")
    assert details.breaks()[0] == "13:30–13:45"
    _type(details, f"breaks:{first}:end", "14:00")
    assert details.breaks()[0] == "13:30–14:00"
    for refused in ("12:00", "bientôt", ""):
        _type(details, f"breaks:{first}:end", refused)
        assert details.breaks()[0] == "13:30–14:00"
    details.click(f"breaks:{first}-")
    assert details.breaks() == ["14:35–14:50"]
    details.pick("")
    details.click("guests+")
    guest = f"guests:{details.parts.guests[0].id}"
    _type(details, f"{guest}:start", "14:00")
    _type(details, f"{guest}:end", "13:00")
    _type(details, f"{guest}:end", "15:15")
    _choose(details, f"{guest}:mode", "online")
    _type(details, f"{guest}:fr", "Par téléphone ?")
    one = details.parts.guests[0]
    assert (one.mode, one.note.get("fr")) == ("online", "Par téléphone\u202f?")
    assert one.since is not None
    assert one.until is not None
    assert (f"{one.since:%H:%M}", f"{one.until:%H:%M}") == ("14:00", "15:15")
    _type(details, f"{guest}:start", "")
    assert details.parts.guests[0].since is None
    while details.opened.workspace.get(canonical_export) != before:
        assert details.opened.workspace.undo(details.page.board.scope()) is not None


def test_each_part_is_changed_in_one_step_that_is_taken_back(details: Details) -> None:
    before = details.opened.workspace.get(canonical_export)
    for change in (_state, _link, _host, _guest, _case, _question, _new_question, _group, _break, _permit):
        change(details)
        assert details.opened.workspace.get(canonical_export) != before, change
        details.opened.desk.actions.run("undo")
        details.opened.settle()
        assert details.opened.workspace.get(canonical_export) == before, change


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
