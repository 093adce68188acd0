"""F6 and Shift+F6: from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


def next_pane(panes: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Focus the pane ``step`` places after the one that holds ``focus``."""
    shown = [pane for pane in panes if pane.isVisible()]
    if not shown:
        return
    here = next((i for i, pane in enumerate(shown) if focus is not None and _holds(pane, focus)), -1 if step > 0 else 0)
    for distance in range(1, len(shown) + 1):
        if focus_first(shown[(here + step * distance) % len(shown)]):
            return


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def focus_first(pane: QWidget) -> bool:
    """Focus the pane where it takes the keyboard itself, else its first child that does; whether one did."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        pane.setFocus(_BY_KEY)
        return True
    for child in pane.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(_BY_KEY)
            return True
    return False
