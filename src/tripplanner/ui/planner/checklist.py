"""A list of which some entries are chosen: check boxes, Space switches, typing filters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line


class CheckList(QListWidget):
    """Entries with a key each; ``changed`` after every switch."""

    changed = Signal()

    def __init__(self, words: Words, name: Message, height: int = 26) -> None:
        super().__init__()
        words.put(self, name, "setAccessibleName")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._height = height
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def fill(self, entries: Iterable[tuple[object, str, bool, bool]]) -> None:
        """Entries as (key, words, chosen, free): one that is not free stays as it is."""
        self.blockSignals(True)
        self.clear()
        for key, words, chosen, free in entries:
            entry = QListWidgetItem(one_line(words))
            entry.setData(Qt.ItemDataRole.UserRole, key)
            entry.setSizeHint(QSize(0, self._height))
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            entry.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if free else flags)
            entry.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.addItem(entry)
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)
        self.changed.emit()

    def entries(self) -> list[QListWidgetItem]:
        """All entries in order."""
        return [self.item(row) for row in range(self.count())]

    def chosen(self) -> list[object]:
        """The keys of those that are chosen."""
        return [one.data(Qt.ItemDataRole.UserRole) for one in self.entries() if one.checkState() is _ON]

    def choose(self, keys: Iterable[object], alone: bool = True) -> None:
        """Choose these, and with ``alone`` no others that are free."""
        wanted = set(keys)
        self.blockSignals(True)
        for one in self.entries():
            if one.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                if one.data(Qt.ItemDataRole.UserRole) in wanted:
                    one.setCheckState(_ON)
                elif alone:
                    one.setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.changed.emit()

    def filter(self, text: str) -> None:
        """Show the entries that hold ``text``."""
        wanted = text.strip().casefold()
        for one in self.entries():
            one.setHidden(bool(wanted) and wanted not in one.text().casefold())


_ON = Qt.CheckState.Checked
