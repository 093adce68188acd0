"""Photos of a site, of the person of a delegate or a contact, of an organisation: in order, with credit and caption."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.attachments import read_bounded
from tripplanner.planning.owning import owner
from tripplanner.planning.photos import (
    PhotoRow,
    add_photo,
    caption_photo,
    edit_photo,
    move_photo,
    photo_bytes,
    photos,
    remove_photo,
)
from tripplanner.planning.pictures import MOST_BYTES, Picture, picture
from tripplanner.progress import Progress
from tripplanner.text import Text
from tripplanner.ui.language import short_name, verbatim
from tripplanner.ui.library.files import dropped
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import long_field, words_field
from tripplanner.ui.widgets.basics import row

_FIRST, _OTHERS = QSize(280, 150), QSize(64, 48)


@dataclass(frozen=True, slots=True)
class _Photos:
    """The photos of ``table``/``id`` (a person, for who has one) with the bytes of each as they are shown."""

    table: str
    id: int
    rows: tuple[PhotoRow, ...]


class PhotosSection(Section):
    key = "photos"
    title = msg("Photos")
    kinds = ("sites", "delegates", "contacts", "members", "organisations", "cases", "places", "lodgings",
             "observations")  # fmt: skip
    position = 10
    opened = True
    above = True

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.setAcceptDrops(True)
        self._images: dict[str, QImage] = {}
        self.choose_files: Callable[[], Sequence[Path]] = self._choose

    def read(self, session: Session, about: About) -> _Photos:
        record = owner(session, about.table, about.id)
        if hasattr(record, "person") and about.table != "observation":  # those of what was said are its own
            person = record.person
            return _Photos("person", person.id, photos(session, person.uuid))
        return _Photos(about.table, about.id, photos(session, about.uuid))

    def build(self, content: _Photos, about: About) -> None:
        for at, photo in enumerate(content.rows):
            self._add_photo(photo, at, len(content.rows), about)
        self.add_link(msg("Add a photo…"), lambda: self.add(self.choose_files()))

    def _add_photo(self, photo: PhotoRow, at: int, count: int, about: About) -> None:
        room = _FIRST if at == 0 else _OTHERS
        caption = about.words(photo.caption)
        shown = QLabel()
        shown.setPixmap(self._pixmap(photo, room))
        shown.setAccessibleName(caption or photo.name)
        words = caption or photo.name
        credit = self.say(msg("Photo: {credit}", credit=photo.credit)) if photo.credit else ""
        tools = []
        if self.may_write and at > 0:
            tools.append(
                self.icon(
                    "arrow-up",
                    msg("Further to the front: {title}", title=words),
                    lambda: self.shift(photo, at - 1),
                )
            )
        if self.may_write and at < count - 1:
            tools.append(
                self.icon("arrow-down", msg("Further back: {title}", title=words), lambda: self.shift(photo, at + 1))
            )
        line = self.entry(
            words, credit, edit=lambda: self.edit(photo, about), remove=lambda: self.remove(photo), more=tools
        )
        if at == 0:
            self.lines.addWidget(shown)
            self.lines.addLayout(line)
            return
        beside = row(gap=8)
        beside.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(line, 1)
        self.lines.addLayout(beside)

    def _pixmap(self, photo: PhotoRow, room: QSize) -> QPixmap:
        image = self._images.get(photo.sha256)
        if image is None:
            image = QImage.fromData(self.context.workspace.get(photo_bytes, photo.file_id) or b"")
            self._images = {photo.sha256: image} if len(self._images) > 20 else {**self._images, photo.sha256: image}
        if image.isNull():
            return self.context.theme.pixmap("circle-alert", "text3", 24)
        ratio = self.devicePixelRatioF()
        wide, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        made = QPixmap.fromImage(image.scaled(room * ratio, wide, smooth))
        made.setDevicePixelRatio(ratio)
        return made

    # -- edits

    def add(self, paths: Sequence[Path]) -> None:
        """Take pictures from files: read and made small in a job, then kept, each as one step."""
        if not paths or self.about is None or not self.may_write:
            return
        content = self.context.workspace.get(self.read, self.about)  # it may be folded, and then nothing was read
        work = lambda progress: _read(paths, progress)  # noqa: E731
        self.context.jobs.start(msg("Reading the photos"), work, done=lambda found: self._keep(content, found))

    def _keep(self, content: _Photos, found: object) -> None:
        for name, made in found:  # type: ignore[attr-defined]
            if isinstance(made, TripPlannerError):
                self.context.shell.trouble(made)
            else:
                self.do(msg("add the photo “{name}”", name=name), add_photo, content.table, content.id, name, made)

    def shift(self, photo: PhotoRow, place: int) -> None:
        """Documents print the first one."""
        self.do(msg("move the photo “{name}”", name=photo.name), move_photo, photo.id, place)

    def remove(self, photo: PhotoRow) -> None:
        """Take a photo away; one undo brings it back."""
        self.do(msg("take off “{name}”", name=photo.name), remove_photo, photo.id)

    def edit(self, photo: PhotoRow, about: About) -> None:
        """Its credit, and its caption in each language."""
        fields = [words_field("credit", msg("Credit"), photo.credit)]
        for code in about.languages[:3]:
            fields.append(
                long_field(code, msg("Caption, {language}", language=short_name(code)), photo.caption.get(code), code)
            )

        def write(session: Session, values: dict[str, str]) -> None:
            edit_photo(session, photo.id, credit=values.pop("credit"))
            order = sorted(values, key=lambda code: code != (photo.caption or Text()).source)
            for code in order:
                caption_photo(session, photo.id, code, values[code])

        label = msg("describe the photo “{name}”", name=photo.name)
        self.ask_for(msg("Photo: {name}", name=verbatim(photo.name)), fields, label, write)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if self.may_write and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.add(dropped(event.mimeData()))
        event.acceptProposedAction()

    def _choose(self) -> Sequence[Path]:
        kinds = self.say(msg("Pictures")) + " (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.gif *.bmp)"
        names, _ = QFileDialog.getOpenFileNames(self.window(), self.say(msg("Add photos")), "", kinds)
        return [Path(name) for name in names]


def _read(paths: Sequence[Path], progress: Progress) -> list[tuple[str, Picture | TripPlannerError]]:
    """Each file as a picture to keep, or why it is not taken."""
    found: list[tuple[str, Picture | TripPlannerError]] = []
    for at, path in enumerate(paths):
        progress.step(at, len(paths), msg("Reading the photos"))
        try:
            found.append((path.name, picture(read_bounded(path, MOST_BYTES), path.name)))
        except TripPlannerError as error:
            found.append((path.name, error))
    return found


SECTION = PhotosSection
