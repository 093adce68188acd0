"""``gui [TRIP]``: the window, also what happens without a command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", nargs="?", default="", help=msg("the trip to show first"))


def _run(context: Context) -> int:
    from tripplanner.errors import TripPlannerError

    if not has_display():
        raise TripPlannerError(
            msg("There is no display to open a window on."),
            None,
            msg("Every other command works without one: tripplanner --help."),
        )
    try:
        from tripplanner.ui.start import run
    except ImportError as error:
        raise TripPlannerError(
            msg("The window cannot be opened: a library of the system is missing ({reason}).", reason=str(error)),
            None,
            msg("On Debian and Ubuntu: {command}", command=_INSTALL),
        ) from error
    return run(context.arguments.database or "", context.arguments.ui_language or "", context.get("trip"))


_INSTALL = "sudo apt install libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0"


def has_display() -> bool:
    """Qt ends the process where it finds none, so it is asked before. Windows and macOS always have one."""
    if sys.platform in ("win32", "darwin"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    own = chosen.split(":")[0] in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
    return own or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


COMMAND = Command("gui", msg("open the window (the default)"), _arguments, _run, 10)
