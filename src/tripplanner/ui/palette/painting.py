"""How an entry of the palette is drawn: a tile with its icon, its names with what fits in colour, its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tripplanner.ui.palette.matching import Entry
from tripplanner.ui.plain import one_line
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

ENTRY = Qt.ItemDataRole.UserRole
ROW, HEAD = 48, 32
_TILE, _LEFT, _GAP = 32, 10, 12
Index = QModelIndex | QPersistentModelIndex
Marks = Sequence[tuple[int, int]]


@unfailing
class EntryPainter(QStyledItemDelegate):
    """Draws entries and the headings between them."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, self._theme.px(ROW if index.data(ENTRY) is not None else HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect  # type: ignore[attr-defined]
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
                self._fill(painter, QRectF(box.adjusted(0, 1, -4, -1)), "accent_soft")
            self._entry(painter, box, entry)
        else:
            self._heading(painter, box, str(index.data() or ""), first=index.row() == 0)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, text: str, *, first: bool) -> None:
        if not first:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(box.left() + 8, box.top() + 2, box.right() - 12, box.top() + 2)
        painter.setFont(self._theme.sized(tokens.DENSE, True))
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(box.adjusted(_LEFT + 6, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _entry(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        side, size = self._theme.px(_TILE), self._theme.px(18)
        tile = QRect(box.left() + _LEFT, box.center().y() - side // 2 + 1, side, side)
        self._fill(painter, QRectF(tile), f"{entry.tone}.soft")
        drawing = self._theme.pixmap(entry.icon, f"{entry.tone}.ink", size, painter.device().devicePixelRatioF())
        painter.drawPixmap(tile.left() + (side - size) // 2, tile.top() + (side - size) // 2, drawing)
        room = box.adjusted(_LEFT + side + _GAP, 0, -(self._keys(painter, box, entry.hint) + 16), 0)
        upper = room.adjusted(0, 5, 0, -room.height() // 2) if entry.about else room
        bold, plain = self._theme.sized(tokens.BODY, True), self._theme.sized(tokens.BODY)
        kept = self._kept(entry, QFontMetrics(plain), upper.width())
        used = self._text(
            painter, upper.adjusted(0, 0, -kept, 0), one_line(entry.title), bold, "text", entry.title_marks
        )
        if entry.second and upper.width() - used > 40:
            self._text(painter, upper.adjusted(used + 10, 0, 0, 0), one_line(entry.second), plain, "text",
                       entry.second_marks)  # fmt: skip
        if entry.about:
            lower = room.adjusted(0, room.height() // 2, 0, -4)
            self._text(
                painter, lower, one_line(entry.about), self._theme.sized(tokens.DENSE), "text2", entry.about_marks
            )

    def _kept(self, entry: Entry, metrics: QFontMetrics, width: int) -> int:
        """Room that the title leaves to the second name: where that alone fits the question, it must be seen."""
        if not entry.second_marks or entry.title_marks:
            return 0
        return min(metrics.horizontalAdvance(entry.second) + 12, width * 45 // 100)

    def _fill(self, painter: QPainter, box: QRectF, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(colour))
        painter.drawRoundedRect(box, tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)

    def _keys(self, painter: QPainter, box: QRect, hint: str) -> int:
        """Each key in a frame of its own, at the right; how wide they are together."""
        if not hint:
            return 0
        font = self._theme.sized(tokens.DENSE)
        metrics, right = QFontMetrics(font), box.right() - 14
        start = right
        for key in reversed(hint.split(" · ")[0].split("+")):
            wide = max(metrics.horizontalAdvance(key) + 12, 22)
            high = self._theme.px(22)
            cap = QRectF(right - wide, box.center().y() - high // 2, wide, high)
            painter.setPen(self._theme.colour("line"))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(cap.toRect(), Qt.AlignmentFlag.AlignCenter, key)
            right -= wide + 4
        return start - right

    def _text(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str, marks: Marks) -> int:
        """Draws one line, what is marked in the colour of the accent; how wide it is."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        whole = len(shown) if shown == text else len(shown) - 1
        painter.setFont(font)
        at, last = box.left(), 0
        for start, end in (*((s, min(e, whole)) for s, e in marks if s < whole), (len(shown), len(shown))):
            for piece, colour in ((shown[last:start], ink), (shown[start:end], "accent")):
                if piece:
                    painter.setPen(self._theme.colour(colour))
                    painter.drawText(
                        QRect(at, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, piece
                    )
                    at += metrics.horizontalAdvance(piece)
            last = max(last, end)
        return at - box.left()
