"""A real window on a copy of the sample, for tests of screens: ``tests/ui/conftest.py`` has the fixtures."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tripplanner.store.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tripplanner.ui.context import Context
    from tripplanner.ui.desk import Desk
    from tripplanner.ui.page import Page

OpenWindow = Callable[..., "Opened"]


class Opened:
    """A window, its desk and its workspace."""

    def __init__(
        self,
        application: QApplication,
        file: Path,
        language: str,
        mode: str,
        size: tuple[int, int],
        read_only: bool = False,
    ) -> None:
        from tripplanner.settings import Settings
        from tripplanner.ui.bus import Bus
        from tripplanner.ui.context import Context
        from tripplanner.ui.desk import Desk
        from tripplanner.ui.language import Language
        from tripplanner.ui.main_window import MainWindow
        from tripplanner.ui.texts import counter
        from tripplanner.ui.theme.theme import Theme

        counter.LATER = 0  # nobody edits faster than the texts are counted: waiting would only take its time
        settings = Settings()
        self.window = MainWindow(settings)
        self.window.resize(*size)
        self.language = Language(language)
        self.theme = Theme(application, mode, language)
        self.desk: Desk = Desk(self.window, settings, self.language, self.theme)
        self.workspace = Workspace.open(file, actor="tester", station="test", read_only=read_only)
        frame = self.desk.frame
        self.bus = Bus(self.workspace)
        self.context: Context = Context(
            frame.settings,
            frame.language,
            frame.theme,
            frame.jobs,
            frame.actions,
            frame.shell,
            self.workspace,
            self.bus,
        )

    def show(self, page: str, trip: int | None = 1) -> Page:
        """Show a page of a trip."""
        self.window.show()
        self.context.shell.choose_trip(trip)
        if self.desk.context is None:
            self.desk.open(self.context, page)
        else:
            self.desk.go(page)
        self.settle()
        shown = self.desk.page()
        assert shown is not None
        return shown

    def settle(self) -> None:
        """Let events that are due happen, and jobs end."""
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        for _round in range(3):
            while self.desk.jobs.running():
                # Without a limit of time: with one, Qt does not wait but asks again and again, and slows the job down.
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.processEvents()

    def close(self) -> None:
        self.desk.close_pages()
        self.bus.close()
        self.window.close()
        self.window.deleteLater()
        self.theme.deleteLater()
        self.workspace.close()
        del self.desk, self.context, self.window


@pytest.fixture(scope="session")
def sample_file(_sqlite_sample: Path) -> Path:
    """A database that holds the sample."""
    return _sqlite_sample


@pytest.fixture
def open_window(qapp: QApplication, sample_file: Path, tmp_path: Path) -> Iterator[OpenWindow]:
    """``open_window(language="fr", mode="light", size=(1280, 800))``: a window on a fresh copy of the sample."""
    opened: list[Opened] = []

    def make(
        language: str = "fr", mode: str = "light", size: tuple[int, int] = (1280, 800), read_only: bool = False
    ) -> Opened:
        file = tmp_path / f"{len(opened)}.db"
        shutil.copy(sample_file, file)
        opened.append(Opened(qapp, file, language, mode, size, read_only))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
