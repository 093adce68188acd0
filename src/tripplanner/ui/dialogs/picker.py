"""Choosing one record among many: type a few letters, arrows, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, fit
from tripplanner.ui.language import Words
from tripplanner.ui.library.finder import Finder
from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.widgets.basics import button, column, row, search_field, text_label

MOST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its number (``None``: nothing), its words, and what else it is found by."""

    id: int | None
    words: str
    searched: tuple[str, ...] = ()

    @property
    def uuid(self) -> str:
        """What the finder remembers it by."""
        return f"{self.id}"


class Picker(Dialog):
    """:attr:`chosen` is the choice after it was accepted."""

    def __init__(
        self, context: Context, title: Message, choices: Sequence[Choice], current: int | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._choices, self._current = choices, current
        self.chosen: Choice | None = None
        self._finder = Finder(lambda one: (one.words, *one.searched))
        self.words = Words(context.language, self)
        self.words.put(self, title, "setWindowTitle")
        fit(self, context.theme.px(420), context.theme.px(460))
        self.field = search_field(self.words, msg("Search…"), context.theme)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._high = context.theme.px(TARGET)
        self.words.put(self.list, title, "setAccessibleName")
        ok = button(self.words, msg("Choose"), "filled", context.theme, "check")
        cancel = button(self.words, msg("Cancel"))
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(ok)
        lines = column(self, (20, 16, 20, 14), 10)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), title))
        lines.addWidget(self.field)
        lines.addWidget(self.list, 1)
        lines.addLayout(foot)
        ok.setDefault(True)
        ok.clicked.connect(self.take)
        cancel.clicked.connect(self.reject)
        self.list.itemDoubleClicked.connect(lambda _item: self.take())
        self.field.textChanged.connect(lambda _text: self._fill())
        self.field.installEventFilter(self)
        self._fill()
        self.field.setFocus()

    def _fill(self) -> None:
        question = self.field.text()
        fitting = [one for one in self._choices if not question or self._finder.holds(one, question)][:MOST]
        self.list.clear()
        for at, one in enumerate(fitting):
            item = QListWidgetItem(one_line(one.words) or "–")
            item.setData(Qt.ItemDataRole.UserRole, at)
            item.setSizeHint(QSize(0, self._high))
            item.setToolTip(for_tooltip(one.words))
            self.list.addItem(item)
        self._fitting = fitting
        ids = [one.id for one in fitting]
        self.list.setCurrentRow(ids.index(self._current) if self._current in ids else 0)

    def take(self) -> None:
        """Choose what is marked in the list."""
        at = self.list.currentRow()
        if 0 <= at < len(self._fitting):
            self.chosen = self._fitting[at]
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Up and down in the field walk through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                at = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(at)
                return True
        return super().eventFilter(watched, event)
