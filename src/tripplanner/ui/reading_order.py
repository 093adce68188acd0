"""Tab goes through a window as it is read: in the order of its layouts, whatever was made when.

Qt goes through widgets in the order they were made in. What is made while a window is open (the files of a message, the
fields of a row, what is said before printing) would come after everything else, or be passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QWidget,
)

#: What has the keyboard as a whole: its parts are no stops of their own.
_WHOLE = QAbstractSpinBox | QComboBox


def step(window: QWidget, forward: bool) -> bool:
    """Focus what is read after what has the keyboard, or before it; from the last one to the first. Whether one was."""
    order = list(_inside(window))
    at = _place(order, window.focusWidget())
    following = [*order[at + 1 :], *order[: at + 1]] if forward else [*order[:at][::-1], *order[at:][::-1]]
    found = next((one for one in following if _takes_tab(one)), None)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(found)
    return True


def _inside(widget: QWidget) -> Iterator[QWidget]:
    """What is shown inside a widget, as it is read."""
    for child in _children(widget):
        if child.isVisible() and not child.isWindow():
            yield child
            if not isinstance(child, _WHOLE):
                yield from _inside(child)


def _children(widget: QWidget) -> list[QWidget]:
    """The laid out ones in their order; then those that no layout places, such as what lies above the others."""
    if isinstance(widget, QScrollArea):
        return [inner] if (inner := widget.widget()) is not None else []
    placed: list[QWidget | None] = []
    if isinstance(widget, QMainWindow):
        placed = [widget.menuWidget(), widget.centralWidget()]
    elif isinstance(widget, QSplitter):
        placed = [widget.widget(at) for at in range(widget.count())]
    elif (layout := widget.layout()) is not None:
        placed = list(of_layout(layout))
    others: list[QObject] = widget.children()
    unique = dict.fromkeys([*placed, *others])
    return [one for one in unique if isinstance(one, QWidget)]


def of_layout(layout: QLayout) -> Iterator[QWidget]:
    """What a layout and those inside it place, as it is read."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: tuple(layout.getItemPosition(at))[:2])  # pyright: ignore[reportArgumentType]
    for at in places:
        item = layout.itemAt(at)
        if item is None:
            continue
        if (held := item.widget()) is not None:
            yield held
        elif (inner := item.layout()) is not None:
            yield from of_layout(inner)


def _place(order: list[QWidget], focus: QWidget | None) -> int:
    """Where the keyboard is: at this widget, else at what holds it, else before everything."""
    places = {one: at for at, one in enumerate(order)}
    while focus is not None and focus not in places:
        focus = focus.parentWidget()
    return places[focus] if focus is not None else -1


def _takes_tab(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _bring_into_view(widget: QWidget) -> None:
    """In whatever scrolls around it."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()
