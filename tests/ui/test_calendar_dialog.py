"""Which phone: the file, the sentence, the preview, and publishing from the window."""

from __future__ import annotations

import shutil
import threading
from base64 import b64encode
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

import seeing
from davs import dav_server
from tripplanner.documents.calendars.phones import PHONES
from tripplanner.exchange.sharing.targets import list_targets
from tripplanner.i18n import msg
from tripplanner.planning import feeds, releases
from tripplanner.planning.participants import Participant, list_participants
from tripplanner.store.workspace import Workspace
from tripplanner.ui.calendars.dialog import PhoneDialog
from tripplanner.ui.calendars.publishing import PublishSheet
from tripplanner.ui.documents.screen import DocumentsScreen
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow, open_window  # noqa: F401 - a fixture

TRIP = 1


@pytest.fixture(scope="module")
def sample_file(_sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample once it was released, in place of the fixture of this name."""
    path = tmp_path_factory.mktemp("released") / "released.db"
    shutil.copyfile(_sqlite_sample, path)
    with Workspace.open(path, actor="tester", station="test") as workspace:
        workspace.do(msg("release"), releases.release, TRIP, by="anna", anyway="x", today=None)
    return path


@pytest.fixture
def draft_file(_sqlite_sample: Path, tmp_path: Path) -> Path:
    """The sample before any release."""
    return Path(shutil.copyfile(_sqlite_sample, tmp_path / "draft.db"))


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:  # noqa: F811
    made = open_window(language="en")
    made.window.show()
    return made


def people(opened: Opened) -> list[Participant]:
    return opened.workspace.get(list_participants, TRIP)


def dialog(opened: Opened, person: str = "") -> PhoneDialog:
    made = PhoneDialog(opened.context, TRIP, person, opened.window)
    made.show()
    opened.settle()
    return made


def choose(opened: Opened, made: PhoneDialog, key: str) -> None:
    made.phones.button([phone.key for phone in PHONES].index(key)).click()
    opened.settle()


def test_the_phone_decides_the_file_and_the_hours_are_there_and_at_home(opened: Opened, tmp_path: Path) -> None:
    guest = people(opened)[0]
    made = dialog(opened, guest.uuid)
    assert (made.language.currentData(), made.count.text()) == (guest.language, f"{len(made.events)} events, version 1")
    first = made.events[0]
    assert (first.day, first.local, first.home) == (date(2027, 6, 13), "06:45–08:00", "12:45–14:00")
    seen = made.events
    choose(opened, made, "chinese")
    assert [(e.uid, e.local, e.home, e.title) for e in made.events] == [
        (e.uid, e.local, e.home, e.title) for e in seen
    ]  # the plain file gives universal time, and the phone shows the same hours
    assert "one by one" in made.opening.text()
    made.save_in(tmp_path)
    opened.settle()
    (file,) = tmp_path.glob("*.ics")
    assert b"X-" not in file.read_bytes()
    assert len(list((tmp_path / file.stem).iterdir())) == len(seen)
    made.close()
    assert opened.workspace.get(feeds.phone_of, TRIP, guest.person_id) == "chinese"
    again = dialog(opened, guest.uuid)
    assert PHONES[again.phones.checkedId()].key == "chinese"
    again.close()


def test_a_member_of_the_team_has_no_other_home_and_the_whole_trip_is_the_office_s(opened: Opened) -> None:
    made = dialog(opened, people(opened)[-1].uuid)
    assert {event.home for event in made.events} == {""}
    made.person.setCurrentIndex(0)
    made.person.activated.emit(0)
    opened.settle()
    assert made.ground is not None
    assert (made.chosen().reader, made.language.currentData()) == (None, made.ground.calendar.trip.languages[0])
    made.close()


def test_the_month_and_the_list_follow_each_other_by_keyboard(opened: Opened, qtbot: QtBot) -> None:
    made = dialog(opened, people(opened)[0].uuid)
    made.month.setFocus()
    qtbot.keyClick(made.month, Qt.Key.Key_Right)
    row = made.list.current_row()
    assert (made.month.day, row.day) == (date(2027, 6, 14), date(2027, 6, 14))  # type: ignore[attr-defined]
    made.list.setFocus()
    made.list.select_position(len(made.events) - 1)
    assert made.month.day == made.events[-1].day
    made.close()


def test_nothing_is_chosen_before_the_calendars_are_read(opened: Opened) -> None:
    made = PhoneDialog(opened.context, TRIP, "", opened.window)
    made.show()
    choices = [made.person, made.language, *made.phones.buttons()]
    assert [one.isEnabled() for one in choices] == [False] * len(choices)
    assert (made.address.isVisible(), made.copy.isVisible()) == (False, False)
    opened.settle()
    assert [one.isEnabled() for one in choices] == [True] * len(choices)
    assert made.focusWidget() is made.person
    made.close()


def test_publishing_to_a_folder_gives_an_address_and_a_code(opened: Opened, tmp_path: Path) -> None:
    made = dialog(opened, people(opened)[0].uuid)
    assert (made.address.isVisible(), made.publish.isEnabled()) == (False, True)
    sheet = PublishSheet(opened.context, TRIP, made)
    sheet.show()
    sheet.address.setText(str(tmp_path / "away"))
    sheet.public.setText("https://cal.example.org/x")
    sheet.ok.click()
    opened.settle()
    assert "Connect the drive" in sheet.trouble.text()
    sheet.address.setText(str(tmp_path))
    sheet.ok.click()
    opened.settle()
    assert (sheet.isVisible(), opened.desk.toast.text()) == (False, f"{len(people(opened)) + 1} calendars published.")
    made._load()
    opened.settle()
    address = made.address.text()
    assert (tmp_path / address.rpartition("/")[2]).is_file()
    assert made.code.isVisible()
    made.copy.click()
    assert QGuiApplication.clipboard().text() == address
    made.close()


def test_before_a_release_a_file_can_be_saved_and_nothing_published(
    qapp: QApplication, draft_file: Path, tmp_path: Path
) -> None:
    opened = Opened(qapp, draft_file, "fr", "light", (1280, 800))
    opened.window.show()
    made = dialog(opened)
    assert (made.publish.isEnabled(), made.save.isEnabled()) == (False, True)
    assert made.unpublished.text() == "Un calendrier se publie une fois une version du programme publiée."
    made.save_in(tmp_path)
    opened.settle()
    assert len(list(tmp_path.glob("*.ics"))) == 1
    made.close()
    opened.close()


@pytest.mark.parametrize(("language", "scale"), [("fr", 1.0), ("zh", 1.0), ("longer", 1.0), ("fr", 1.5)])
def test_both_sheets_are_named_and_nothing_in_them_is_cut(
    open_window: OpenWindow,  # noqa: F811
    language: str,
    scale: float,
) -> None:
    opened = open_window("fr" if language == "longer" else language, size=(1600, 1200))
    opened.theme.set_scale(scale)
    if language == "longer":
        opened.language.pretend(seeing.longer)
    opened.window.show()
    guest = people(opened)[0]
    opened.workspace.do(msg("publish"), published, guest.person_id)
    made = dialog(opened, guest.uuid)
    sheet = PublishSheet(opened.context, TRIP, made)
    sheet.show()
    opened.settle()
    for shown in (made, sheet):
        found = [*seeing.unnamed(shown), *seeing.misnamed(shown), *seeing.clipped(shown)]
        assert (shown.windowTitle() != "", found, seeing.too_small(shown, TARGET)) == (True, [], [])
    sheet.close()
    made.close()
    opened.theme.set_scale(1.0)


def published(session: Session, person: int) -> None:
    feed = feeds.ensure_feeds(session, TRIP, [person])[person]
    files = {"a.ics": ("tag", "hash")}
    feeds.note_publication(session, TRIP, feed.id, "/x", files, address="https://cal.example.org/a.ics", release=1)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_day_and_hours_find_room_beside_the_name(open_window: OpenWindow, qtbot: QtBot, scale: float) -> None:  # noqa: F811
    """On the page of documents, in the smallest window: what is left is the name’s."""
    opened = open_window("zh", "dark", (1024, 640))
    opened.context.settings.set("documents/kind", "calendar")
    opened.theme.set_scale(scale)
    page = opened.show("documents")
    assert isinstance(page, DocumentsScreen)
    qtbot.waitUntil(lambda: page._made is not None and page._job is None, timeout=60_000)
    opened.settle()
    calendar = page.calendar.list
    seen, beyond = calendar.columnWidth(0), calendar.horizontalScrollBar().maximum()
    opened.theme.set_scale(1.0)
    assert seen > 0
    assert beyond == 0


def publish_sheet(opened: Opened, **typed: str) -> PublishSheet:
    """The sheet with these words in its fields."""
    sheet = PublishSheet(opened.context, TRIP, opened.window)
    sheet.show()
    fill(sheet, **typed)
    return sheet


def fill(sheet: PublishSheet, kind: str, **typed: str) -> None:
    """Choose the kind and type the rest."""
    sheet.kind.setCurrentIndex(sheet.kind.findData(kind))
    sheet.kind.activated.emit(sheet.kind.currentIndex())
    for name, words in typed.items():
        getattr(sheet, name).setText(words)


def test_a_missing_address_is_said_at_its_field_and_what_was_tried_is_not_piled_up(
    opened: Opened, tmp_path: Path
) -> None:
    sheet = publish_sheet(opened, kind="folder")
    sheet.ok.click()
    assert sheet.trouble.text().startswith("The address is missing.")
    assert sheet.focusWidget() is sheet.address
    for name in ("gone", "away"):
        fill(sheet, "folder", address=str(tmp_path / name))
        sheet.ok.click()
        opened.settle()
        assert [one.name for one in list_targets(opened.context.settings)] == [name]
    sheet.close()


def test_publishing_is_stopped_and_taken_up_again(opened: Opened) -> None:
    with dav_server() as cloud:
        sheet = publish_sheet(opened, kind="webdav", address=cloud.address)
        put, go_on = threading.Event(), threading.Event()

        def hold(method: str, _path: str) -> None:
            if method == "PUT":
                put.set()
                go_on.wait(10)

        cloud.before = hold
        sheet.ok.click()
        put.wait(10)
        fields = (sheet.ok, sheet.back, sheet.places, sheet.kind, sheet.name, sheet.address, sheet.public)
        assert [one.isEnabled() for one in fields] == [False] * len(fields)
        sheet.no.click()
        go_on.set()
        opened.settle()
        assert (sheet.isVisible(), opened.desk.toast.text()[:8]) == (True, "Stopped.")
        assert [one.isEnabled() for one in (*fields, sheet.user)] == [True] * (len(fields) + 1)
        assert 0 < len(cloud.files) < len(people(opened)) + 1
        sheet.ok.click()
        opened.settle()
        assert (sheet.isVisible(), len(cloud.files)) == (False, len(people(opened)) + 1)


def test_without_a_keyring_the_password_is_used_this_once(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", null.Keyring)
    with dav_server() as cloud:
        sheet = publish_sheet(opened, kind="webdav", address=cloud.address, user="office", password="sesame")
        sheet.ok.click()
        opened.settle()
    assert (sheet.isVisible(), sheet.trouble.text()) == (False, "")
    assert set(cloud.logins) == {"Basic " + b64encode(b"office:sesame").decode()}
    assert len(cloud.files) == len(people(opened)) + 1
    assert opened.desk.toast.text().endswith("No keyring keeps the password here: it is asked for each time.")
