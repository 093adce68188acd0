"""The database cannot be opened: what happened, what was kept, and every way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.store.hazards import UnsafePlace
from tripplanner.ui.context import Frame
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import button, column, frame, row, scrolled, text_label
from tripplanner.ui.widgets.chips import Badge
from tripplanner.ui.widgets.landscape import paint_contours


@unfailing
class Refused(QWidget):
    """Shown instead of the pages. ``open`` is the application's; damage adds what the backups offer."""

    def __init__(
        self,
        frame_: Frame,
        location: str,
        error: BaseException,
        open: Callable[..., None],
        restore: Callable[[str, Path], None],
    ) -> None:
        super().__init__()
        self._restore = restore
        self._frame, self._location, self._error, self._open = frame_, location, error, open
        self.words = Words(frame_.language, self)
        self.words.also(self.retext)
        card = frame("card")
        frame_.theme.keep_width(card, 700)
        lines = column(card, (28, 24, 28, 24), 12)
        self._build_sentences(lines)
        self.recovery = self._build_recovery(lines)
        self._build_ways(lines)
        self._lay_out(card)
        self.retext()

    def _lay_out(self, card: QFrame) -> None:
        inner = QWidget()
        middle = column(inner, (24, 24, 24, 24))
        middle.addStretch(1)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        column(self).addWidget(scrolled(inner))

    def _build_sentences(self, lines: QVBoxLayout) -> None:
        head = row(gap=14)
        head.addWidget(Badge(self._frame.theme, "database", "warn", 40))
        head.addWidget(self.words.put(text_label(size="section", wrap=True), self._title()), 1)
        self.where = text_label(ink="text2", size="dense", wrap=True)
        self.where.setText(one_line(self._location))
        self.sentence = text_label(wrap=True)
        lines.addLayout(head)
        lines.addWidget(self.sentence)
        lines.addWidget(self.where)

    def _title(self) -> Message:
        if isinstance(self._error, NotFound):
            return msg("The database is not there")
        return msg("The database was not opened")

    def _build_recovery(self, lines: QVBoxLayout) -> QWidget | None:
        """What the backups offer, where the file is there and cannot be read, or is gone."""
        from tripplanner.store.backup import backups_of
        from tripplanner.store.faults import Damaged
        from tripplanner.ui.recovery.card import RecoveryCard

        path = Path(self._location)
        lost = isinstance(self._error, NotFound) and "://" not in self._location and bool(backups_of(path))
        if not lost and not isinstance(self._error, Damaged):
            return None
        made = RecoveryCard(self._frame, path)
        made.restore_asked.connect(self._restore_backup)
        made.reading_asked.connect(self._read_only)
        lines.addWidget(made)
        return made

    def _build_ways(self, lines: QVBoxLayout) -> None:
        ways: list[tuple[Message, str, str, Callable[[], object]]] = [
            (msg("Try again"), "", "refresh-cw", lambda: self._open(self._location)),
            (msg("Open another database…"), "", "folder-open", self._choose),
        ]
        if isinstance(self._error, UnsafePlace):
            ways.append((msg("Open anyway"), "", "shield-check", self._insist))
        if Path(self._location).is_file() and self.recovery is None:
            ways.insert(1, (msg("Open read-only"), "", "eye", self._read_only))
        elif isinstance(self._error, NotFound):
            create = msg("Create a new database here")
            look = "" if self.recovery else "filled"
            ways.append((create, look, "plus", lambda: self._open(self._location, create=True)))
        line = row(gap=10)
        for message, look, icon, run in ways:
            made = button(self.words, message, look, self._frame.theme, icon)
            made.clicked.connect(lambda _checked=False, run=run: run())
            line.addWidget(made)
        line.addStretch(1)
        lines.addSpacing(4)
        lines.addLayout(line)

    def _restore_backup(self, backup: Path) -> None:
        self._restore(self._location, backup)

    def _read_only(self) -> None:
        self._open(self._location, read_only=True)

    def _insist(self) -> None:
        self._open(self._location, create=not Path(self._location).exists(), anywhere=True)

    def retext(self) -> None:
        """Say the error in the language of the window."""
        if isinstance(self._error, TripPlannerError):
            self.sentence.setText(self._error.sentence(self._frame.language.code))
        else:
            self.sentence.setText(self.words.say(msg("That should not have happened")))

    def _choose(self) -> None:
        title = self.words.say(msg("Open another database…"))
        start = str(Path(self._location).parent)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, start, "tripplanner (*.db *.sqlite);;* (*)")
        if chosen:
            self._open(chosen)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_contours(painter, self.width(), self.height(), self._frame.theme.colour("text"))
