"""The running program: one window, one database at a time, and what happens when it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from tripplanner import log
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import languages, msg
from tripplanner.settings import Settings, data_dir
from tripplanner.ui.bus import Bus
from tripplanner.ui.context import Context
from tripplanner.ui.desk import Desk
from tripplanner.ui.language import Language, system_language
from tripplanner.ui.main_window import MainWindow
from tripplanner.ui.theme.theme import Theme

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace
    from tripplanner.ui.single import Beacon


class Application(QObject):
    """Opens, closes and changes the database under a window."""

    def __init__(
        self,
        qt: QApplication,
        window: MainWindow,
        settings: Settings,
        database: str = "",
        language: str = "",
        trip: str = "",
    ) -> None:
        super().__init__()
        self._qt, self.window, self.settings = qt, window, settings
        self._asked, self._trip = database, trip
        code = language or settings.get("language", "") or system_language()
        self.language = Language(code if code in languages() else "fr")
        self.theme = Theme(qt, settings.get("theme", "system"), self.language.code)
        percent = settings.get("text_percent", 100)
        if percent != 100:
            self.theme.set_scale(percent / 100)
        self.desk = Desk(window, settings, self.language, self.theme)
        self.workspace: Workspace | None = None
        self.bus: Bus | None = None
        self._beacon: Beacon | None = None
        self.language.changed.connect(self._language_changed)
        self.desk.shell.reopened.connect(self._reopen, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """End everything: pages, listener, database."""
        self.desk.close_pages()
        if self._beacon is not None:
            self._beacon.close()
        if self.bus is not None:
            self.bus.close()
        if self.workspace is not None:
            self.workspace.close()
        self.bus = self.workspace = self._beacon = None

    # -- opening

    def begin(self) -> None:
        """Open the database, or ask for what a first start needs."""
        log.write_to(data_dir() / "log")
        location = self._asked or self.settings.database()
        new = not self._asked and not self.settings.get("database", "") and not Path(location).exists()
        if new:
            from tripplanner.ui.screens.first_run import FirstRun

            self.desk.show_instead(FirstRun(self.desk.frame, self.open))
        else:
            self.open(location)

    def open(
        self,
        location: str,
        *,
        create: bool = False,
        read_only: bool = False,
        then: Callable[[Context], None] | None = None,
    ) -> None:
        """Open the database at ``location`` in a job, instead of the one that is open; then show its pages."""

        def work(_progress: object) -> object:
            from tripplanner.store.workspace import Workspace

            return Workspace.open(location, create=create, read_only=read_only)

        def done(workspace: object) -> None:
            self._use(workspace, then)  # type: ignore[arg-type]

        self.close()
        self.desk.jobs.start(
            msg("Opening the database"), work, done=done, failed=lambda error: self._refused(location, error)
        )

    def _reopen(self, location: str) -> None:
        """Another database was asked for; queued, because the page that asked is about to be closed."""
        self._asked = ""
        self.open(location)

    def _use(self, workspace: Workspace, then: Callable[[Context], None] | None) -> None:
        from tripplanner.ui.single import Beacon

        self.workspace = workspace
        self.bus = Bus(workspace, self)
        location = workspace.location.name
        if not self._asked:
            self.settings.set("database", location)
        self._beacon = Beacon(location, self.window.come_to_front, self)
        frame = self.desk.frame
        context = Context(
            frame.settings, frame.language, frame.theme, frame.jobs, frame.actions, frame.shell, workspace, self.bus
        )
        if then is not None:
            then(context)
        self._choose_trip(context)
        self.desk.open(context, "programme" if self._trip and self.desk.shell.trip else "")

    def _choose_trip(self, context: Context) -> None:
        """The trip asked for, else the one shown last time, else the only one there is."""
        from tripplanner.planning.trips import find_trip, list_trips

        asked = self._trip or str(self.settings.get("trip", 0) or "")
        try:
            if asked:
                context.shell.choose_trip(context.workspace.get(find_trip, asked))
                return
        except NotFound as error:
            if self._trip:
                self.desk.tell(error)
        trips = context.workspace.get(list_trips)
        if trips:
            context.shell.choose_trip(trips[0].id)

    def _refused(self, location: str, error: BaseException) -> None:
        """The database cannot be opened: raise the window that has it, or say what can be done."""
        from tripplanner.ui.single import raise_other

        if type(error).__name__ == "InUse" and raise_other(location):
            self._qt.quit()
            return
        if not isinstance(error, TripPlannerError):
            self.desk.tell(error)
        from tripplanner.ui.screens.refused import Refused

        self.desk.show_instead(Refused(self.desk.frame, location, error, self.open))

    def _language_changed(self, code: str) -> None:
        self.settings.set("language", code)
        self.theme.set_language(code)
