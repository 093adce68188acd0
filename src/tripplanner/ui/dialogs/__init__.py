"""Sheets that ask or tell something and go away."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from tripplanner.ui.reading_order import step

_AIR = 24


class Dialog(QDialog):
    """Tab goes through it as it is read."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        return step(self, forward)


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give a sheet a size, as far as the window it belongs to has room for it."""
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else None
    if room is not None:
        width, height = min(width, room.width() - _AIR), min(height, room.height() - _AIR)
    dialog.resize(width, height)


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is closed; whether it was accepted.

    Its widgets are deleted then: a dialog belongs to its window and would stay with it, hidden.
    """
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
