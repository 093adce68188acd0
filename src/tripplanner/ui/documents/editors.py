"""Editors of a document's options: a tick, a choice, or a list whose parts are ticked and put in order."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tripplanner.dates import number
from tripplanner.documents.registry import Option
from tripplanner.i18n import Message, msg
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.widgets.basics import column, icon_button, narrow_combo, row, text_label

#: Options that are said by a tick.
_YES_NO = ({"yes", "no"}, {"on", "off"}, {"true", "false"}, {"1", "0"})
_YES = ("yes", "on", "true", "1")
_ROW = 28
_ROLE = Qt.ItemDataRole.UserRole


class TickEditor(QWidget):
    """Yes or no; its words take as many lines as they need."""

    chosen = Signal()

    def __init__(self, option: Option, words: Words) -> None:
        super().__init__()
        self._yes = next(value for value in option.values if value in _YES)
        self._no = next(value for value in option.values if value not in _YES)
        self.target = QCheckBox()
        self.target.setFixedSize(TARGET, TARGET)
        self.target.clicked.connect(lambda _on: self.chosen.emit())
        words.put(self.target, option.title, "setAccessibleName")
        self._label = words.put(text_label(wrap=True), option.title)
        line = row(self, gap=2)
        line.addWidget(self.target, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._label, 1)
        self.setMinimumHeight(TARGET)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.target.click()

    def value(self) -> str:
        """The value of the option."""
        return self._yes if self.target.isChecked() else self._no

    def show_value(self, value: str) -> None:
        """Show a value."""
        self.target.setChecked(value in _YES)


class OrderList(QListWidget):
    """Parts with ticks: dragged, or moved by Alt and the arrows."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.model().rowsMoved.connect(lambda *_rows: self.moved.emit())

    def shift(self, step: int) -> None:
        """Put the current part ``step`` places further on."""
        at = self.currentRow()
        if at < 0 or not 0 <= at + step < self.count():
            return
        item = self.takeItem(at)
        self.insertItem(at + step, item)
        self.setCurrentItem(item)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.shift(steps[key])
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        """As high as its rows: the pane around it scrolls."""
        for at in range(self.count()):
            self.item(at).setSizeHint(QSize(0, max(_ROW, self.fontMetrics().height() + 8)))
        rows = sum(self.sizeHintForRow(at) for at in range(self.count()))
        self.setFixedHeight(rows + 2 * self.frameWidth() + 4)


class OrderEditor(QWidget):
    """Any of the parts, in any order."""

    chosen = Signal()

    def __init__(self, option: Option, labels: Sequence[str], words: Words, theme: Theme) -> None:
        super().__init__()
        self._option, self._labels = option, dict(zip(option.values, labels, strict=True))
        self.list = OrderList()
        words.put(self.list, option.title, "setAccessibleName")
        hint = msg("Space ticks a section; Alt with the arrows, or dragging, moves it.")
        words.put(self.list, hint, "setToolTip")
        words.put(self.list, hint, "setAccessibleDescription")
        up = icon_button(words, msg("Move up"), theme, "arrow-up")
        down = icon_button(words, msg("Move down"), theme, "arrow-down")
        up.clicked.connect(lambda _c=False: self.list.shift(-1))
        down.clicked.connect(lambda _c=False: self.list.shift(1))
        self.list.moved.connect(self.chosen)
        self.list.itemChanged.connect(lambda _item: self.chosen.emit())
        lines: QVBoxLayout = column(self, gap=2)
        lines.addWidget(self.list)
        buttons = row(gap=2)
        buttons.addWidget(up)
        buttons.addWidget(down)
        buttons.addStretch(1)
        lines.addLayout(buttons)

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""
        return self.list

    def value(self) -> str:
        """The ticked parts in their order."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return ",".join(item.data(_ROLE) for item in items if item.checkState() == Qt.CheckState.Checked)

    def show_value(self, value: str) -> None:
        """Show the chosen parts in their order, then the others."""
        chosen = self._option.chosen(value)
        others = [part for part in self._option.values if part not in chosen]
        self.list.blockSignals(True)
        self.list.clear()
        for part in (*chosen, *others):
            item = QListWidgetItem(self._labels[part])
            item.setData(_ROLE, part)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if part in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.list.fit()


def is_tick(option: Option) -> bool:
    """Whether a tick says the option."""
    return set(option.values) in _YES_NO


def choice_of(option: Option, words: Words, language: str) -> ChoiceEditor:
    """A list to choose a value from, and to type another where a figure may be one."""
    labels = [_plainly(words.say(label), language) for label in _labels(option)]
    if option.between is None:
        return ChoiceEditor(option, labels)
    least, most = (_plainly(f"{figure:g}", language) for figure in option.between)
    bounds = words.say(msg("One of the list, or a figure from {least} to {most}.", least=least, most=most))
    return FigureEditor(option, labels, bounds, language)


def order_of(option: Option, words: Words, theme: Theme) -> OrderEditor:
    """A list to tick and to order."""
    return OrderEditor(option, [words.say(label) for label in _labels(option)], words, theme)


class ChoiceEditor(QWidget):
    """One of several values."""

    chosen = Signal()

    def __init__(self, option: Option, labels: Sequence[str]) -> None:
        super().__init__()
        self.box = narrow_combo()
        for value, text in zip(option.values, labels, strict=True):
            self.box.addItem(text[:1].upper() + text[1:], value)
        self.box.activated.connect(lambda _i: self._picked())
        column(self, gap=0).addWidget(self.box)
        self.setFocusProxy(self.box)

    def _picked(self) -> None:
        self.chosen.emit()

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""
        return self.box

    def value(self) -> str:
        """The value of the option."""
        return str(self.box.currentData())

    def show_value(self, value: str) -> None:
        """Show a value."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class FigureEditor(ChoiceEditor):
    """A proposed value, or a figure that is typed: out of bounds it becomes the nearest that is allowed."""

    def __init__(self, option: Option, labels: Sequence[str], bounds: str, language: str) -> None:
        super().__init__(option, labels)
        self._option, self._language, self._value = option, language, option.default
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.box.lineEdit()
        assert line is not None
        line.setToolTip(bounds)
        self.box.setAccessibleDescription(bounds)
        line.editingFinished.connect(self._typed)

    def _picked(self) -> None:
        self._take(super().value())

    def _typed(self) -> None:
        text = self.box.currentText()
        at = self.box.findText(text.strip())
        self._take(str(self.box.itemData(at)) if at >= 0 else self._nearest(text))

    def _nearest(self, typed: str) -> str:
        """What was typed as a value; the value as it was where that is no figure."""
        if (value := self._option.figure(typed)) or self._option.between is None:
            return value or self._value
        least, most = self._option.between
        try:
            figure = float(typed.strip().replace(",", "."))
        except ValueError:
            return self._value
        return f"{min(most, max(least, round(figure, 2))):g}" if math.isfinite(figure) else self._value

    def _take(self, value: str) -> None:
        other = value != self._value
        self.show_value(value)
        if other:
            self.chosen.emit()

    def value(self) -> str:
        return self._value

    def show_value(self, value: str) -> None:
        self._value = value
        at = self.box.findData(value)
        self.box.setCurrentIndex(at)
        if at < 0:
            self.box.setEditText(_plainly(value, self._language))


OptionEditor = TickEditor | ChoiceEditor | OrderEditor


def _labels(option: Option) -> Sequence[Message]:
    return option.labels or tuple(Message("{value}", {"value": value}) for value in option.values)


def _plainly(text: str, language: str) -> str:
    """A number as the language writes it, words as they are."""
    try:
        return number(float(text), language, len(text.partition(".")[2]))
    except ValueError:
        return text
