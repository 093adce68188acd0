"""Every action with its keys, made from the table of actions; printed for the wall."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.dialogs import Dialog, ask
from tripplanner.ui.dialogs.shortcut_sheet import TITLE, lying_page, print_sheet, save_sheet, sections, sheet
from tripplanner.ui.language import Language, Words
from tripplanner.ui.widgets.basics import button, column, row, scrolled, text_label


class ShortcutsDialog(Dialog):
    """Two columns: what, and which keys."""

    def __init__(self, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._language = language
        self.words = Words(language, self)
        self.words.put(self, TITLE, "setWindowTitle")
        self.resize(480, 600)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(4, 0, 12, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        for section in sections():
            self._heading(section.title)
            for what, keys in section.lines:
                self._line(self.words.put(text_label(wrap=True), what), keys)
        self.print = button(self.words, msg("Print…"))
        self.save = button(self.words, msg("Save as PDF…"))
        close = button(self.words, msg("Close"), "filled")
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        close.clicked.connect(self.accept)
        lines = column(self, (24, 20, 16, 16), 12)
        lines.addWidget(self.words.put(text_label(size="section"), TITLE))
        lines.addWidget(scrolled(inner), 1)
        foot = row()
        for made in (self.print, self.save):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(close)
        self.told = text_label(ink="error", wrap=True)
        self.told.hide()
        lines.addWidget(self.told)
        lines.addLayout(foot)

    def _print(self) -> None:
        """Ask for a printer and print the sheet there."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen.setPageLayout(lying_page())
        if ask(QPrintDialog(chosen, self)):
            print_sheet(sheet(self._language, self.font()), chosen)

    def _save(self) -> None:
        """Ask for a file and write the sheet there."""
        say = self.words.say
        proposed = f"{say(TITLE)}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, say(msg("Save as PDF…")), proposed, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the sheet; where that fails, the reason stands under the list."""
        self.told.hide()
        try:
            save_sheet(sheet(self._language, self.font()), path)
        except OSError as error:
            reason = error.strerror or str(error)
            self.words.put(
                self.told, msg("The file “{name}” cannot be written: {reason}.", name=path.name, reason=reason)
            )
            self.told.show()

    def _heading(self, title: Message) -> None:
        made = text_label(ink="text2", size="dense", strong=True)
        made.setContentsMargins(0, 10 if self._grid.count() else 0, 0, 2)
        self.words.put(made, title)
        self._grid.addWidget(made, self._grid.rowCount(), 0, 1, 2)

    def _line(self, what: QWidget, keys: str) -> None:
        at = self._grid.rowCount()
        shown = text_label(ink="text2", size="dense")
        shown.setText(keys)
        self._grid.addWidget(what, at, 0)
        self._grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignRight)
