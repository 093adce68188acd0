"""Starting the window: the frame is painted first, the database code is loaded after."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING

from tripplanner.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tripplanner.ui.application import Application


def run(database: str = "", language: str = "", trip: str = "") -> int:
    """Open the window and stay until it is closed; the exit code of the process.

    :param database: path or URL; empty: the one in the settings.
    :param language: of the window; empty: the one in the settings, else the system's, else French.
    :param trip: number or short code of the trip to show.
    """
    use_an_input_method_qt_has(os.environ)
    import_plainly()
    application = make_application()
    starting = Starting(application, database, language, trip)
    starting.show()
    try:
        return application.exec()
    finally:
        starting.close()


#: Milliseconds after which all that stays for good has been loaded, then how often is asked whether jobs rest, and how
#: many times at most.
_LOADED_MS, _AGAIN_MS, _WAITS = 4000, 1000, 60


def collect_again() -> None:
    """Look for garbage from now on, but not among what was loaded at the start: that stays.

    Nor is it looked through once more before: a quarter of a second in which the window is deaf, to find the three
    thousand of four hundred thousand objects that could go.
    """
    gc.freeze()
    gc.enable()


class Starting:
    """The window first, what stands on it after its first paint, the database last."""

    def __init__(self, application: QApplication, database: str = "", language: str = "", trip: str = "") -> None:
        from tripplanner.ui.main_window import MainWindow

        self._application, self._asked = application, (database, language, trip)
        self.settings = Settings()
        self.window = MainWindow(self.settings)
        self.running: Application | None = None
        self._closed = False
        self._waits = _WAITS
        self._ground()

    def show(self) -> None:
        """Show the window; nothing is garbage while everything is being loaded, so nobody looks for it yet."""
        from PySide6.QtCore import QTimer

        gc.disable()
        QTimer.singleShot(_LOADED_MS, self.settle)
        self.window.painted.connect(lambda: self.build())
        self.window.show()

    def build(self) -> Application:
        """Everything that the first paint need not wait for."""
        from tripplanner.ui.application import Application
        from tripplanner.ui.memory import GivingBack, keep_large_blocks_apart

        keep_large_blocks_apart()
        self.running = Application(self._application, self.window, self.settings, *self._asked)
        GivingBack(self.running.desk.jobs)
        self.running.begin()
        return self.running

    def settle(self) -> None:
        """Look for garbage again, and set apart what stays: not while a job reads, whose garbage would stay as well.

        A job that reads for long is not waited for: garbage piles up meanwhile.
        """
        from PySide6.QtCore import QTimer

        self._waits -= 1
        if self._closed:
            gc.enable()
        elif self._waits and (self.running is None or self.running.desk.jobs.running()):
            QTimer.singleShot(_AGAIN_MS, self.settle)
        else:
            collect_again()

    def close(self) -> None:
        self._closed = True
        if self.running is not None:
            self.running.close()

    def _ground(self) -> None:
        from PySide6.QtCore import Qt

        from tripplanner.ui.theme.tokens import DARK, LIGHT

        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        mode = self.settings.get("theme", "system")
        tokens = DARK if mode == "dark" or (mode == "system" and dark) else LIGHT
        self.window.paint_ground(tokens.window, tokens.sunken)


def make_application() -> QApplication:
    """The one QApplication, named so that desktops group its windows."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("tripplanner")
    application.setDesktopFileName("tripplanner")
    return application


def import_plainly() -> None:
    """Take back the import statement from PySide6.

    PySide6 replaces it to support ``from __feature__ import snake_case``, which nothing here uses: after
    each import it reads the source of the imported module to look for its own name. That costs as much as
    the import itself, for us and for every library loaded after Qt.
    """
    import PySide6.QtCore  # noqa: F401  # pyright: ignore[reportUnusedImport] - replaces the import statement, therefore first

    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


def use_an_input_method_qt_has(environment: MutableMapping[str, str]) -> None:
    """The wheels of Qt hold no fcitx plug-in; fcitx also answers as ibus."""
    if asks_for_fcitx(environment):
        environment["QT_IM_MODULE"] = "ibus"


def asks_for_fcitx(environment: Mapping[str, str]) -> bool:
    """Whether the desktop asks Qt for an input method plug-in that is not there."""
    return environment.get("QT_IM_MODULE", "").startswith("fcitx")
