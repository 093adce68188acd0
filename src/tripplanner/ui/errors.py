"""Errors on screen. Work goes on: a refusal is a sentence, a bug is one dialog with a report to copy."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler, qVersion

from tripplanner import __version__
from tripplanner.errors import TripPlannerError
from tripplanner.log import logger

_log = logger(__name__)
#: What a platform cannot do is no fault of the program.
_LIMITS = "This plugin does not support"
_LEVELS = {QtMsgType.QtDebugMsg: 10, QtMsgType.QtInfoMsg: 20, QtMsgType.QtWarningMsg: 30}


def report(error: BaseException) -> str:
    """A report to copy: versions, system and where it happened. Never a value a person typed.

    Only the error's class and the lines of our source are given: messages of exceptions may quote data.
    """
    import platform
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_short(f.filename)}:{f.lineno} {f.name}" for f in frames]
    head = f"tripplanner {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"
    return "\n".join([head, type(error).__name__, *lines])


def _short(path: str) -> str:
    _before, found, rest = path.replace("\\", "/").rpartition("/tripplanner/")
    return f"tripplanner/{rest}" if found else path.replace("\\", "/").rsplit("/", 1)[-1]


class Faults(QObject):
    """Catches what nobody caught and hands it to ``show`` on the main thread, one at a time."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show: Callable[[BaseException], None] | None = None
        self._showing = False
        self._previous = (sys.excepthook, threading.excepthook)
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self, show: Callable[[BaseException], None]) -> None:
        """Take over the hooks of Python and Qt."""
        self._show = show
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_qt_message)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._previous
        qInstallMessageHandler(None)
        self._show = None

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous[0](kind, error, trace)
            return
        if not isinstance(error, TripPlannerError):
            _log.error("%s", report(error))
        self._arrived.emit(error)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        if self._show is None or self._showing:
            return
        self._showing = True
        try:
            self._show(error)
        finally:
            self._showing = False


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.DEBUG if text.startswith(_LIMITS) else _LEVELS.get(kind, logging.ERROR)
    _log.log(level, "Qt: %s", text)
