"""Erasing from the window asks for the name, does it in a job and tells what is left; retention is shown first."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image
from sqlalchemy.orm import Session

import seeing
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.files import File
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate
from tripplanner.planning.photos import add_photo
from tripplanner.planning.pictures import picture
from tripplanner.planning.privacy.who import find_anybody
from tripplanner.planning.shelving.making import create_record
from tripplanner.planning.shelving.removing import delete_records
from tripplanner.store.bin import entries
from tripplanner.text import Text
from tripplanner.ui.privacy.erasing import EraseDialog
from windows import Opened, OpenWindow


def rights(opened: Opened) -> Any:
    shown: Any = opened.show("delegates")
    section = shown.part.card.section("rights")
    if not section.is_open():
        section.toggle()
    return section


def people(opened: Opened) -> set[str]:
    return opened.context.workspace.get(lambda session: set(session.scalars(sa.select(Person.uuid))))


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_name_is_typed_before_anybody_is_erased(open_window: OpenWindow, language: str) -> None:
    opened = open_window(language)
    files = opened.workspace.do(msg("hang"), _hang_photos)
    section = rights(opened)
    somebody = section.content
    seen: list[str] = []

    def confirm(dialog: EraseDialog) -> bool:
        dialog.show()
        opened.settle()
        assert (seeing.clipped(dialog), seeing.unnamed(dialog)) == ([], [])
        assert not dialog.go.isEnabled()
        dialog.name.setText(somebody.name.lower())
        assert dialog.go.isEnabled()
        seen.append(dialog.what.text())
        assert dialog.pictures is not None
        assert dialog.takes_pictures == frozenset()
        dialog.pictures.tick(1)
        dialog.deleteLater()
        return True

    section.confirm = confirm
    section.erase()
    opened.settle()
    assert somebody.uuid not in people(opened)
    assert len(seen) == 1
    assert opened.workspace.get(_files) == files[:1]


def _files(session: Session) -> list[int]:
    return list(session.scalars(sa.select(File.id).order_by(File.id)))


def _hang_photos(session: Session) -> list[int]:
    """Two photos of a visit of the trip."""
    item = session.scalars(sa.select(Item.id).where(Item.type == "visit")).first()
    assert item is not None
    for name, colour in (("a.jpg", "steelblue"), ("b.jpg", "peru")):
        held = BytesIO()
        Image.new("RGB", (120, 80), colour).save(held, "JPEG")
        add_photo(session, "item", item, name, picture(held.getvalue()))
    return _files(session)


def test_whoever_cancels_erases_nobody(open_window: OpenWindow) -> None:
    opened = open_window()
    before = people(opened)
    section = rights(opened)
    section.confirm = lambda dialog: bool(dialog.deleteLater())
    section.erase()
    opened.settle()
    assert people(opened) == before


def test_everything_is_written_to_the_file_chosen(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window()
    section = rights(opened)
    (tmp_path / "given").mkdir()  # a file dialog gives folders that are there
    section.choose_target = lambda name: tmp_path / "given" / name
    section.export()
    assert [path.suffix for path in (tmp_path / "given").iterdir()] == [".zip"]


def test_days_are_changed_and_undone(open_window: OpenWindow) -> None:
    opened = open_window()
    page: Any = opened.show("settings")
    box = page.retention.days["passport"]
    box.setValue(7)
    box.editingFinished.emit()
    page.refresh()
    assert box.value() == 7
    opened.context.workspace.undo()
    page.refresh()
    assert box.value() == 30
    assert not page.retention.take.isEnabled()


def test_somebody_who_is_only_in_the_bin_is_erased_from_there(open_window: OpenWindow) -> None:
    opened = open_window()
    made = opened.workspace.do(msg("add"), create_record, "delegates", Text(), trip_id=1)
    opened.workspace.do(msg("name"), _name, made)
    opened.workspace.do(msg("delete"), delete_records, "delegates", [made])
    site = opened.workspace.do(msg("add"), create_record, "sites", Text.of("fr", fr="Pont"))
    opened.workspace.do(msg("delete"), delete_records, "sites", [site])
    page: Any = opened.show("bin")
    assert page.erase.isHidden()
    page.list.select_position(1)
    assert not page.erase.isHidden()
    asked: list[str] = []

    def confirm(dialog: EraseDialog) -> bool:
        dialog.name.setText("Ana PRUEBA")
        asked.append(dialog.somebody.uuid)
        return dialog.go.isEnabled() and not dialog.deleteLater()

    page.confirm = confirm
    page.erase.click()
    opened.settle()
    assert [entry.people for entry in opened.workspace.get(entries)] == [()]
    assert page.table.rowCount() == 1
    with pytest.raises(NotFound):
        opened.workspace.get(find_anybody, asked[0])


def _name(session: Session, delegate: int) -> None:
    person = session.get_one(Delegate, delegate).person
    person.given_name, person.family_name, person.name_order = "Ana", "Prueba", "given_first"
