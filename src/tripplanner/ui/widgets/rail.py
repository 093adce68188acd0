"""The rail at the left: where one is, where one can go, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import column, rule, scrolled

WIDE, NARROW = 196, 56


@unfailing
class RailButton(QAbstractButton):
    """One entry: icon and words, or the icon alone in a narrow rail."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon, self._count = theme, icon, 0
        self.narrow = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """A number at the right (jobs under way); none for 0."""
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def words(self) -> str:
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:  # noqa: N802
        room = QFontMetricsF(self._theme.sized(tokens.BODY, True)).horizontalAdvance(self.words())
        height = max(34, QFontMetricsF(self.font()).height() + 14)
        return QSize(40 if self.narrow else round(room) + 54 + (30 if self._count else 0), round(height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, area)
        ink = "accent" if self.isChecked() else "text2" if self.isEnabled() else "border"
        left = (self.width() - 18) // 2 if self.narrow else 12
        drawing = self._theme.pixmap(self._icon, ink, 18, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - 18) // 2, drawing)
        if not self.narrow:
            self._paint_words(painter, area, ink)
        if self._count:
            self._paint_count(painter, area)

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setBrush(self._theme.colour("accent_soft" if self.isChecked() else "line"))
            painter.drawRoundedRect(area, tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
        if self.isChecked():
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, area.top() + 7, 3, area.height() - 14), 1.5, 1.5)
        if self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setWidth(2)
            pen.setColor(self._theme.colour("focus"))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)

    def _paint_words(self, painter: QPainter, area: QRectF, ink: str) -> None:
        painter.setFont(self._theme.sized(tokens.BODY, self.isChecked()))
        painter.setPen(self._theme.colour(ink))
        room = area.adjusted(37, 0, -30 if self._count else -4, 0)
        words = painter.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_count(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(self._theme.colour("surface"))
        painter.setPen(self._theme.colour("line"))
        if self.narrow:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QRectF(area.right() - 12, area.top() + 4, 8, 8))
            return
        pill = QRectF(area.right() - 30, area.center().y() - 10, 24, 20)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setFont(self._theme.sized(tokens.DENSE))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._count))


@unfailing
class StatusLine(QWidget):
    """An icon and a few words at the foot of the rail."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon, self._text, self._tone = theme, icon, "", "accent"
        self.narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: str = "accent", icon: str | None = None) -> None:
        self._text, self._tone, self._icon = text, tone, icon or self._icon
        self.setAccessibleName(text)
        self.setToolTip(for_tooltip(text))
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, round(max(22, QFontMetricsF(self._theme.sized(tokens.DENSE)).height() + 4)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if not self._text:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - 16) // 2 if self.narrow else 13
        tone = self._tone if self._tone == "accent" else f"{self._tone}.ink"
        middle = self.height() / 2
        if self._icon == "dot":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(tone))
            painter.drawEllipse(QRectF(left + 4, middle - 4, 8, 8))
        else:
            drawing = self._theme.pixmap(self._icon, tone, 16, self.devicePixelRatioF())
            painter.drawPixmap(left, int(middle - 8), drawing)
        if not self.narrow:
            painter.setFont(self._theme.sized(tokens.DENSE))
            painter.setPen(self._theme.colour("text2"))
            room = self.rect().adjusted(38, 0, -2, 0)
            words = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class Rail(QFrame):
    """The entries, a rule, the entries at the foot, and status lines."""

    asked = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self._theme, self._words = theme, words
        self._buttons: dict[str, RailButton] = {}
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        for part in (self._top, self._foot):
            part.setSpacing(1)
        self._area = self._scrolling()
        lines = column(self, (8, 8, 8, 8), 1)
        lines.addWidget(self._area, 1)
        lines.addWidget(rule())
        lines.addSpacing(4)
        lines.addLayout(self._foot)
        self.saved, self.office = StatusLine(theme, "circle-check"), StatusLine(theme, "dot")
        self.vault = StatusLine(theme, "lock")
        self.vault.hide()
        for status in (self.vault, self.saved, self.office):
            lines.addWidget(status)
        self.set_narrow(False)

    def _scrolling(self) -> QScrollArea:
        """The entries above: every one stays easy to hit, in the lowest window and with large letters too."""
        inner = QWidget()
        inner.setProperty("look", "rail")
        lines = column(inner)
        lines.addLayout(self._top)
        lines.addStretch(1)
        return scrolled(inner)

    def add(self, key: str, title: Message, icon: str, foot: bool = False) -> RailButton:
        """Add an entry; its words become its accessible name and, in a narrow rail, its tooltip."""
        made = RailButton(self._theme, icon)
        self._words.control(made, title)
        self._words.put(made, title, "setToolTip")
        made.clicked.connect(lambda _checked=False, key=key: self._clicked(key))
        self._buttons[key] = made
        (self._foot if foot else self._top).addWidget(made)
        return made

    def __getitem__(self, key: str) -> RailButton:
        return self._buttons[key]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._seek(next((one for one in self._buttons.values() if one.isChecked()), None))

    def _seek(self, one: RailButton | None) -> None:
        """Scroll to an entry that may lie outside."""
        if one is not None and self._top.indexOf(one) >= 0:
            self._area.ensureWidgetVisible(one, 0, 0)

    def choose(self, key: str) -> None:
        """Show ``key`` as the current page."""
        for name, one in self._buttons.items():
            one.setChecked(name == key)
        self._seek(self._buttons.get(key))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons with words."""
        self.setFixedWidth(NARROW if narrow else max(WIDE, self._room()))
        for one in (*self._buttons.values(), self.vault, self.saved, self.office):
            one.narrow = narrow
            one.updateGeometry()
            one.update()

    def _room(self) -> int:
        """Wide enough for the longest entry in this language and font."""
        widths = [self._words_width(one) for one in self._buttons.values()]
        return max(widths, default=0) + 18

    @staticmethod
    def _words_width(one: RailButton) -> int:
        was, one.narrow = one.narrow, False
        width = one.sizeHint().width()
        one.narrow = was
        return width

    def _clicked(self, key: str) -> None:
        self._buttons[key].setChecked(True)
        self.asked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        entries = list(self._buttons.values())
        focused = next((i for i, one in enumerate(entries) if one.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        reached = entries[(focused + step) % len(entries)]
        reached.setFocus(Qt.FocusReason.TabFocusReason)
        self._seek(reached)
