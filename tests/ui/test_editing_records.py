"""Fields of a record edited in place: every sort of value, read as people type it, undone and redone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from sqlalchemy.orm import Session

from tripplanner.i18n import msg, say
from tripplanner.model.trips import Delegate
from tripplanner.planning.kinds import detail, kind
from tripplanner.ui.library.screen import LibraryScreen
from tripplanner.ui.records import parsing
from tripplanner.ui.records.editable import Editable
from tripplanner.ui.records.editing import editable
from tripplanner.ui.records.jump import JumpLine
from tripplanner.ui.widgets.ticks import Ticks
from windows import Opened, OpenWindow

PAGE = "sites"  # of the window that is kept


def card(opened: Opened, page: str) -> LibraryScreen:
    shown = opened.show(page)
    assert isinstance(shown, LibraryScreen)
    return shown


def field(page: LibraryScreen, name: str) -> Editable:
    """The field called ``key/language``, empty ones included."""
    fields = page.part.card.fields
    if name not in fields._fields:
        fields._toggle()
    return fields._fields[name]


def stored(opened: Opened, page: LibraryScreen, key: str) -> object:
    row = page.part.list.current_row()
    found = opened.workspace.get(detail, kind(page.part.shelf.kind), row.id)  # type: ignore[attr-defined]
    return next(line.value for line in found.lines if line.key == key)


def type_in(opened: Opened, page: LibraryScreen, name: str, words: str) -> None:
    """Open the editor of a field, type, and leave by Enter."""
    one = field(page, name)
    one.edit()
    editor = one.editor()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.selectAll()
    typed = QInputMethodEvent("", [])
    typed.setCommitString(words)  # keys that QTest can press are ASCII only
    QApplication.sendEvent(editor, typed)
    modifier = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(editor, Qt.Key.Key_Return, modifier if isinstance(editor, QPlainTextEdit) else modifier & ~modifier)
    opened.settle()


@pytest.mark.parametrize(
    ("page", "name", "words", "value", "shown"),
    [
        ("sites", "group_cap/", "18", 18, "18"),
        ("sites", "open_hours/", "9h–12h, 14:00-17h30", [["09:00", "12:00"], ["14:00", "17:30"]], "09:00–12:00"),
        ("sites", "latitude/", "46,25", 46.25, "46,25°"),
        ("sites", "country/", "ch", "CH", "Suisse"),
        ("partners", "city/", "Gex", "Gex", "Gex"),
        ("cases", "countries/", "fr, it", ["FR", "IT"], "France, Italie"),
        ("delegates", "arrives_on/", "12/6/2027", date(2027, 6, 12), "12"),
        ("delegates", "romanisation/", "Zhèng Yuǎn", "Zhèng Yuǎn", "Zhèng Yuǎn"),
    ],
)
def test_a_value_is_typed_shown_undone_and_redone(
    kept_window: OpenWindow, page: str, name: str, words: str, value: object, shown: str
) -> None:
    opened = kept_window()
    screen = card(opened, page)
    key = name.partition("/")[0]
    before = stored(opened, screen, key)
    type_in(opened, screen, name, words)
    assert stored(opened, screen, key) == value
    assert shown in field(screen, name).label.text()
    scope = screen.scope()
    opened.workspace.undo(scope)
    opened.settle()
    assert stored(opened, screen, key) == before
    opened.workspace.redo(scope)
    opened.settle()
    assert stored(opened, screen, key) == value


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("group_cap/", "about ten"),
        ("group_cap/", "99999999999999999999"),
        ("latitude/", "146"),
        ("open_hours/", "12:00–09:00"),
        ("country/", "Atlantide"),
    ],
)
def test_what_no_field_can_hold_is_refused_in_one_sentence(kept_window: OpenWindow, name: str, words: str) -> None:
    opened = kept_window()
    screen = card(opened, "sites")
    before = stored(opened, screen, name.partition("/")[0])
    told: list[BaseException] = []
    opened.context.shell.troubled.connect(told.append)
    type_in(opened, screen, name, words)
    assert [type(error) for error in told] == [parsing.Unreadable]
    assert stored(opened, screen, name.partition("/")[0]) == before


def test_nobody_knows_is_an_answer_that_can_be_given_again(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen = card(opened, "sites")
    one = field(screen, "step_free/")
    one.edit()
    editor = one.editor()
    assert isinstance(editor, QComboBox)
    answers = []
    for value in ("yes", "no", ""):
        editor.setCurrentIndex(editor.findData(value))
        editor.activated.emit(editor.currentIndex())
        answers.append(stored(opened, screen, "step_free"))
    assert answers == [True, False, None]


def test_months_are_ticked_and_one_visit_is_one_step(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen = card(opened, "sites")
    before = stored(opened, screen, "open_months")
    first, one = field(screen, "step_free/"), field(screen, "open_months/")
    first.edit()
    choice = first.editor()
    assert isinstance(choice, QComboBox)
    other = choice.findData("yes" if choice.currentData() != "yes" else "no")
    choice.setCurrentIndex(other)
    choice.activated.emit(other)
    words = choice.currentText()
    one.edit()  # straight from the other field, whose words are written again: this one is left alone
    ticks = one.editor()
    assert isinstance(ticks, Ticks)
    buttons = {button.text(): button for button in ticks.findChildren(QPushButton)}
    for month in ("janvier", "février"):
        buttons[month].click()
    opened.settle()
    assert stored(opened, screen, "open_months") == list(range(3, 13))
    assert (first.editor(), first.label.text()) == (None, words)
    buttons["non vérifié"].click()
    assert stored(opened, screen, "open_months") is None
    QTest.keyClick(buttons["mars"], Qt.Key.Key_Escape)
    opened.settle()
    assert one.editor() is None
    opened.workspace.undo(None)
    assert stored(opened, screen, "open_months") == before


def test_a_fact_is_edited_in_one_language_and_a_new_one_added(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen = card(opened, "sites")
    facts: tuple = stored(opened, screen, "facts")  # type: ignore[assignment]
    type_in(opened, screen, "facts/fr/1", "Un fait corrigé.")
    now: tuple = stored(opened, screen, "facts")  # type: ignore[assignment]
    assert [text.get("fr") for text in now] == [
        facts[0].get("fr"),
        "Un fait corrigé.",
        *(t.get("fr") for t in facts[2:]),
    ]
    assert now[1].get("zh") == facts[1].get("zh")
    type_in(opened, screen, f"facts/fr/{len(facts)}", "Un fait de plus.")
    more: tuple = stored(opened, screen, "facts")  # type: ignore[assignment]
    assert [text.get("fr") for text in more[len(facts) :]] == ["Un fait de plus."]


def test_the_name_of_a_delegate_is_edited_where_it_is_shown(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen = card(opened, "delegates")
    type_in(opened, screen, "given_name/", "Yuan")
    assert "ZHENG Yuan" in screen.part.card.title.text()
    opened.desk.actions.run("undo")
    opened.settle()
    assert "ZHENG Yuanshan" in screen.part.card.title.text()


def test_a_list_shows_a_name_in_its_own_script_as_it_is_written_there(kept_window: OpenWindow) -> None:
    """Given name first where the person writes it so, with its space: only Chinese characters stand side by side."""
    opened = kept_window()
    page: Any = opened.show("delegates")

    def rename(session: Session) -> None:
        person = session.get_one(Delegate, page.part.table.row(0).id).person
        person.native_family, person.native_given, person.native_script = "Петров", "Владимир", "Cyrl"
        person.name_order = "given_first"

    opened.workspace.do(msg("name"), rename)
    opened.settle()
    assert page.part.table.index(0, 0).data() == "Владимир Петров"
    assert page.part.table.index(1, 0).data() == "欧阳文澜"


def test_a_contact_is_reached_from_its_organisation(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen = card(opened, "partners")
    line = next(line for line in screen.part.card.findChildren(JumpLine) if "CHANTEREINE" in line.text())
    line.click()
    opened.settle()
    assert screen.part.shelf.kind == "contacts"
    assert "CHANTEREINE" in screen.part.card.title.text()


def test_no_field_of_another_record_is_edited_from_here(kept_window: OpenWindow) -> None:
    opened = kept_window()
    found = opened.workspace.get(detail, kind("contacts"), 1)
    names = {line.key: editable(found, line) for line in found.lines}
    assert (names["organisation"], names["form_of_address"], names["post"]) == (False, True, True)


def test_words_saved_while_typing_are_shown_when_the_editor_goes(kept_window: OpenWindow) -> None:
    opened = kept_window()
    screen = card(opened, "partners")
    one = field(screen, "city/")
    one.edit()
    editor = one.editor()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Cluses")
    screen.part.card.fields.flush()  # the pause after which typing is kept
    opened.settle()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.settle()
    assert field(screen, "city/").label.text() == "Cluses"
    assert QApplication.focusWidget() is field(screen, "city/")


@pytest.mark.parametrize("name", ["summary/zh", "area/", "group_cap/"])
def test_an_input_method_composes_into_every_editor(kept_window: OpenWindow, name: str) -> None:
    """What is composed is not kept, what is committed is."""
    opened = kept_window()
    screen = card(opened, "sites")
    key, _, language = name.partition("/")
    before = stored(opened, screen, key)
    one = field(screen, name)
    one.edit()
    editor = one.editor()
    assert isinstance(editor, QWidget)
    editor.selectAll()  # type: ignore[attr-defined]
    QApplication.sendEvent(editor, QInputMethodEvent("shi", []))
    screen.part.card.fields.flush()
    assert stored(opened, screen, key) == before
    composed = QInputMethodEvent("", [])
    words = "12" if key == "group_cap" else "湿地"
    composed.setCommitString(words)
    QApplication.sendEvent(editor, composed)
    screen.part.card.fields.flush()
    now = stored(opened, screen, key)
    assert (now.get(language) if language else now) == (12 if key == "group_cap" else words)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (parsing.whole, "1 913", 1913),
        (parsing.whole, " ", None),
        (parsing.real, "-0,5", -0.5),
        (parsing.real, "6.12°", 6.12),
        (parsing.day, "2027-06-13", date(2027, 6, 13)),
        (parsing.day, "13.6.2027", date(2027, 6, 13)),
        (parsing.day, "2027年6月13日", date(2027, 6, 13)),
        (parsing.day, "", None),
        (parsing.hours, "8h30 à 12h、14：00至18：00", [["08:30", "12:00"], ["14:00", "18:00"]]),
        (parsing.hours, "", None),
        (parsing.countries, "fr;CH、it", ["FR", "CH", "IT"]),
        (parsing.countries, "Suisse, 法国; it ES", ["CH", "FR", "IT", "ES"]),
        (parsing.country, "Corée du Sud", "KR"),
        (parsing.tongues, "chinois, 英文", ["zh", "en"]),
        (parsing.tongues, "FR, zh-Hans", ["fr", "zh-hans"]),
        (parsing.country, "", ""),
    ],
)
def test_values_are_read_as_people_write_them(read: parsing.Reader, typed: str, value: object) -> None:
    assert read(typed) == value


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (parsing.whole, "1.5"),
        (parsing.whole, "-1"),
        (parsing.real, "nan"),
        (parsing.real, "1e400"),
        (parsing.day, "31/02/2027"),
        (parsing.day, "tomorrow"),
        (parsing.hours, "9–12"),
        (parsing.hours, "25:00–26:00"),
        (parsing.hours, "09:00–12:00, 11:00–13:00"),
        (parsing.hours, "09:00–12:00 usually"),
        (parsing.countries, "F4"),
        (parsing.country, "FR, CH, "[:6]),
    ],
)
def test_what_is_no_value_is_refused(read: parsing.Reader, typed: str) -> None:
    with pytest.raises(parsing.Unreadable):
        read(typed)


def test_a_day_to_imitate_is_written_as_each_language_writes_it() -> None:
    with pytest.raises(parsing.Unreadable) as refused:
        parsing.day("hier")
    assert refused.value.todo is not None
    examples = {"fr": "13/06/2027", "en": "13/06/2027", "zh": "2027-06-13"}
    assert {code: say(refused.value.todo, code).count(one) for code, one in examples.items()} == dict.fromkeys(
        examples, 1
    )
    assert {parsing.day(one) for one in examples.values()} == {date(2027, 6, 13)}
