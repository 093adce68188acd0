"""Another window on the same database: both hear of every change, whichever of them made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tripplanner.ui.context import Context
from tripplanner.ui.main_window import MainWindow

if TYPE_CHECKING:
    from tripplanner.ui.desk import Desk

#: Pixels by which a window stands below and beside the one it comes from.
_ASIDE = 40


def open_beside(desk: Desk) -> MainWindow | None:
    """A window beside ``desk``'s on the page and the trip it shows; ``None`` while no database is open.

    It closes with its database. The hooks for faults stay with the first window.
    """
    from tripplanner.ui.desk import Desk

    context, info = desk.context, desk.info()
    if context is None:
        return None
    window = MainWindow(desk.settings)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.move(desk.window.x() + _ASIDE, desk.window.y() + _ASIDE)
    other = Desk(window, desk.settings, desk.language, desk.theme)
    other.faults.remove()
    desk.faults.install(desk.tell)
    frame = other.frame
    shared = (frame.settings, frame.language, frame.theme, frame.jobs, frame.actions, frame.shell)
    other.shell.trip = desk.shell.trip
    other.open(Context(*shared, context.workspace, context.bus), info.key if info is not None else "")
    for ends in (desk.shell.reopened, desk.shell.restored):
        ends.connect(window.close)
    other.shell.reopened.connect(desk.shell.reopen)
    other.shell.restored.connect(desk.shell.restore)
    window.destroyed.connect(lambda: desk.faults.install(desk.tell))
    window.show()
    return window
