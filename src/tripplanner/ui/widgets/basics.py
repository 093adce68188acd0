"""Labels, buttons, cards and segments with the looks of the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip, label
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.flow import Flow

L = TypeVar("L", bound=QBoxLayout)

#: A styled button leaves only 4 px between icon and words: the icon is drawn on a wider ground.
ICON_GAP = 5


def styled(widget: QLabel, ink: str = "", size: str = "", strong: bool = False) -> QLabel:
    """Give a label a colour token, a size of the scale and a weight."""
    widget.setProperty("ink", ink)
    widget.setProperty("scale", size)
    widget.setProperty("strong", strong)
    return widget


def text_label(ink: str = "", size: str = "", strong: bool = False, wrap: bool = False) -> QLabel:
    """A plain-text label with a look."""
    return styled(label(wrap=wrap), ink, size, strong)


def restyle(widget: QWidget, **properties: object) -> None:
    """Change looks of a widget that is already shown."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(words: Words, message: Message, look: str = "", theme: Theme | None = None, icon: str = "") -> QPushButton:
    """A push button; ``look`` is empty, ``filled``, ``pill`` or ``link``."""
    made = QPushButton()
    made.setProperty("look", look)
    made.setCursor(Qt.CursorShape.PointingHandCursor if look == "link" else Qt.CursorShape.ArrowCursor)
    words.control(made, message)
    if theme is not None and icon:
        colour = {"filled": "on_accent", "pill": "accent", "link": "link"}.get(look, "text2")
        made.setIconSize(QSize(16 + ICON_GAP, 16))
        theme.put_icon(made, icon, colour, 16, ICON_GAP)
    return made


def icon_button(words: Words, message: Message, theme: Theme, icon: str) -> QToolButton:
    """A button that shows only an icon; its words are its accessible name and tooltip."""
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setIconSize(QSize(18, 18))
    words.name(made, message)
    theme.put_icon(made, icon)
    return made


def search_field(words: Words, message: Message, theme: Theme) -> QLineEdit:
    """A field that filters; its placeholder is its accessible name."""
    made = QLineEdit()
    made.setClearButtonEnabled(True)
    action = made.addAction(theme.icon("search", "text3", 16), QLineEdit.ActionPosition.LeadingPosition)
    theme.put_icon(action, "search", "text3", 16)
    words.put(made, message, "setPlaceholderText")
    words.put(made, message, "setAccessibleName")
    return made


@unfailing
class _ShorteningCombo(QComboBox):
    """Shortens the words of the choice to the room there is, and tells them whole in its tooltip."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.currentText()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 4)
        option.currentText = shown  # type: ignore[attr-defined]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(for_tooltip(self.currentText()))
        return super().event(event)


def narrow_combo(letters: int = 8) -> QComboBox:
    """A list to choose from that asks for the width of a few letters, and takes what its place gives."""
    made = _ShorteningCombo()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    return made


N = TypeVar("N", bound=QAbstractSpinBox)


def inset(field: N) -> N:
    """A field for numbers or times whose words do not touch its frame: its own buttons make Qt forget the padding."""
    for inner in field.findChildren(QLineEdit):
        inner.setTextMargins(8, 0, 0, 0)
    return field


def frame(look: str) -> QFrame:
    """A frame with a look: ``card``, ``sunken``, ``rail``, ``head``, ``panel``, ``rule``."""
    made = QFrame()
    made.setProperty("look", look)
    return made


def rule() -> QFrame:
    """A hairline."""
    return frame("rule")


def column(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8
) -> QVBoxLayout:
    """A vertical layout with margins (left, top, right, bottom)."""
    return _layout(QVBoxLayout(parent) if parent else QVBoxLayout(), margins, gap)


def row(parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8) -> QHBoxLayout:
    """A horizontal layout with margins (left, top, right, bottom)."""
    return _layout(QHBoxLayout(parent) if parent else QHBoxLayout(), margins, gap)


def _layout(made: L, margins: tuple[int, int, int, int], gap: int) -> L:
    made.setContentsMargins(*margins)
    made.setSpacing(gap)
    return made


def scrolled(inner: QWidget) -> QScrollArea:
    """``inner`` in an area that scrolls vertically and is reached by keyboard through its children."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)  # setWidget has just switched it on
    return area


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout, and in the layouts inside it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


@unfailing
class _Segment(QPushButton):
    """Asks at once for the room its words need in semi-bold: the choice that holds is written so."""

    def sizeHint(self) -> QSize:  # noqa: N802
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return hint.grownBy(QMargins(0, 0, max(0, more) + 1, 0))


class Segments(QFrame):
    """A few choices of which one holds: real buttons, exclusive, reached by Tab and the arrows.

    Many of them go on to further lines where they do not fit (``wraps``).
    """

    chosen = Signal(str)

    def __init__(
        self, words: Words, choices: Sequence[tuple[str, Message]], name: Message, wraps: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("look", "segments")
        policy = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, policy)
        self._words = words
        words.put(self, name, "setAccessibleName")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._line: QLayout = Flow(self, 2, wide=True) if wraps else row(self, gap=2)
        self._line.setContentsMargins(2, 2, 2, 2)
        for key, message in choices:
            self._add(key, message)
        self._group.buttonClicked.connect(self._clicked)

    def _add(self, key: str, message: Message) -> None:
        made = _Segment()
        made.setProperty("look", "segment")
        self._words.control(made, message)
        made.setCheckable(True)
        self._buttons[key] = made
        self._group.addButton(made)
        self._line.addWidget(made)

    def current(self) -> str:
        """The key of the choice that holds."""
        return next((key for key, b in self._buttons.items() if b.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show ``key`` as chosen, without a signal."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def relabel(self, key: str, message: Message) -> None:
        self._words.control(self._buttons[key], message)

    def _clicked(self) -> None:
        self.chosen.emit(self.current())
