"""A summary to be read and edited in place: paragraphs as high as their words, the one in hand in a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.summary.sheet import BlockRow
from tripplanner.ui.forms import plain_words
from tripplanner.ui.language import Words
from tripplanner.ui.learning.summary_lines import LINE, Index, Line, LineModel
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_SIDE, _TOP = 14, 8
_WORDS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_FIELD = 96
LABEL: Message = msg("Words of the paragraph")
_LOOKS = {"section": (tokens.DENSE, True, "accent"), "theme": (tokens.EMPHASIS, True, "text"),
          "block": (tokens.BODY, False, "text")}  # fmt: skip


@unfailing
class LinePainter(QStyledItemDelegate):
    """Paints a line, and edits a block in its place. ``written(block, words)`` comes when words are to be kept."""

    written = Signal(object, str)

    def __init__(self, theme: Theme, words: Words, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._words = theme, words
        self._heights: dict[tuple[Line, int], int] = {}
        self.editor: QPlainTextEdit | None = None
        theme.changed.connect(self._heights.clear)
        self.closeEditor.connect(lambda *_: setattr(self, "editor", None))

    # -- painting

    def _font(self, words: str, size: tuple[int, int], strong: bool) -> QFont:
        font = self._theme.sized(size, strong)
        font.setFamilies(families_for(font, "zh" if has_han(words) else "fr"))
        return font

    def _high(self, words: str, size: tuple[int, int], strong: bool, width: int) -> int:
        metrics = QFontMetrics(self._font(words, size, strong))
        return metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _WORDS, words).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        del option
        line, view = index.data(LINE), self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        if not isinstance(line, Line):
            return QSize(width, 24)
        if (line, width) not in self._heights:
            self._heights[line, width] = self._height(line, width - 2 * _SIDE)
        return QSize(width, self._heights[line, width])

    def _height(self, line: Line, width: int) -> int:
        size, strong, _ = _LOOKS[line.level]
        high = self._high(line.words, size, strong, width) + 2 * _TOP
        if line.level == "section":
            high += 10
        for words in (_flags(line), line.below):
            high += self._high(words, tokens.DENSE, False, width) + 2 if words else 0
        return high

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, box = index.data(LINE), QRect(option.rect)  # type: ignore[attr-defined]
        if not isinstance(line, Line):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if chosen:
            painter.fillRect(box, self._theme.colour("accent_soft"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), self._theme.colour("accent"))
        self._texts(painter, line, box.adjusted(_SIDE, _TOP, -_SIDE, 0))
        painter.restore()

    def _texts(self, painter: QPainter, line: Line, box: QRect) -> None:
        size, strong, ink = _LOOKS[line.level]
        hidden = line.block is not None and line.block.hidden
        if line.level == "section":
            box = box.adjusted(0, 10, 0, 0)
            painter.fillRect(box.left(), box.top() - 8, box.width(), 1, self._theme.colour("line"))
        top = self._text(painter, line.words, box, size, strong, "text2" if hidden else ink)
        if line.flags:
            left = box.left()
            for n, flag in enumerate(line.flags):
                words = (" · " if n else "") + flag.words
                font = self._font(words, tokens.DENSE, True)
                painter.setFont(font)
                painter.setPen(self._theme.colour(flag.tone))
                metrics = QFontMetrics(font)
                painter.drawText(left, top + 2 + metrics.ascent(), words)
                left += metrics.horizontalAdvance(words)
            top += self._high(_flags(line), tokens.DENSE, False, box.width()) + 2
        if line.below:
            self._text(painter, line.below, QRect(box.left(), top + 2, box.width(), box.height()), tokens.DENSE, False,
                       "text2")  # fmt: skip

    def _text(self, painter: QPainter, words: str, box: QRect, size: tuple[int, int], strong: bool, ink: str) -> int:
        """Words within a width; where they end."""
        painter.setFont(self._font(words, size, strong))
        painter.setPen(self._theme.colour(ink))
        high = self._high(words, size, strong, box.width())
        painter.drawText(QRect(box.left(), box.top(), box.width(), high + 4), _WORDS, words)
        return box.top() + high

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        del option, index
        made = QPlainTextEdit(parent)
        made.setTabChangesFocus(True)
        self._words.put(made, LABEL, "setAccessibleName")
        self.editor = made
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        line = index.data(LINE)
        view = self.parent()
        if isinstance(editor, QPlainTextEdit) and isinstance(line, Line) and isinstance(view, SummaryView):
            editor.setPlainText(view.words_of(line.block))
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: N802
        del model
        line, view = index.data(LINE), self.parent()
        if isinstance(editor, QPlainTextEdit) and isinstance(line, Line) and isinstance(view, SummaryView):
            words = plain_words(editor).strip()
            if line.block is not None and words != view.words_of(line.block):
                self.written.emit(line.block, words)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        del index
        box = QRect(option.rect)  # type: ignore[attr-defined]
        view = self.parent()
        high = max(box.height(), self._theme.px(_FIELD))
        low = view.viewport().height() - high if isinstance(view, QListView) else box.top()
        editor.setGeometry(box.left() + 4, max(0, min(box.top(), low)), box.width() - 8, high)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ctrl+Enter keeps what was typed, Escape drops it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)


def _flags(line: Line) -> str:
    return " · ".join(flag.words for flag in line.flags)


@unfailing
class SummaryView(QListView):
    """The sheet: arrows go from block to block, Enter or F2 edits, a double click too."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.language = "fr"
        self.model_of = LineModel(self)
        self.setModel(self.model_of)
        self.painter_of = LinePainter(theme, words, self)
        self.setItemDelegate(self.painter_of)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        words.put(self, msg("Paragraphs of the summary"), "setAccessibleName")
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def words_of(self, block: BlockRow | None) -> str:
        """What is edited of a block: its words in the language shown."""
        return block.text.get(self.language) if block is not None else ""

    @property
    def editing(self) -> bool:
        """Whether a block is being written."""
        return self.state() == QAbstractItemView.State.EditingState

    def commit(self) -> None:
        """Keep what is being typed."""
        editor = self.painter_of.editor
        if editor is not None:
            self.painter_of.commitData.emit(editor)
            self.painter_of.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def chosen(self) -> BlockRow | None:
        """The block in hand."""
        return self.model_of.block(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def choose(self, block_id: int) -> None:
        """Take a block in hand; the first one where it is gone."""
        blocks = [n for n, line in enumerate(self.model_of.lines) if line.block is not None]
        row = self.model_of.row_of(block_id)
        if row < 0 and blocks:
            row = blocks[0]
        self.setCurrentIndex(self.model_of.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.editing:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
