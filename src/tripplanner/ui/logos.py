"""Choosing a logo from a picture file and showing it: of an organisation, and of the office itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.attachments import read_bounded
from tripplanner.planning.pictures import MOST_BYTES, Picture, picture
from tripplanner.ui.context import Context

LOGO, CHOOSE, CHOOSE_OTHER, TAKE_OFF = (
    msg("Logo"),
    msg("Choose a logo…"),
    msg("Choose another logo…"),
    msg("Take the logo off"),
)
_ROOM = QSize(200, 72)


def chosen_files(window: QWidget, say: Callable[[Message], str]) -> Sequence[Path]:
    """Ask for a picture file."""
    kinds = say(msg("Pictures")) + " (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp)"
    name, _ = QFileDialog.getOpenFileName(window, say(msg("Choose a logo")), "", kinds)
    return [Path(name)] if name else []


def read_in_job(context: Context, path: Path, keep: Callable[[str, Picture], object]) -> None:
    """Read a picture and make it small in a job, then ``keep(name, picture)``; a refusal is said."""

    def done(found: object) -> None:
        if isinstance(found, TripPlannerError):
            context.shell.trouble(found)
        else:
            keep(*found)  # type: ignore[misc]

    context.jobs.start(msg("Reading the logo"), lambda _progress: _read(path), done=done)


def _read(path: Path) -> tuple[str, Picture] | TripPlannerError:
    try:
        return path.name, picture(read_bounded(path, MOST_BYTES), path.name)
    except TripPlannerError as error:
        return error


def small(data: bytes, ratio: float) -> QPixmap:
    """The picture at the size it is shown."""
    image = QImage.fromData(data)
    wide, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    made = QPixmap.fromImage(image.scaled(_ROOM * ratio, wide, smooth))
    made.setDevicePixelRatio(ratio)
    return made
