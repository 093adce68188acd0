"""The running program: one window, one database at a time, and what happens when it cannot be opened."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from pathlib import Path
from platform import node
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tripplanner import log
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import languages, msg
from tripplanner.progress import Progress
from tripplanner.settings import Settings, data_dir
from tripplanner.ui.bus import Bus
from tripplanner.ui.context import Context
from tripplanner.ui.desk import Desk
from tripplanner.ui.dialogs import ask
from tripplanner.ui.language import Language, system_language
from tripplanner.ui.main_window import MainWindow
from tripplanner.ui.qt_words import QtWords
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace
    from tripplanner.ui.outbox.timekeeper import Timekeeper
    from tripplanner.ui.single import Beacon


#: Milliseconds after which a window that was opened is settled.
_SETTLED = 2_000


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
        self._upkeep: Upkeep | None = None
        self._keeper: Timekeeper | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._settled.timeout.connect(self._keep_time)
        self._qt_words = QtWords(qt, self.language.code)
        self.language.changed.connect(self._language_changed)
        self.desk.shell.reopened.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        self.desk.shell.restored.connect(self._restore_open, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """End everything: pages, jobs, listener, database."""
        self.desk.close_pages()
        self.desk.jobs.cancel_all()
        if self._upkeep is not None:
            self._upkeep.stop()
        self._settled.stop()
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper.deleteLater()
        if self._beacon is not None:
            self._beacon.close()
        if self.bus is not None:
            self.bus.close()
        if self.workspace is not None:
            self.workspace.close()
        self.bus = self.workspace = self._beacon = self._upkeep = self._keeper = None

    # -- opening

    def begin(self) -> None:
        """Open the database, or ask for what a first start needs."""
        log.write_to(data_dir() / "log")
        location = self._asked or self.settings.database()
        new = not self._asked and not self.settings.get("database", "") and not Path(location).exists()
        if new:
            from tripplanner.ui.screens.first_run import FirstRun

            self.desk.show_instead(FirstRun(self.desk.frame, self.open))
        elif not self._show_first(location):
            self.open(location)

    def _show_first(self, location: str) -> bool:
        """Show the programme before the code of the database is loaded, where it is what will be shown."""
        page = "programme" if self._trip else self.settings.get("page", "")
        trip = self._trip or str(self.settings.get("trip", 0) or "")
        if page != "programme" or not trip:
            return False
        from tripplanner.ui.programme.first_look import FirstLook, read_first
        from tripplanner.ui.trip_head import head_of

        source = read_first(location, trip, self.settings)
        if source is None:
            return False
        first = FirstLook(self.desk.frame, source)
        first.painted.connect(lambda: self._start_opening(location, {}))
        self.desk.show_early(page, first, head_of(source.week.trip, self.language.code))
        return True

    def open(
        self,
        location: str,
        *,
        create: bool = False,
        read_only: bool = False,
        anywhere: bool = False,
        then: Callable[[Context], None] | None = None,
    ) -> None:
        """Open the database at ``location`` in a job, instead of the one that is open; then show its pages.

        The switches are those of :meth:`Workspace.open`; ``then`` is called with the context before the pages.
        """

        self.close()
        self._start_opening(location, {"create": create, "read_only": read_only, "anywhere": anywhere}, then)

    def _start_opening(
        self, location: str, switches: Mapping[str, Any], then: Callable[[Context], None] | None = None
    ) -> None:
        def work(_progress: object) -> object:
            from tripplanner.store.workspace import Workspace

            return Workspace.open(location, **switches)

        def done(workspace: object) -> None:
            self._use(workspace, then)  # type: ignore[arg-type]

        self.desk.jobs.start(
            msg("Opening the database"), work, done=done, failed=lambda error: self._refused(location, error)
        )

    def _reopen(self, location: str) -> None:
        """Another database was asked for; queued, because the page that asked is about to be closed."""
        self._asked = ""
        self.open(location)

    def restore(self, location: str, backup: Path) -> None:
        """Close the database, put ``backup`` in its place and open it; the former file is kept beside it."""

        def work(progress: Progress) -> object:
            from tripplanner.store.restoring import restore

            return restore(Path(location), backup, actor=getpass.getuser(), station=node(), progress=progress)

        self.close()
        self.desk.jobs.start(
            msg("Restoring the backup"),
            work,
            done=lambda _restored: self._restored(location),
            failed=lambda error: self._refused(location, error),
        )

    def _restored(self, location: str) -> None:
        said = msg("The backup was restored; the former file is kept beside it.")
        self.open(location, then=lambda context: context.shell.say(said, "ok", None))

    def _restore_open(self, backup: Path) -> None:
        if self.workspace is not None:
            self.restore(self.workspace.location.name, backup)

    def _damaged(self, damage: Any) -> None:
        """The check after the start found damage in the file that is open."""
        from tripplanner.ui.recovery.damage import DamageSheet

        if self.workspace is None or self.workspace.location.path is None:
            return
        path = self.workspace.location.path
        sheet = DamageSheet(self.desk.frame, path, damage, self.window)
        if not ask(sheet):
            return
        if sheet.chosen is not None:
            self.restore(str(path), sheet.chosen)
        else:
            self.open(str(path), read_only=True)

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
        self._look_after(workspace)
        self._choose_trip(context)
        self.desk.open(context, "programme" if self._trip and self.desk.shell.trip else "")
        if not workspace.read_only:
            self._settled.start()

    def _keep_time(self) -> None:
        """Messages that were given a moment leave from here; nobody waits for the code that does it."""
        context = self.desk.context
        if context is not None and self._keeper is None:
            from tripplanner.ui.outbox.timekeeper import Timekeeper

            self._keeper = Timekeeper(context, self.window)
            self._keeper.start()

    def _look_after(self, workspace: Workspace) -> None:
        """Take into the search what was written past the program; check and back up a file that is open for writing."""
        self.desk.jobs.start(msg("Preparing the search"), lambda progress: _mend(workspace, progress))
        path = workspace.location.path
        if path is not None and not workspace.read_only:
            self._upkeep = Upkeep(path, self.desk.jobs, self._damaged, self)
            self._upkeep.start()

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

        self.desk.show_instead(Refused(self.desk.frame, location, error, self.open, self.restore))

    def _language_changed(self, code: str) -> None:
        self.settings.set("language", code)
        self._qt_words.speak(code)
        self.theme.set_language(code)


def _mend(workspace: Workspace, progress: Progress) -> int:
    progress.check()
    return workspace.mend_side(progress)
