"""Sheets that ask or tell something and go away."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is closed; whether it was accepted.

    Its widgets are deleted then: a dialog belongs to its window and would stay with it, hidden.
    """
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
