"""Tells a screen reader that slots were put elsewhere, that another one has the focus, or what was just done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from tripplanner.ui.programme.slots import Slot


def tell(painting: QWidget, kind: QAccessible.Event, placed: Callable[[], Sequence[Slot]], current: str) -> None:
    """Tell of a grid or a map; the slot with the key ``current`` is a child of it. Nothing is done unheard."""
    if not QAccessible.isActive():
        return
    event = QAccessibleEvent(painting, kind)
    if kind == QAccessible.Event.Focus:
        keys = [slot.key for slot in placed()]
        event.setChild(keys.index(current) if current in keys else -1)
    QAccessible.updateAccessibility(event)


def announce(widget: QWidget, words: str) -> None:
    """Have ``words`` spoken now, politely: after what is being said. Nothing is done unheard."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
