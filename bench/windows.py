"""A window with the programme of one trip, driven by the bench."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from bench.cases.dragging import processor
from tripplanner.planning.trips import find_trip, list_trips
from tripplanner.settings import Settings
from tripplanner.store.workspace import Workspace
from tripplanner.ui.bus import Bus
from tripplanner.ui.context import Context
from tripplanner.ui.desk import Desk
from tripplanner.ui.language import Language
from tripplanner.ui.main_window import MainWindow
from tripplanner.ui.programme.screen import ProgrammeScreen
from tripplanner.ui.theme.theme import Theme


class Shown:
    """The programme (or another page) of the trip with this code (the first one, when empty)."""

    def __init__(self, file: Path, code: str, page: str = "programme") -> None:
        self._app = cast(QApplication, QApplication.instance() or QApplication([]))
        settings = Settings()
        settings.set("programme/mode", "week")
        self.window = MainWindow(settings)
        self.window.resize(1600, 900)
        language = Language("fr")
        self.desk = Desk(self.window, settings, language, Theme(self._app, "light", "fr"))
        self.workspace = Workspace.open(file)
        self.bus, frame = Bus(self.workspace), self.desk.frame
        self.trip = self.workspace.get(find_trip, code) if code else self.workspace.get(list_trips)[0].id
        kept = (frame.settings, frame.language, frame.theme, frame.jobs, frame.actions, frame.shell)
        self.context = Context(*kept, self.workspace, self.bus)
        self.window.show()
        self.context.shell.choose_trip(self.trip)
        self.desk.open(self.context, page)
        self.settle()

    @property
    def page(self) -> ProgrammeScreen:
        page = self.desk.page()
        assert isinstance(page, ProgrammeScreen)
        return page

    def settle(self) -> None:
        """Let everything happen that is due."""
        for _round in range(3):
            while self.desk.jobs.running():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            QApplication.processEvents()

    def open(self) -> float:
        """Seconds of processor time of showing the trip, painted."""
        page = self.page
        self.context.shell.choose_trip(None)
        self.settle()

        def work() -> None:
            self.context.shell.choose_trip(self.trip)
            page.grid.viewport().repaint()

        taken = processor(work)
        self.settle()
        return taken

    def drag(self, frames: int) -> list[float]:
        """Seconds of each frame of a drag across the week: what it means, and what is painted."""
        view, first = self.page.grid.viewport(), self._grip()
        self._mouse(QEvent.Type.MouseButtonPress, first, Qt.MouseButton.LeftButton)
        self._mouse(QEvent.Type.MouseMove, first + QPoint(12, 12), Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        taken: list[float] = []
        for number in range(frames):
            at = QPoint(60 + number * 7 % (view.width() - 90), 80 + number * 11 % (view.height() - 120))

            def frame(at: QPoint = at) -> None:
                self._mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.LeftButton)
                QApplication.processEvents()

            taken.append(processor(frame))
        return taken

    def rest(self, times: int) -> list[float]:
        """Seconds of asking all rules at as many places of the drag; then it is given up."""
        view, dragging = self.page.grid.viewport(), self.page.dragging
        taken: list[float] = []
        for number in range(times):
            at = QPoint(60 + number * 61 % (view.width() - 90), 80 + number * 37 % (view.height() - 120))
            self._mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.LeftButton)
            taken.append(processor(dragging.check))
        dragging.cancel()
        return taken

    def _grip(self) -> QPoint:
        grid: Any = self.page.grid
        pieces = [piece for piece in grid.sheet().plan.pieces if piece.bottom - piece.top >= 40]
        return grid.box_of(pieces[len(pieces) // 8]).center().toPoint()

    def _mouse(self, kind: QEvent.Type, at: QPoint, buttons: Qt.MouseButton) -> None:
        view = self.page.grid.viewport()
        button = buttons if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        where = view.mapToGlobal(at).toPointF()
        event = QMouseEvent(kind, at.toPointF(), where, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)

    def close(self) -> None:
        """End it."""
        self.desk.close_pages()
        self.bus.close()
        self.window.close()
        self.workspace.close()
