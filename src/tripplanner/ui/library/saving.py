"""Filters under a name: saved from the line above the list, renamed and deleted below the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, ask
from tripplanner.ui.language import Words
from tripplanner.ui.library.groups import ENTRY
from tripplanner.ui.shell import Offer
from tripplanner.ui.widgets.basics import button, column, icon_button, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part
    from tripplanner.ui.library.screen import LibraryScreen

LONGEST = 60  # letters of a name


class NameSheet(Dialog):
    """Asks for the name of a filter; ``name()`` once it was accepted."""

    def __init__(self, context: Context, title: Message, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.words = Words(context.language, self)
        self.words.put(self, title, "setWindowTitle")
        self.setMinimumWidth(380)
        self.field = QLineEdit(name)
        self.field.setMaxLength(LONGEST)
        self.words.put(self.field, msg("Name of the filter"), "setAccessibleName")
        self.words.put(self.field, msg("Name of the filter"), "setPlaceholderText")
        self.ok = button(self.words, msg("Save"), "filled", context.theme, "check")
        self.ok.setDefault(True)
        cancel = button(self.words, msg("Cancel"))
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        lines = column(self, (20, 16, 20, 14), 12)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), title))
        lines.addWidget(self.field)
        lines.addLayout(foot)
        self.ok.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(lambda _text: self.ok.setEnabled(bool(self.name())))
        self.ok.setEnabled(bool(name.strip()))
        self.field.selectAll()

    def name(self) -> str:
        """The name that was typed."""
        return " ".join(self.field.text().split())


class SavedButtons(QWidget):
    """Shown while a saved filter is chosen; F2 and Del do the same in the groups."""

    def __init__(self, page: LibraryScreen, part: Part) -> None:
        super().__init__()
        self._page, self._part = page, part
        theme, words = page.context.theme, page.words
        self.rename = icon_button(words, msg("Rename the filter"), theme, "pencil")
        self.delete = icon_button(words, msg("Delete the filter"), theme, "trash-2")
        line = row(self, gap=4)
        line.addStretch(1)
        line.addWidget(self.rename)
        line.addWidget(self.delete)
        self.rename.clicked.connect(self.rename_filter)
        self.delete.clicked.connect(self.delete_filter)
        part.conditions.save.clicked.connect(self.save_filter)
        part.groups.chosen.connect(lambda _key: self.suit())
        part.conditions.chosen.connect(lambda _keys: self.suit())
        part.groups.installEventFilter(self)
        part.saving = self
        self.hide()

    def suit(self) -> None:
        """Show the buttons while a saved filter is chosen."""
        self.setVisible(bool(self._part.saved_name()))

    def save_filter(self) -> None:
        """Give a name to what is asked of the list."""
        if not self._part.question.narrows:
            self._page.context.shell.say(
                msg("Nothing is filtered: choose a group or a condition, or type words first.")
            )
            return
        name = self._ask(msg("Save this filter"), self._suggested())
        if name:
            self._part.kept.keep_filter(name, self._part.question)
            self._use(name)

    def rename_filter(self) -> None:
        """Another name for the filter that is chosen."""
        before = self._part.saved_name()
        name = self._ask(msg("Rename the filter"), before) if before else ""
        if name:
            self._part.kept.rename_filter(before, name)
            self._use(name)

    def delete_filter(self) -> None:
        """Forget the filter that is chosen; it can be brought back while the toast is there."""
        name, before = self._part.saved_name(), self._part.kept.saved()
        if not name:
            return
        self._part.kept.delete_filter(name)
        self._use("")

        def undo() -> None:
            self._part.kept.put_back(before)
            self._use(name)

        said = msg("The filter “{name}” was deleted.", name=name)
        self._page.context.shell.say(said, "info", Offer(msg("Undo"), undo))

    def _use(self, name: str) -> None:
        self._part.use_saved(name)
        if not name:
            self._part.clear_filter()
        self._page.filter_changed(self._part)
        self.suit()

    def _suggested(self) -> str:
        """The words and conditions that hold."""
        asked, say = self._part.question, self._page.words.say
        known = (self._part.browse.condition(key) for key in asked.conditions)
        parts = [asked.words.strip(), *(say(one.label) for one in known if one is not None)]
        return say(msg("{names}", names=tuple(part for part in parts if part)))[:LONGEST]

    def _ask(self, title: Message, name: str) -> str:
        sheet = NameSheet(self._page.context, title, name, self._page.window())
        return sheet.name() if ask(sheet) else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._part.groups:
            entry = self._part.groups.currentIndex().data(ENTRY)
            chosen = entry is not None and entry.key.startswith("saved/")
            if chosen and event.key() == Qt.Key.Key_Delete:
                self.delete_filter()
                return True
        return False
