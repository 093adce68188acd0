"""Every action with its keys, made from the table of actions."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.actions import MENUS, TABLE, shortcut_text
from tripplanner.ui.dialogs import ask
from tripplanner.ui.language import Language, Words
from tripplanner.ui.page import page_infos
from tripplanner.ui.widgets.basics import button, column, row, scrolled, text_label


def poster(language: Language) -> QTextDocument:
    """All actions that have keys, by menu, as a document of one or two pages."""
    lines = [f"<h2>{escape(language.say(msg('Keyboard shortcuts')))}</h2><table width='100%' cellpadding='3'>"]
    for key, title in MENUS.items():
        rows = [action for action in TABLE if action.menu == key and action.keys]
        if rows:
            lines.append(f"<tr><td colspan='2'><b>{escape(language.say(title))}</b></td></tr>")
        for action in rows:
            what, keys = escape(language.say(action.label)), escape(shortcut_text(action))
            lines.append(f"<tr><td>{what}</td><td align='right'>{keys}</td></tr>")
    lines.append(f"<tr><td colspan='2'><b>{escape(language.say(msg('Screens')))}</b></td></tr>")
    for number, info in enumerate((i for i in page_infos() if not i.foot), start=1):
        if number <= 9:
            lines.append(f"<tr><td>{escape(language.say(info.title))}</td><td align='right'>Ctrl+{number}</td></tr>")
    made = QTextDocument()
    made.setHtml("".join(lines) + "</table>")
    return made


class ShortcutsDialog(QDialog):
    """Two columns: what, and which keys."""

    def __init__(self, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._language = language
        self.words = Words(language, self)
        self.words.put(self, msg("Keyboard shortcuts"), "setWindowTitle")
        self.resize(460, 560)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(4, 0, 12, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        for key, title in MENUS.items():
            self._section(key, title)
        self._pages()
        close = button(self.words, msg("Close"), "filled")
        close.clicked.connect(self.accept)
        lines = column(self, (24, 20, 16, 16), 12)
        lines.addWidget(self.words.put(text_label(size="section"), msg("Keyboard shortcuts")))
        lines.addWidget(scrolled(inner), 1)
        printing = button(self.words, msg("Print…"))
        printing.clicked.connect(self._print)
        foot = row()
        foot.addWidget(printing)
        foot.addStretch(1)
        foot.addWidget(close)
        lines.addLayout(foot)

    def _print(self, _checked: bool = False) -> None:
        """The same on paper."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if ask(dialog):
            poster(self._language).print_(printer)

    def _section(self, menu: str, title: Message) -> None:
        rows = [action for action in TABLE if action.menu == menu and action.keys]
        if rows:
            self._heading(title)
        for action in rows:
            self._line(self.words.put(text_label(wrap=True), action.label), shortcut_text(action))

    def _pages(self) -> None:
        self._heading(msg("Screens"))
        for number, info in enumerate((i for i in page_infos() if not i.foot), start=1):
            if number <= 9:
                self._line(self.words.put(text_label(), info.title), f"Ctrl+{number}")

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
