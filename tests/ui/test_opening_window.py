"""From the start to the pages: first run, refusals, damage, backups, a second launch."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import seeing
from tripplanner.i18n import msg
from tripplanner.planning.offices import office
from tripplanner.planning.trips import list_trips
from tripplanner.settings import Settings, default_database
from tripplanner.store import backup
from tripplanner.store.checking import report_damage
from tripplanner.store.workspace import Workspace
from tripplanner.ui.programme.first_look import FirstLook
from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.recovery.card import RecoveryCard
from tripplanner.ui.screens.first_run import FirstRun
from tripplanner.ui.screens.refused import Refused
from tripplanner.ui.single import raise_other
from tripplanner.ui.start import Starting, asks_for_fcitx, import_plainly, use_an_input_method_qt_has
from windows import sample_file  # noqa: F401 - fixture

PATIENCE = 60_000


class Launch:
    """Starts the window as the command does, on folders of the test."""

    def __init__(self, application: QApplication, qtbot: QtBot) -> None:
        self._application, self._qtbot = application, qtbot
        self._all: list[Starting] = []

    def __call__(self, database: str = "", language: str = "fr") -> Starting:
        starting = self.keep(Starting(self._application, database, language))
        starting.window.show()
        starting.build()
        self.until(starting, lambda: starting.running.desk.context is not None or self.instead(starting) is not None)  # type: ignore[union-attr]
        return starting

    def keep(self, starting: Starting) -> Starting:
        """Close it when the test ends."""
        self._all.append(starting)
        return starting

    def until(self, starting: Starting, ready: object) -> None:
        desk = starting.running.desk  # type: ignore[union-attr]
        self._qtbot.waitUntil(lambda: ready() and desk.jobs.running() == [], timeout=PATIENCE)  # type: ignore[operator]

    def instead(self, starting: Starting) -> QWidget | None:
        return starting.running.desk.pages.instead  # type: ignore[union-attr]

    def close(self) -> None:
        for starting in self._all:
            starting.close()
            starting.window.close()
            starting.window.deleteLater()
            starting.running.theme.deleteLater()  # type: ignore[union-attr]
            starting.running.deleteLater()  # type: ignore[union-attr]


@pytest.fixture
def launch(qapp: QApplication, qtbot: QtBot) -> Iterator[Launch]:
    made = Launch(qapp, qtbot)
    yield made
    made.close()


@pytest.fixture
def database(sample_file: Path, tmp_path: Path) -> Path:  # noqa: F811
    return Path(shutil.copy(sample_file, tmp_path / "trips.db"))


def press(page: QWidget, words: str) -> None:
    """Click the button that says ``words``."""
    next(b for b in page.findChildren(QPushButton) if b.text() == words).click()


def test_the_first_start_asks_four_things_and_opens_the_sample(launch: Launch) -> None:
    starting = launch()
    page = launch.instead(starting)
    assert isinstance(page, FirstRun)
    assert page.place.text() == str(default_database())
    assert seeing.unnamed(page) == []
    assert seeing.misnamed(page) == []
    page.office["name"].setText("Bureau A")
    page.office["email"].setText("a@example.org")
    page.begin()
    desk = starting.running.desk  # type: ignore[union-attr]
    launch.until(starting, lambda: desk.context is not None)
    assert desk.context is not None
    workspace = desk.context.workspace
    assert workspace.get(office).name.get("fr") == "Bureau A"
    assert len(workspace.get(list_trips)) == 1
    assert Settings().database() == str(default_database())


def test_the_first_start_without_the_sample_shows_how_to_begin(launch: Launch) -> None:
    starting = launch()
    page = launch.instead(starting)
    assert isinstance(page, FirstRun)
    page.sample.setChecked(False)
    page.begin()
    desk = starting.running.desk  # type: ignore[union-attr]
    launch.until(starting, lambda: desk.context is not None)
    desk.go("trips")
    assert any(label.isVisible() for label in (desk.page()._empty.title,))  # type: ignore[union-attr]


def test_the_language_is_chosen_before_anything_else(launch: Launch) -> None:
    starting = launch()
    page = launch.instead(starting)
    assert isinstance(page, FirstRun)
    page.language.choose("zh")
    page.language.chosen.emit("zh")
    assert page.start.text() == "开始使用"
    assert seeing.clipped(page) == []


def test_a_place_in_a_cloud_folder_is_warned_of(launch: Launch, tmp_path: Path) -> None:
    page = launch.instead(launch())
    assert isinstance(page, FirstRun)
    page.place.setText(str(tmp_path / "Dropbox" / "trips.db"))
    assert not page.place_warning.isHidden()
    page.place.setText(str(tmp_path / "trips.db"))
    assert page.place_warning.isHidden()


def test_a_second_start_goes_straight_to_the_pages(launch: Launch, database: Path) -> None:
    Settings().set("database", str(database))
    starting = launch()
    assert starting.running.desk.context is not None  # type: ignore[union-attr]
    assert raise_other(str(database))


@pytest.mark.parametrize("content", [None, b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_what_cannot_be_opened_is_said_with_ways_on(launch: Launch, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "trips.db"
    if content is not None:
        file.write_bytes(content)
    page = launch.instead(launch(str(file)))
    assert isinstance(page, Refused)
    assert page.sentence.text()
    assert seeing.clipped(page) == []
    assert seeing.unnamed(page) == []
    assert (file.read_bytes() if file.exists() else None) == content


def test_a_missing_database_can_be_created_from_the_refusal(launch: Launch, tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    starting = launch(str(file))
    press(launch.instead(starting), "Créer une base ici")  # type: ignore[arg-type]
    desk = starting.running.desk  # type: ignore[union-attr]
    launch.until(starting, lambda: desk.context is not None)
    assert file.exists()


def test_damage_offers_the_backups_and_one_is_restored(launch: Launch, database: Path) -> None:
    backup.make(database)
    database.write_bytes(database.read_bytes()[:5000])
    starting = launch(str(database))
    page = launch.instead(starting)
    assert isinstance(page, Refused)
    assert isinstance(page.recovery, RecoveryCard)
    assert len(page.recovery.backups) == 1
    assert page.recovery.what.text()
    page.recovery.restore.click()
    desk = starting.running.desk  # type: ignore[union-attr]
    launch.until(starting, lambda: desk.context is not None)
    assert len(desk.context.workspace.get(list_trips)) == 1
    assert [path.name for path in database.parent.glob("trips-before-restore-*")] != []


def test_damage_found_after_the_start_is_told_in_a_sheet(launch: Launch, database: Path, qtbot: QtBot) -> None:
    from tripplanner.ui.recovery.damage import DamageSheet

    starting = launch(str(database))
    desk = starting.running.desk  # type: ignore[union-attr]
    damage = report_damage(database, ("row 12 missing from index",))
    sheet = DamageSheet(desk.frame, database, damage, starting.window)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: desk.jobs.running() == [], timeout=PATIENCE)
    assert seeing.unnamed(sheet) == []
    press(sheet, "Ouvrir en lecture seule")
    assert sheet.result() == DamageSheet.DialogCode.Accepted
    assert sheet.chosen is None


def test_a_backup_made_in_the_settings_is_restored(launch: Launch, database: Path) -> None:
    starting = launch(str(database))
    desk = starting.running.desk  # type: ignore[union-attr]
    desk.go("settings")
    page = desk.page()
    page.backups.make_now()  # type: ignore[union-attr]
    launch.until(starting, lambda: page.backups.table.total() == 1)  # type: ignore[union-attr]
    made = page.backups.table.row(0)  # type: ignore[union-attr]
    from tripplanner.planning.offices import edit_office

    desk.context.workspace.do(msg("change the office"), edit_office, None, phone="+33 0")
    desk.shell.restore(made.path)
    former = desk.context
    launch.until(starting, lambda: desk.context is not None and desk.context is not former)
    assert desk.context.workspace.get(office).phone != "+33 0"


def test_a_database_open_elsewhere_can_be_read(launch: Launch, database: Path, tmp_path: Path) -> None:
    with Workspace.open(database, actor="tester", station="test"):
        starting = launch(str(database))
        page = launch.instead(starting)
        assert isinstance(page, Refused)
        press(page, "Ouvrir en lecture seule")
        desk = starting.running.desk  # type: ignore[union-attr]
        launch.until(starting, lambda: desk.context is not None)
        assert desk.context.workspace.read_only
        assert "lecture seule" in desk.rail.office.text().lower()
        starting.close()


def test_fcitx_is_answered_by_ibus() -> None:
    environment = {"QT_IM_MODULE": "fcitx5"}
    use_an_input_method_qt_has(environment)
    assert environment == {"QT_IM_MODULE": "ibus"}
    assert not asks_for_fcitx({"QT_IM_MODULE": "xim"})
    assert not asks_for_fcitx({})


def test_imports_are_plain_again_after_qt() -> None:
    import builtins

    before = builtins.__import__
    import_plainly()
    assert builtins.__import__ is getattr(builtins, "__orig_import__", before)
    builtins.__import__ = before


def place_of(grid: Grid, starting: Starting) -> tuple[QPoint, QSize]:
    return grid.mapTo(starting.window, QPoint(0, 0)), grid.size()


def kept_on_the_programme(database: Path) -> None:
    """As after a session that ended on the programme of the sample."""
    settings = Settings()
    settings.set("database", str(database))
    settings.set("page", "programme")
    settings.set("trip", 1)


def seen_first(qapp: QApplication) -> tuple[Starting, FirstLook]:
    """A window that shows what it could read, its database still to be opened."""
    starting = Starting(qapp, "", "fr")
    starting.window.show()
    starting.build()
    first = starting.running.desk.pages.instead  # type: ignore[union-attr]
    assert isinstance(first, FirstLook)
    return starting, first


def test_the_programme_is_there_before_the_database_and_nothing_moves(
    launch: Launch, database: Path, qapp: QApplication
) -> None:
    kept_on_the_programme(database)
    starting, first = seen_first(qapp)
    launch.keep(starting)
    desk = starting.running.desk  # type: ignore[union-attr]
    assert desk.context is None
    plan, painted = first.grid.sheet().plan, []
    assert len({piece.key for piece in plan.pieces}) == 60
    first.painted.connect(lambda: painted.append((place_of(first.grid, starting), desk.header.title.text())))
    launch.until(starting, lambda: desk.context is not None)
    page = desk.page()
    assert isinstance(page, ProgrammeScreen)
    assert [(place_of(page.grid, starting), desk.header.title.text())] == painted
    assert page.grid.sheet().plan == plan


def test_a_first_look_gives_way_to_a_refusal(launch: Launch, database: Path, qapp: QApplication) -> None:
    kept_on_the_programme(database)
    with Workspace.open(database, actor="tester", station="test"):
        starting, _first = seen_first(qapp)
        launch.keep(starting)
        launch.until(starting, lambda: isinstance(launch.instead(starting), Refused))
        assert starting.running.desk.context is None  # type: ignore[union-attr]


def test_another_page_is_opened_the_usual_way(launch: Launch, database: Path) -> None:
    kept_on_the_programme(database)
    Settings().set("page", "sites")
    starting = launch()
    assert starting.running.desk.context is not None  # type: ignore[union-attr]


def test_what_a_job_reads_is_not_set_apart_with_what_stays(launch: Launch, database: Path) -> None:
    starting = launch(str(database))
    jobs, gate = starting.running.desk.jobs, threading.Event()  # type: ignore[union-attr]
    gc.disable()
    before = gc.get_freeze_count()
    jobs.start(msg("Reading the texts"), lambda _progress: gate.wait(PATIENCE / 1000))
    starting.settle()
    assert gc.get_freeze_count() <= before
    gate.set()
    launch.until(starting, lambda: True)
    starting.settle()
    assert gc.get_freeze_count() > before
    assert gc.isenabled()
