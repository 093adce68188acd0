"""What hangs on a record, on its card: opened, changed, undone; nothing is written by hand that a verb does not do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from sqlalchemy.orm import Session

import seeing
from tripplanner.i18n import msg
from tripplanner.model.partners import Organisation
from tripplanner.model.trips import Delegate
from tripplanner.planning.attachments import attachments
from tripplanner.planning.delegations.journeys import journeys
from tripplanner.planning.delegations.rooming import rooming
from tripplanner.planning.exchanges import timeline
from tripplanner.planning.hosting import trips_of_host
from tripplanner.planning.photos import photos
from tripplanner.planning.trips import trip_row
from tripplanner.ui.library.hanging import section_types
from tripplanner.ui.library.rooming_sheet import RoomingSheet
from tripplanner.ui.records.sheet import Sheet
from windows import Opened, OpenWindow


def card(opened: Opened, page: str) -> Any:
    shown: Any = opened.show(page)
    return shown.part.card


def opened_section(opened: Opened, page: str, key: str) -> Any:
    """A section of the card of the first record, open."""
    section = card(opened, page).section(key)
    if not section.is_open():
        section.toggle()
    return section


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def fill(**values: object) -> Any:
    """Answers a sheet: types or chooses, and takes it."""

    def answer(sheet: Sheet) -> bool:
        for key, value in values.items():
            editor = sheet.fields[key].editor
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(value))
            elif isinstance(editor, QLineEdit):
                editor.setText(str(value))
            else:
                editor.setPlainText(str(value))  # type: ignore[attr-defined]
        sheet.take()
        taken = sheet.result() == 1
        said = "" if taken else sheet.trouble.text()
        sheet.deleteLater()
        answer.said = said  # type: ignore[attr-defined]
        return taken

    return answer


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_every_section_fits_its_card_and_every_control_has_a_name(open_window: OpenWindow, language: str) -> None:
    opened = open_window(language, size=(1024, 640))
    opened.context.settings.set("card_sections", {one.key: True for one in section_types()})
    for name in ("sites", "delegates", "partners", "cases", "terms", "themes"):
        shown = card(opened, name)
        opened.settle()
        assert (name, seeing.clipped(shown), seeing.unnamed(shown)) == (name, [], [])
        assert shown.fields._inner.width() <= shown.fields._area.viewport().width()


def test_a_fold_is_remembered_and_a_folded_section_reads_nothing(open_window: OpenWindow) -> None:
    opened = open_window()
    section = card(opened, "sites").section("history")
    assert (section.is_open(), section.content) == (False, None)
    section.fold.click()
    assert section.content != ()
    assert opened.context.settings.get("card_sections", {})["history"] is True


def test_photos_and_files_are_dropped_on_a_card_and_taken_back(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window()
    shown = card(opened, "sites")
    uuid = opened.desk.page().part.shelf and shown.above.sections[0].about.uuid  # type: ignore[union-attr]
    picture, plan = tmp_path / "pont.jpg", tmp_path / "plan.pdf"
    Image.new("RGB", (80, 60), (30, 90, 70)).save(picture)
    plan.write_bytes(b"%PDF-1.7")
    shown.section("photos").toggle()
    drop(shown, picture)
    drop(opened_section(opened, "sites", "attachments"), plan)
    opened.settle()
    assert [row.name for row in opened.workspace.get(photos, uuid)] == ["pont.jpg"]
    assert [row.name for row in opened.workspace.get(attachments, uuid)] == ["plan.pdf"]
    section = shown.section("attachments")
    seen: list[bytes] = []
    section.show_file = lambda path: seen.append(path.read_bytes())
    section.open(section.content[0])
    target = tmp_path / "copy.pdf"
    section.choose_target = lambda _name: target
    section.save(section.content[0])
    assert (seen, target.read_bytes()) == ([b"%PDF-1.7"], b"%PDF-1.7")
    opened.workspace.undo()
    opened.workspace.undo()
    assert (opened.workspace.get(photos, uuid), opened.workspace.get(attachments, uuid)) == ((), ())


def drop(section: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    section.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            QEvent.Type.Drop,
        )
    )  # fmt: skip


def test_a_sub_group_leaves_on_one_flight_and_a_wrong_day_is_said_in_the_sheet(open_window: OpenWindow) -> None:
    opened = open_window()
    section = opened_section(opened, "delegates", "journeys")
    content, about = section.content, section.about
    group = content.groups[1]
    section.sheet = fill(day="19/06/2027", time="15h05", carrier="CA 862", whom=group.id)
    section.edit(content, about, "departure", None)
    rows = opened.workspace.get(journeys, content.trip)
    flights = {(row.carrier, str(row.at)) for row in rows}
    assert (flights, len(rows)) == ({("CA 862", "2027-06-19 15:05:00")}, group.size)
    section.sheet = wrong = fill(day="31/02/2027", time="9:00")
    section.edit(content, about, "arrival", None)
    assert wrong.said.startswith("« 31/02/2027 »".replace(" ", "\u202f"))


def test_people_are_put_into_rooms_by_the_keyboard(open_window: OpenWindow) -> None:
    opened = open_window()
    section = opened_section(opened, "delegates", "rooms")
    lodging, _, before = section.content.lodgings[0]
    sheet = RoomingSheet(opened.context, [(lodging, "Annecy")], None, opened.window)
    first = sheet.lists[before.rooms[0].id]
    first.selectAll()
    people = first.chosen()
    sheet.waiting._dropped(people)
    assert people[0] in [one.person_id for one in opened.workspace.get(rooming, lodging).without]
    sheet.waiting.clearSelection()
    for at in range(sheet.waiting.count()):
        if sheet.waiting.item(at).data(Qt.ItemDataRole.UserRole) == people[0]:
            sheet.waiting.item(at).setSelected(True)
    sheet.room.setCurrentIndex(1)
    sheet.put_chosen()
    rooms = opened.workspace.get(rooming, lodging).rooms
    assert (rooms[1].over, people[0] in [one.person_id for one in rooms[1].guests]) == (1, True)
    assert any("1" in text for text in words(sheet))
    assert (seeing.unnamed(sheet), seeing.clipped(sheet)) == ([], [])
    sheet.close()
    sheet.deleteLater()


def test_an_exchange_is_noted_in_a_line_and_a_state_chosen_at_once(open_window: OpenWindow) -> None:
    opened = open_window()
    section = opened_section(opened, "partners", "exchanges")
    number = section.about.id
    field = section.findChild(QLineEdit)
    QTest.keyClicks(field, "Accord de principe")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (line,) = opened.workspace.get(timeline, number)
    assert (line.summary, line.day) == ("Accord de principe", date.today())  # noqa: DTZ011
    hosting = card(opened, "partners").section("hosting")
    (row,) = hosting.content.rows
    hosting.set_state(row, "confirmed", items=True)
    (row,) = opened.workspace.get(trips_of_host, number)
    assert (row.state, {state for *_, state in row.items}) == ("confirmed", {"confirmed"})


def test_what_a_delegate_said_is_kept_in_the_language_it_was_said_in(open_window: OpenWindow) -> None:
    opened = open_window()
    section = opened_section(opened, "sites", "visits")
    visit = section.content.visits.visits[0]
    section.sheet = fill(words="很有说服力", language="zh", rating=5)
    section.add(visit, section.content, section.about)
    (said,) = section.content.visits.visits[0].said
    assert (said.text.source, said.rating) == ("zh", 5)
    opened.settle()
    assert "很有说服力" in words(section)


def test_a_read_only_card_offers_nothing_to_change(open_window: OpenWindow) -> None:
    opened = open_window(read_only=True)
    opened.context.settings.set("card_sections", {one.key: one.key != "rights" for one in section_types()})
    for name in ("sites", "delegates", "partners"):
        shown = card(opened, name)
        offered = [one.text() for one in shown.findChildren(QPushButton) if one.isEnabled()]
        giving = [msg("Export everything about this person…"), msg("Calendar for a phone…")]
        given = [opened.context.language.say(words) for words in giving]
        assert (name, [text for text in offered if text.endswith("…") and text not in given]) == (name, [])


LI_NA = {"native_family": "李", "native_given": "娜", "family_name": "Li", "given_name": "Na"}
ANA = {"family_name": "García", "second_family_name": "López", "given_name": "Ana", "name_order": "given_first"}
AYNUR = {"native_family": "麦麦提", "native_given": "阿依努尔·", "preferred_latin": "Aynur Memet"} | {
    "native_script": "Hans", "name_order": "given_first",
}  # fmt: skip


def test_a_name_of_any_country_is_shown_as_it_is_printed(open_window: OpenWindow) -> None:
    opened = open_window()
    section = card(opened, "delegates").section("names")
    number = section.about.id
    fields = ("family_name", "second_family_name", "given_name", "native_family", "native_given", "native_script",
              "preferred_latin")  # fmt: skip

    def rename(session: Session, parts: dict[str, str]) -> None:
        person = session.get_one(Delegate, number).person
        for name in fields:
            setattr(person, name, parts.get(name, ""))
        person.name_order = parts.get("name_order", "family_first")

    for parts, printed, letter in (
        (LI_NA, "李娜 LI Na", "Monsieur LI Na"),
        ({"given_name": "Tenzin"}, "Tenzin", "Monsieur Tenzin"),
        (ANA, "Ana GARCÍA LÓPEZ", "Monsieur Ana GARCÍA LÓPEZ"),
        (AYNUR, "阿依努尔·麦麦提 Aynur Memet", "Monsieur Aynur Memet"),
    ):
        opened.workspace.do(msg("rename"), rename, parts)
        opened.settle()
        said = words(section)
        assert (said[0], said[1].endswith(f" {letter}")) == (printed, True)


def test_a_logo_an_items_file_and_the_words_of_a_trip_are_changed_where_they_are_shown(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    opened = open_window()
    Image.new("RGB", (300, 80), "#1a5f8a").save(tmp_path / "asters.png")
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.4 plan")
    logo = opened_section(opened, "partners", "logo")
    logo.choose_files = lambda: [tmp_path / "asters.png"]
    logo.choose(logo.about)
    opened.settle()
    organisation = logo.about.id
    assert opened.workspace.get(lambda s: s.get_one(Organisation, organisation).logo_id) is not None
    logo.remove(logo.about)
    assert opened.workspace.get(lambda s: s.get_one(Organisation, organisation).logo_id) is None
    page: Any = opened.show("programme")
    page.choose(page.source.items[3].uuid)
    files = page.detail_panel.below.section("attachments")
    files.add([tmp_path / "plan.pdf"])
    assert [one.name for one in opened.workspace.get(attachments, page.source.items[3].uuid)] == ["plan.pdf"]
    opened.desk.actions.run("undo")
    assert opened.workspace.get(attachments, page.source.items[3].uuid) == ()
    opened.show("trips")
    opened.context.shell.panel_asked.emit("trip")
    trips: Any = opened.desk.page()
    panel = trips.panels()[1][2]
    field = panel.fields._fields["route/fr"]
    field.edit()
    field.editor().setPlainText("Par le col")
    panel.fields.flush()
    assert opened.workspace.get(trip_row, 1).route.get("fr") == "Par le col"
