"""The logo of the organisation: chosen, replaced, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.attachments import read_bounded
from tripplanner.planning.logos import remove_logo, set_logo
from tripplanner.planning.owning import owner
from tripplanner.planning.photos import photo_bytes
from tripplanner.planning.pictures import MOST_BYTES, Picture, picture
from tripplanner.ui.library.section import About, Section

_ROOM = QSize(200, 72)


class LogoSection(Section):
    key = "logo"
    title = msg("Logo")
    kinds = ("organisations",)
    position = 12
    above = True

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.choose_files: Callable[[], Sequence[Path]] = self._choose

    def read(self, session: Session, about: About) -> tuple[bytes | None]:
        record: Any = owner(session, about.table, about.id)
        return (photo_bytes(session, record.logo_id) if record.logo_id is not None else None,)

    def build(self, content: tuple[bytes | None], about: About) -> None:
        (data,) = content
        if data is None:
            self.add_link(msg("Choose a logo…"), lambda: self.choose(about))
            return
        shown = QLabel()
        shown.setPixmap(_small(data, self.devicePixelRatioF()))
        shown.setAccessibleName(self.say(msg("Logo")))
        shown.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lines.addWidget(shown)
        self.add_link(msg("Choose another logo…"), lambda: self.choose(about), icon="refresh-cw")
        self.add_link(msg("Take the logo off"), lambda: self.remove(about), icon="x")

    def choose(self, about: About) -> None:
        """Take the logo from a picture file; it is read and made small in a job."""
        paths = self.choose_files()
        if paths:
            work = lambda _progress: _read(paths[0])  # noqa: E731
            self.context.jobs.start(msg("Reading the logo"), work, done=lambda found: self._keep(about, found))

    def _keep(self, about: About, found: object) -> None:
        if isinstance(found, TripPlannerError):
            self.context.shell.trouble(found)
            return
        name, made = found  # type: ignore[misc]
        self.do(msg("choose the logo “{name}”", name=name), set_logo, about.table, about.id, name, made)

    def remove(self, about: About) -> None:
        """No logo; one undo brings it back."""
        self.do(msg("take the logo off"), remove_logo, about.table, about.id)

    def _choose(self) -> Sequence[Path]:
        kinds = self.say(msg("Pictures")) + " (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp)"
        name, _ = QFileDialog.getOpenFileName(self.window(), self.say(msg("Choose a logo")), "", kinds)
        return [Path(name)] if name else []


def _read(path: Path) -> tuple[str, Picture] | TripPlannerError:
    try:
        return path.name, picture(read_bounded(path, MOST_BYTES), path.name)
    except TripPlannerError as error:
        return error


def _small(data: bytes, ratio: float) -> QPixmap:
    image = QImage.fromData(data)
    wide, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    made = QPixmap.fromImage(image.scaled(_ROOM * ratio, wide, smooth))
    made.setDevicePixelRatio(ratio)
    return made


SECTION = LogoSection
