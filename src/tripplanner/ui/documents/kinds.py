"""The kind of document, chosen from a list of all of them by the audience that they are for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from tripplanner.documents.registry import DocumentKind, kinds
from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import narrow_combo, row

_ROLE = Qt.ItemDataRole.UserRole
#: In this order; a kind for somebody else comes last.
AUDIENCES: tuple[tuple[str, Message], ...] = (
    ("delegates", msg("For the delegates")),
    ("hosts", msg("For hosts")),
    ("staff", msg("For the team")),
    ("drivers", msg("For drivers")),
    ("authorities", msg("For the authorities")),
    ("public", msg("For everybody")),
)


class KindChooser(QWidget):
    """Emits ``chosen`` with the key of a kind."""

    chosen = Signal(str)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self.box = narrow_combo(24)
        self.box.setMaxVisibleItems(40)
        words.put(self.box, msg("Kind of document"), "setAccessibleName")
        self.box.activated.connect(lambda at: self.chosen.emit(self.box.itemData(at)))
        self._fill()
        row(self, gap=0).addWidget(self.box)
        self.setFocusProxy(self.box)

    def _fill(self) -> None:
        """All kinds under the headings of their audiences."""
        model = QStandardItemModel(self.box)
        known = dict(AUDIENCES)
        for audience, heading in (*AUDIENCES, ("", msg("Others"))):
            found = [kind for kind in kinds().values() if (kind.audience if kind.audience in known else "") == audience]
            if found:
                head = QStandardItem(self._words.say(heading))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                model.appendRow(head)
            for kind in found:
                model.appendRow(self._item(kind))
        self.box.setModel(model)

    def _item(self, kind: DocumentKind) -> QStandardItem:
        item = QStandardItem(self._words.say(kind.title))
        item.setData(kind.key, _ROLE)
        return item

    def choose(self, key: str) -> None:
        """Show a kind as chosen."""
        self.box.setCurrentIndex(self.box.findData(key))

    def retext(self) -> None:
        """Say them again in the language of the window."""
        key = self.box.currentData()
        self._fill()
        self.box.setCurrentIndex(self.box.findData(key))
