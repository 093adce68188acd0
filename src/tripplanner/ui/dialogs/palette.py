"""The palette on screen: one field, one list. Arrows choose, Enter does, Esc returns to where one was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context, Frame
from tripplanner.ui.language import Words
from tripplanner.ui.palette.matching import Entry, search
from tripplanner.ui.palette.sources import action_entries, page_entries, record_entries
from tripplanner.ui.plain import one_line
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column, frame, row, rule, search_field, text_label

WIDTH, HEIGHT = 620, 520
_ENTRY = Qt.ItemDataRole.UserRole
_HEADS: dict[str, Message] = {"go": msg("Go to"), "do": msg("Do")}
_ROW, _HEAD = 46, 30
Index = QModelIndex | QPersistentModelIndex


class Found(QAbstractListModel):
    """Headings (strings) and entries, in the order shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[str | Entry] = []

    def show_entries(self, entries: Sequence[Entry], heads: dict[str, str]) -> None:
        """Entries under the heading of their group."""
        self.beginResetModel()
        self._lines = []
        for group, head in heads.items():
            of_group = [entry for entry in entries if entry.group == group]
            if of_group:
                self._lines += [head, *of_group]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else " · ".join(p for p in (line.title, line.second, line.hint) if p)
        return line if role == _ENTRY and isinstance(line, Entry) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(index.data(_ENTRY), Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class EntryPainter(QStyledItemDelegate):
    """An icon, two lines, the keys at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, _ROW if index.data(_ENTRY) is not None else _HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect  # type: ignore[attr-defined]
        entry = index.data(_ENTRY)
        if not isinstance(entry, Entry):
            painter.setFont(self._theme.sized(tokens.DENSE, True))
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(box.adjusted(12, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))
        else:
            if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.colour("accent_soft"))
                painter.drawRoundedRect(box.adjusted(0, 1, -4, -1), tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
            self._entry(painter, box, entry)
        painter.restore()

    def _entry(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        drawing = self._theme.pixmap(entry.icon, "accent", 18, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.left() + 14, box.center().y() - 8, drawing)
        hint = self._theme.sized(tokens.DENSE)
        keys = QFontMetrics(hint).horizontalAdvance(entry.hint) if entry.hint else 0
        room = box.adjusted(46, 0, -(keys + 28), 0)
        upper = room.adjusted(0, 5, 0, -room.height() // 2) if entry.second else room
        self._text(painter, upper, entry.title, "text", tokens.BODY, True)
        if entry.second:
            lower = room.adjusted(0, room.height() // 2 - 1, 0, -4)
            self._text(painter, lower, entry.second, "text2", tokens.DENSE, False)
        if entry.hint:
            painter.setFont(hint)
            painter.setPen(self._theme.colour("text2"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 0, -18, 0), right, entry.hint)

    def _text(self, painter: QPainter, box: QRect, text: str, ink: str, size: tuple[int, int], strong: bool) -> None:
        font = self._theme.sized(size, strong)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetrics(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class Scrim(QWidget):
    """Dims the window behind the palette."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        shade = QColor(self.palette().shadow().color())
        shade.setAlphaF(0.32)
        QPainter(self).fillRect(self.rect(), shade)


class Palette(QDialog):
    """``chosen`` is the entry after :meth:`exec` gave true."""

    def __init__(self, frame_: Frame, context: Context | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.chosen: Entry | None = None
        self.words = Words(frame_.language, self)
        self._theme = frame_.theme
        self.words.put(self, msg("Search or act…"), "setWindowTitle")
        self._fixed: list[Entry] = [*action_entries(frame_.actions, frame_.language)]
        self._records: list[Entry] = []
        if context is not None:
            self._fixed = [*page_entries(frame_.language), *self._fixed]
            code, workspace = frame_.language.code, context.workspace
            frame_.jobs.start(msg("Reading names"), lambda _p: workspace.get(record_entries, code), done=self._read)
        self._build(frame_.theme)
        self._scrim = Scrim(parent)
        self._scrim.setGeometry(parent.rect())
        self._scrim.show()
        self.finished.connect(self._scrim.deleteLater)
        self.setGeometry(parent.x() + (parent.width() - WIDTH) // 2, parent.y() + 92, WIDTH, HEIGHT)
        self._search("")

    def _build(self, theme: Theme) -> None:
        self.field = search_field(self.words, msg("Search or act…"), theme)
        self.model = Found(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self._painter = EntryPainter(theme, self)
        self.list.setItemDelegate(self._painter)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.put(self.list, msg("Results"), "setAccessibleName")
        self.list.clicked.connect(self._take)
        self.nothing = self.words.put(text_label(ink="text2"), msg("Nothing fits."))
        foot = row(margins=(12, 6, 12, 8), gap=20)
        for hint in (msg("> actions"), msg("@ people"), msg("# themes"), msg(": dates")):
            foot.addWidget(self.words.put(text_label(ink="text2", size="dense"), hint))
        foot.addStretch(1)
        foot.addWidget(self.words.put(text_label(ink="text2", size="dense"), msg("↑ ↓ choose · Esc close")))
        card = frame("card")
        lines = column(card, (12, 14, 12, 0), 6)
        for part in (self.field, self.nothing):
            lines.addWidget(part)
        lines.addWidget(self.list, 1)
        lines.addWidget(rule())
        lines.addLayout(foot)
        column(self).addWidget(card)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.field.setFocus()

    def _read(self, records: Any) -> None:
        self._records = list(records)
        self._search(self.field.text())

    def _search(self, question: str) -> None:
        entries = [*self._fixed, *self._records] if question.strip() else self._fixed
        found = search(entries, question)
        self.model.show_entries(found, {group: self.words.say(head) for group, head in _HEADS.items()})
        self.nothing.setVisible(not found)
        self._move(1, start=-1)

    def _move(self, step: int, start: int | None = None) -> None:
        """Select the next entry in a direction; headings are passed over."""
        at = self.list.currentIndex().row() if start is None else start
        count = self.model.rowCount()
        for _ in range(count):
            at = (at + step) % count
            index = self.model.index(at)
            if index.data(_ENTRY) is not None:
                self.list.setCurrentIndex(index)
                self.field.setAccessibleDescription(str(index.data()))
                return

    def _take(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if isinstance(entry, Entry):
            self.chosen = entry
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            if event.key() in steps:
                for _ in range(abs(steps[Qt.Key(event.key())])):
                    self._move(1 if steps[Qt.Key(event.key())] > 0 else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)
