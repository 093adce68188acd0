"""What a test, or a module, may leave behind of Qt: windows and running timers. The guards of tests ask here."""

from __future__ import annotations

import gc
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def end_qt_work() -> None:
    """Deliver pending deletions, and let pool threads end that have nothing left to do."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    assert QThreadPool.globalInstance().waitForDone(5000), "jobs still run in the thread pool"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows(but_of: Collection[object] = ()) -> set[object]:
    """The top-level windows there are, but for what belongs to one of ``but_of``: a menu, a list that drops down."""
    from PySide6.QtWidgets import QApplication

    return {window for window in QApplication.topLevelWidgets() if not _belongs(window, but_of)}


def open_in(owner: QWidget) -> set[object]:
    """The sheets, lists and menus of a window that are shown."""
    from PySide6.QtWidgets import QApplication

    return {window for window in QApplication.topLevelWidgets() if window.isVisible() and _belongs(window, {owner})}


def _belongs(window: QWidget, owners: Collection[object]) -> bool:
    owner = window.parentWidget()
    while owner is not None and owner not in owners:
        owner = owner.parentWidget()
    return owner is not None


def timers() -> set[object]:
    """The timers that run, but for those of objects frozen since (see ``gc.freeze``)."""
    import shiboken6
    from PySide6.QtCore import QTimer

    found = [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]
    return {timer for timer in found if shiboken6.isValid(timer) and timer.isActive()}
