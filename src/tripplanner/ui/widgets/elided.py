"""Labels and buttons that shorten their words to the room they have, and tell them whole in their tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import styled

_LEAST = 96  # the least width of a button with the beginning of its words
_TICKED = 120  # the least width of a box to tick with the beginning of its words
_PADDING = 16  # left and right of the words of a button


@unfailing
class ElidedLabel(QLabel):
    """One line of plain text from the data, never wider than its place."""

    def __init__(self, ink: str = "", size: str = "", strong: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        styled(self, ink, size, strong)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(one_line(text))
        self.setToolTip(for_tooltip(text))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(48, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.style().drawItemText(
            painter, box, int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )


@unfailing
class ElidedButton(QPushButton):
    """A button that shortens its words to the room it has, and tells them whole in its tooltip."""

    _whole = False  # is it asked how much room all its words would take?

    def sizeHint(self) -> QSize:  # noqa: N802
        self._whole = True
        try:
            return super().sizeHint()
        finally:
            self._whole = False

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = self.sizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self.setToolTip(for_tooltip(text.replace("&&", "&")))

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        super().initStyleOption(option)
        if self._whole:
            return
        room = self.width() - (self.iconSize().width() + 4 if not self.icon().isNull() else 0) - _PADDING
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


@unfailing
class ElidedCheck(QCheckBox):
    """A box to tick whose words are shortened to the room there is, and told whole in its tooltip."""

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self.setToolTip(for_tooltip(text.replace("&&", "&")))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(_TICKED, self.sizeHint().width()), super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        super().initStyleOption(option)
        room = self.width() - self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) - _PADDING
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
