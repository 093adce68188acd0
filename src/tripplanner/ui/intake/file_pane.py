"""The first pane: a file chosen, dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.exchange.intake.readers import readers
from tripplanner.i18n import msg
from tripplanner.ui.importing import dropped_files
from tripplanner.ui.intake.work import TOGETHER, Intake
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import button, column, frame, row, text_label


class FilePane(QWidget):
    """A place to drop a file, a button to choose one, a button for what was copied."""

    def __init__(self, intake: Intake, words: Words) -> None:
        super().__init__()
        self.intake, self.words = intake, words
        self.choose_file: Callable[[], Path | None] = self._choose
        self.setAcceptDrops(True)
        theme = intake.context.theme
        self.zone = frame("card")
        inner = column(self.zone, (32, 32, 32, 32), 12)
        inner.addStretch(1)
        center = Qt.AlignmentFlag.AlignHCenter
        inner.addWidget(words.put(text_label(size="section"), msg("Drop a file here")), 0, center)
        kinds = msg("Excel workbooks, .csv and other tables, contacts (vCard), places (GPX, KML, GeoJSON), calendars; "
                    "headings in French, English or Chinese.")  # fmt: skip
        about = words.put(text_label(ink="text2", wrap=True), kinds)
        about.setAlignment(center)
        inner.addWidget(about)
        line = row(gap=10)
        self.open = button(words, msg("Choose a file…"), "filled", theme, "folder-open")
        self.pasted = button(words, msg("Paste a table"), "", theme, "clipboard-paste")
        self.open.clicked.connect(lambda _c=False: self.choose())
        self.pasted.clicked.connect(lambda _c=False: self.paste())
        line.addStretch(1)
        line.addWidget(self.open)
        line.addWidget(self.pasted)
        line.addStretch(1)
        inner.addLayout(line)
        nothing = msg("Nothing is written before the last step, and one undo takes everything back.")
        said = words.put(text_label(ink="text3", wrap=True), nothing)
        said.setAlignment(center)
        inner.addWidget(said)
        inner.addStretch(1)
        self.trouble = text_label(ink="error", wrap=True)
        self.trouble.hide()
        lines = column(self, (24, 16, 24, 8), 12)
        lines.addWidget(self.zone, 1)
        lines.addWidget(self.trouble)

    def present(self) -> None:
        """Say what stands in the way, if anything."""
        error = self.intake.trouble
        self.trouble.setVisible(error is not None)
        if error is not None:
            self.trouble.setText(error.sentence(self.intake.context.language.code))
            self.trouble.setAccessibleName(self.trouble.text())
        for one in (self.open, self.pasted):
            one.setEnabled(self.intake.busy is None)

    def choose(self) -> None:
        """Ask for a file and read it."""
        path = self.choose_file()
        if path is not None:
            self.intake.read(path)

    def paste(self) -> None:
        """Read what was copied."""
        self.intake.paste(QGuiApplication.clipboard().text())

    def _choose(self) -> Path | None:
        title = self.words.say(msg("Choose a file…"))
        key = self.intake.subject.key
        known = (one for one in readers() if not one.subjects or key in one.subjects)
        suffixes = " ".join(f"*{suffix}" for one in known for suffix in one.suffixes)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), f"({suffixes});;* (*)")
        return Path(chosen) if chosen else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_files(event.mimeData()) and self.intake.busy is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        paths = dropped_files(event.mimeData())
        self.intake.read(paths[0], others=paths[1:] if self.intake.subject.key in TOGETHER else ())
