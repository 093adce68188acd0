"""The logo of the organisation: chosen, replaced, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.logos import remove_logo, set_logo
from tripplanner.planning.owning import owner
from tripplanner.planning.photos import photo_bytes
from tripplanner.planning.pictures import Picture
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.logos import CHOOSE, CHOOSE_OTHER, LOGO, TAKE_OFF, chosen_files, read_in_job, small


class LogoSection(Section):
    key = "logo"
    title = LOGO
    kinds = ("organisations",)
    position = 12
    above = True

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.choose_files: Callable[[], Sequence[Path]] = lambda: chosen_files(self.window(), self.say)

    def read(self, session: Session, about: About) -> tuple[bytes | None]:
        record: Any = owner(session, about.table, about.id)
        return (photo_bytes(session, record.logo_id) if record.logo_id is not None else None,)

    def build(self, content: tuple[bytes | None], about: About) -> None:
        (data,) = content
        if data is None:
            self.add_link(CHOOSE, lambda: self.choose(about))
            return
        shown = QLabel()
        shown.setPixmap(small(data, self.devicePixelRatioF()))
        shown.setAccessibleName(self.say(LOGO))
        shown.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lines.addWidget(shown)
        self.add_link(CHOOSE_OTHER, lambda: self.choose(about), icon="refresh-cw")
        self.add_link(TAKE_OFF, lambda: self.remove(about), icon="x")

    def choose(self, about: About) -> None:
        """Take the logo from a picture file; it is read and made small in a job."""
        paths = self.choose_files()
        if paths:
            read_in_job(self.context, paths[0], lambda name, made: self._keep(about, name, made))

    def _keep(self, about: About, name: str, made: Picture) -> None:
        self.do(msg("choose the logo “{name}”", name=name), set_logo, about.table, about.id, name, made)

    def remove(self, about: About) -> None:
        """No logo; one undo brings it back."""
        self.do(msg("take the logo off"), remove_logo, about.table, about.id)


SECTION = LogoSection
