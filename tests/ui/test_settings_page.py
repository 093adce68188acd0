"""The settings page: kept as it is typed, one step a field, the sample out and in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from tripplanner.documents.reading.audience import policy_for
from tripplanner.documents.reading.desk import Desk
from tripplanner.documents.reading.library import read_office
from tripplanner.planning.offices import office
from tripplanner.planning.standard_texts import standard_texts
from tripplanner.planning.trips import list_trips
from tripplanner.ui.records.sheet import Sheet
from tripplanner.ui.settings import wordings
from tripplanner.ui.settings.screen import SettingsScreen
from windows import Opened, OpenWindow, open_window, sample_file  # noqa: F401 - fixtures


def page_of(opened: Opened) -> SettingsScreen:
    page = opened.show("settings")
    assert isinstance(page, SettingsScreen)
    return page


def type_into(page: SettingsScreen, name: str, words: str) -> QLineEdit:
    """Type as a person does: a commit after each letter."""
    field = page.office.form._bound[name].editor
    assert isinstance(field, QLineEdit)
    for end in range(1, len(words) + 1):
        field.setText(words[:end])
        field.textEdited.emit(words[:end])
        page.office.form.flush()
    return field


def test_typing_in_one_field_is_one_step(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    page = page_of(opened)
    before = opened.workspace.get(office)
    type_into(page, "phone", "+33 4 50")
    page.leave()
    opened.workspace.leave()
    type_into(page, "email", "b@example.org")
    assert opened.workspace.get(office).phone == "+33 4 50"
    opened.workspace.undo()
    assert opened.workspace.get(office).email == before.email
    assert opened.workspace.get(office).phone == "+33 4 50"
    opened.workspace.undo()
    assert opened.workspace.get(office).phone == before.phone


def test_a_name_in_one_language_leaves_the_others(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    page = page_of(opened)
    chinese = opened.workspace.get(office).name.get("zh")
    type_into(page, "name:fr", "Bureau & <b>fils</b>")
    name = opened.workspace.get(office).name
    assert (name.get("fr"), name.get("zh")) == ("Bureau & <b>fils</b>", chinese)
    assert opened.desk.rail.office.text().startswith("NatureXpairs")


def test_the_logo_of_the_office_is_chosen_printed_and_taken_off(
    open_window: OpenWindow,  # noqa: F811
    tmp_path: Path,
) -> None:
    opened = open_window()
    page = page_of(opened)
    Image.new("RGB", (300, 80), (30, 90, 70)).save(tmp_path / "bureau.png")
    assert (page.office.logo.choose.isHidden(), page.office.logo.remove.isHidden()) == (False, True)
    page.office.logo.choose_files = lambda: [tmp_path / "bureau.png"]
    page.office.logo.choose.click()
    opened.settle()
    assert (
        opened.workspace.get(lambda session: read_office(Desk(session, policy_for("delegate")), logo=True)).logo
        is not None
    )
    assert page.office.logo.choose.isHidden()
    assert not page.office.logo.picture.pixmap().isNull()
    page.office.logo.remove.click()
    assert opened.workspace.get(office).logo_id is None
    opened.workspace.undo()
    page.refresh()
    assert not page.office.logo.picture.isHidden()


def test_the_sample_goes_and_comes_back(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    page = page_of(opened)
    page.sample.remove.click()
    opened.settle()
    assert opened.workspace.get(list_trips) == []
    assert opened.context.shell.trip is None
    assert not page.sample.add_sample.isHidden()
    page.sample.add_sample.click()
    opened.settle()
    assert len(opened.workspace.get(list_trips)) == 1
    assert opened.context.shell.trip is not None


def test_theme_and_size_hold_at_once_and_are_remembered(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    page = page_of(opened)
    page.theme.chosen.emit("dark")
    page.letters.chosen.emit("125")
    assert opened.theme.dark
    assert opened.theme.font.pixelSize() == 16
    settings = opened.desk.settings
    assert (settings.get("theme", ""), settings.get("text_percent", 100)) == ("dark", 125)
    opened.theme.set_scale(1.0)
    opened.theme.set_mode("light")


def test_the_words_of_letters_are_written_in_every_language_and_taken_back(
    open_window: OpenWindow,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    section = page_of(opened).wordings
    section.which.setCurrentIndex(section.which.findData("letter.thanks.closing"))
    ours = section.said.text()
    typed: dict[str, str] = {}

    def fill_in(sheet: Sheet) -> bool:
        for key, words in typed.items():
            editor = sheet.fields[key].editor
            assert isinstance(editor, QPlainTextEdit)
            editor.setPlainText(words)
        sheet.take()
        return sheet.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(wordings, "ask", fill_in)
    section.write()  # nothing was changed: our words stay ours
    assert "letter.thanks.closing" not in opened.workspace.get(standard_texts)
    typed["body:fr"] = "À bientôt !"
    section.write()
    body = opened.workspace.get(standard_texts)["letter.thanks.closing"].body
    assert (body.source, body.get("fr"), body.state("zh")) == ("fr", "À bientôt\u202f!", "stale")
    assert section.said.text() == "À bientôt\u202f!"
    assert "中文" in section.state.text()
    section.back.click()
    assert section.said.text() == ours
    opened.workspace.undo()
    assert opened.workspace.get(standard_texts)["letter.thanks.closing"].body == body


def test_hospitals_of_the_emergency_card_can_be_written_where_none_are(
    open_window: OpenWindow,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window()
    section = page_of(opened).wordings
    section.which.setCurrentIndex(section.which.findData("hospital"))
    section.back.click()  # the words of the sample
    assert section.state.text() == "Rien n’est dit ici tant que vous ne l’écrivez pas."

    def fill_in(sheet: Sheet) -> bool:
        editor = sheet.fields["body:fr"].editor
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText("CHU, La Tronche")
        sheet.take()
        return sheet.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(wordings, "ask", fill_in)
    section.write()
    own = opened.workspace.get(standard_texts)["hospital"]
    assert (own.title.get("fr"), own.title.get("zh"), own.body.get("fr")) == ("Hôpital", "医院", "CHU, La Tronche")
    assert section.back.text() == "Le retirer"
    section.back.click()
    assert "hospital" not in opened.workspace.get(standard_texts)


def test_the_colour_of_documents_is_chosen_and_ours_taken_again(open_window: OpenWindow) -> None:  # noqa: F811
    opened = open_window()
    picker = page_of(opened).office.accent
    picker.pick = lambda _now: "#1d5f8e"
    picker.choose.click()
    assert opened.workspace.get(office).accent == "#1d5f8e"
    picker.back.click()
    assert (opened.workspace.get(office).accent, picker.back.isHidden()) == ("", True)
