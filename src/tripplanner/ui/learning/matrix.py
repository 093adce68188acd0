"""Draws the coverage matrix: signs that differ in shape, words beside each row, titles of visits written upwards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tripplanner.i18n import Message
from tripplanner.planning.learning.coverage import OWN, SITE
from tripplanner.ui.language import Words
from tripplanner.ui.learning.grid import Index, MatrixModel
from tripplanner.ui.plain import one_line, one_paragraph
from tripplanner.ui.programme.wrap import lines
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_ROW, _COLUMN, _NAMES, _TITLES = 28, 32, 330, 156
_TONES = {"missing": "error", "loose": "warn", "good": ""}
_ICONS = {"missing": "triangle-alert", "loose": "info", "good": ""}


def paint_sign(painter: QPainter, middle: QPointF, way: str, colour: QColor) -> None:
    """A disc: named for the visit; a diamond: through its site; a ring: through a theme."""
    painter.setPen(QPen(colour, 1.75))
    painter.setBrush(colour if way in (OWN, SITE) else Qt.BrushStyle.NoBrush)
    if way == SITE:
        x, y, half = middle.x(), middle.y(), 5.5
        corners = [QPointF(x - half, y), QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half)]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(middle, 5.0 if way == OWN else 4.0, 5.0 if way == OWN else 4.0)


@unfailing
class Sign(QWidget):
    """One sign of the legend."""

    def __init__(self, theme: Theme, way: str) -> None:
        super().__init__()
        self._theme, self._way = theme, way
        self.setFixedSize(16, 18)

    def paintEvent(self, _event: object) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, QPointF(8, self.height() / 2), self._way, self._theme.colour("accent"))


@unfailing
class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, MatrixModel):
            return
        box: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, model, index)
        way, visit = model.way(index.row(), index.column()), model.visit(index.column())
        if way is not None and visit is not None:
            ink = "text3" if visit.id in model.dropped else "accent"
            paint_sign(painter, QRectF(box).center(), way, self._theme.colour(ink))
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, model: MatrixModel, index: Index) -> None:
        view, visit = self.parent(), model.visit(index.column())
        band = model.subject(index.row()) is None
        here = isinstance(view, QTableView) and view.currentIndex()
        crossed = here and (here.row() == index.row() or here.column() == index.column())
        painter.fillRect(box, self._theme.colour("sunken" if band else "accent_soft" if crossed else "surface"))
        if visit is not None and visit.id in model.dropped:
            painter.fillRect(box, QBrush(self._theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        before = model.visit(index.column() - 1)
        if before is not None and visit is not None and before.day != visit.day:
            painter.drawLine(box.topLeft(), box.bottomLeft())


class _Head(QHeaderView):
    """What both headers share."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, view: QTableView) -> None:
        super().__init__(orientation, view)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _write(self, painter: QPainter, room: QRectF, words: str, bold: bool = False, right: bool = False) -> None:
        font = self._face(words, bold)
        painter.setFont(font)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetricsF(font).elidedText(one_line(words), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _face(self, words: str, bold: bool = False) -> QFont:
        font = self._theme.sized(tokens.DENSE, bold)
        font.setFamilies(families_for(font, "zh" if has_han(words) else "fr"))
        return font

    def _wide(self, words: str) -> float:
        return QFontMetricsF(self._theme.sized(tokens.DENSE)).horizontalAdvance(words)


@unfailing
class _RowHead(_Head):
    """The name of a row, and at its right how well it is covered, in words."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(_NAMES), 100)

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:  # noqa: N802
        model = self.model()
        if not isinstance(model, MatrixModel) or not 0 <= section < len(model.rows):
            return
        painter.save()
        band = model.subject(section) is None
        weight, words = model.state(section)
        tone = _TONES[weight]
        painter.fillRect(box, self._theme.colour("sunken" if band else f"{tone}.soft" if tone else "surface"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        area = QRectF(box).adjusted(10, 0, -10, 0)
        room = self._wide(words) + 4 if words else 0
        painter.setPen(self._theme.colour(f"{tone}.ink" if tone else "text2"))
        self._write(painter, QRectF(area.right() - room, area.top(), room, area.height()), words, right=True)
        if tone:
            room += 20
            drawing = self._theme.pixmap(_ICONS[weight], f"{tone}.ink", 14, self.devicePixelRatioF())
            painter.drawPixmap(int(area.right() - room), int(area.center().y() - 7), drawing)
        painter.setPen(self._theme.colour("text"))
        self._write(painter, area.adjusted(0, 0, -room - 8, 0), model.name(section), bold=band)
        painter.restore()


@unfailing
class _ColumnHead(_Head):
    """The title of a visit written upwards, with a sign where it lacks something, and the day where one begins."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(100, self._theme.px(_TITLES))

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:  # noqa: N802
        model = self.model()
        visit = model.visit(section) if isinstance(model, MatrixModel) else None
        if not isinstance(model, MatrixModel) or visit is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self.parent()
        here = isinstance(view, QTableView) and view.currentIndex().column() == section
        painter.fillRect(box, self._theme.colour("accent_soft" if here else "surface"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._day(painter, box, model, section)
        low = self._lack(painter, box, model, section)
        self._title(painter, box, model.title(section), low, visit.id in model.dropped)
        painter.restore()

    def _day(self, painter: QPainter, box: QRect, model: MatrixModel, section: int) -> None:
        visit, before = model.visit(section), model.visit(section - 1)
        if visit is None or visit.day is None or (before is not None and before.day == visit.day):
            return
        if before is not None:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.setPen(self._theme.colour("text2"))
        self._write(painter, QRectF(box.left() + 4, box.top() + 2, box.width(), 18), str(visit.day.day), bold=True)

    def _lack(self, painter: QPainter, box: QRect, model: MatrixModel, section: int) -> int:
        """Draw the sign; how much room it takes at the foot."""
        if not model.open_ends(section):
            return 6
        drawing = self._theme.pixmap("triangle-alert", "warn.ink", 14, self.devicePixelRatioF())
        painter.drawPixmap(int(box.center().x() - 6), box.bottom() - 19, drawing)
        return 24

    def _title(self, painter: QPainter, box: QRect, words: str, low: int, dropped: bool) -> None:
        painter.translate(box.left(), box.bottom() - low)
        painter.rotate(-90)
        painter.setPen(self._theme.colour("text3" if dropped else "text"))
        font = self._face(words)
        painter.setFont(font)
        shown = lines(one_paragraph(words), font.toString(), box.height() - low - 22, 2)
        height = min(QFontMetricsF(font).height(), box.width() / 2)
        for number, line in enumerate(shown):
            top = (box.width() - height * len(shown)) / 2 + number * height
            room = QRectF(0, top, box.height() - low - 22, height)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)
            if dropped:
                end = QPointF(QFontMetricsF(font).horizontalAdvance(line), room.center().y())
                painter.drawLine(QPointF(0, end.y()), end)


@unfailing
class Matrix(QTableView):
    """``linked`` asks to link or unlink the cell at hand, ``tried`` to drop its visit for a try."""

    linked = Signal()
    tried = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, model: MatrixModel, words: Words, name: Message) -> None:
        super().__init__()
        self.setModel(model)
        self.matrix = model
        self._theme = theme
        words.put(self, name, "setAccessibleName")
        self.setHorizontalHeader(_ColumnHead(theme, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_RowHead(theme, Qt.Orientation.Vertical, self))
        self.setItemDelegate(_Cells(theme, self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().sectionClicked.connect(lambda at: self.go(max(0, self.currentIndex().row()), at))
        self.verticalHeader().sectionClicked.connect(lambda at: self.go(at, max(0, self.currentIndex().column())))
        self.doubleClicked.connect(lambda _index: self.linked.emit())
        self.selectionModel().currentChanged.connect(lambda _new, _old: self._moved())
        theme.changed.connect(self.fit)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Sizes that grow with the letters, and leave room for the cells in a low window."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.horizontalHeader().setDefaultSectionSize(self._theme.px(_COLUMN))
        self.verticalHeader().setFixedWidth(min(self._theme.px(_NAMES), self.width() * 45 // 100))
        self.horizontalHeader().setFixedHeight(min(self._theme.px(_TITLES), self.height() * 42 // 100))

    def go(self, row: int, column: int) -> None:
        """Put the current cell there."""
        if self.matrix.rowCount() and self.matrix.columnCount():
            self.setCurrentIndex(self.matrix.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.linked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.tried.emit()
        else:
            super().keyPressEvent(event)

    def _moved(self) -> None:
        for part in (self.viewport(), self.horizontalHeader().viewport(), self.verticalHeader().viewport()):
            part.update()
        self.moved.emit()
