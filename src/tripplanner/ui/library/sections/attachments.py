"""Files that hang on the record: added by a button or dropped, opened, saved elsewhere, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.attachments import (
    AttachmentRow,
    attach,
    attachments,
    may_open,
    read_bounded,
    remove_attachment,
)
from tripplanner.planning.photos import photo_bytes
from tripplanner.ui.library.files import dropped, shown_copy, size_words
from tripplanner.ui.library.section import About, Section


class AttachmentsSection(Section):
    key = "attachments"
    title = msg("Attachments")
    position = 70

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.setAcceptDrops(True)
        self.choose_files: Callable[[], Sequence[Path]] = self._choose
        self.choose_target: Callable[[str], Path | None] = self._target
        self.show_file: Callable[[Path], object] = lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def read(self, session: Session, about: About) -> tuple[AttachmentRow, ...]:
        return attachments(session, about.uuid)

    def build(self, content: tuple[AttachmentRow, ...], about: About) -> None:
        for row in content:
            second = f"{size_words(row.size, self.context.language.code)} · {self.day(row.at.astimezone().date())}"
            tools = [self.icon("download", msg("Save as: {name}", name=row.name), lambda row=row: self.save(row))]
            if may_open(row.name):
                opener = self.icon("external-link", msg("Open: {name}", name=row.name), lambda row=row: self.open(row))
                tools.insert(0, opener)
            self.lines.addLayout(self.entry(row.name, second, remove=lambda row=row: self.remove(row), more=tools))
        self.add_link(msg("Attach a file…"), lambda: self.add(self.choose_files()))
        if self.may_write and not content:
            self.lines.addWidget(self.note(self.say(msg("Or drop files here."))))

    def add(self, paths: Sequence[Path]) -> None:
        """Keep files with the record; each that cannot be is said."""
        about = self.about
        for path in paths if about is not None else ():
            try:
                data = read_bounded(path)
            except TripPlannerError as error:
                self.context.shell.trouble(error)
                continue
            self.do(msg("attach “{name}”", name=path.name), attach, about.table, about.id, path.name, data)

    def open(self, row: AttachmentRow) -> None:
        """Show a copy with the program of the computer."""
        data = self.context.workspace.get(photo_bytes, row.file_id)
        if data is not None:
            self.show_file(shown_copy(row.name, data))

    def save(self, row: AttachmentRow) -> None:
        """Write the file where the person wants it."""
        target = self.choose_target(row.name)
        data = self.context.workspace.get(photo_bytes, row.file_id)
        if target is None or data is None:
            return
        try:
            target.write_bytes(data)
        except OSError as error:
            self.context.shell.trouble(
                TripPlannerError(
                    msg("“{name}” could not be written: {why}.", name=target.name, why=error.strerror or "?"),
                    msg("The file stays in the record."),
                    msg("Choose another folder."),
                )
            )

    def remove(self, row: AttachmentRow) -> None:
        """Take a file off; one undo brings it back."""
        self.do(msg("take off “{name}”", name=row.name), remove_attachment, row.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if self.may_write and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.add(dropped(event.mimeData()))
        event.acceptProposedAction()

    def _choose(self) -> Sequence[Path]:
        names, _ = QFileDialog.getOpenFileNames(self.window(), self.say(msg("Attach files")))
        return [Path(name) for name in names]

    def _target(self, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self.window(), self.say(msg("Save as")), name)
        return Path(chosen) if chosen else None


SECTION = AttachmentsSection
