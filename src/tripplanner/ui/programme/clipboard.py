"""Items on the clipboard of the system: our own mark for this program, words for every other."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

MIME = "application/x-tripplanner-item"


class Clip:
    """Puts an item on the clipboard and finds it there again, also in another window."""

    def put(self, uuid: str, words: str, cut: bool = False) -> None:
        """Remember the item with this UUID; ``words`` is what other programs paste."""
        data = QMimeData()
        data.setData(MIME, f"{uuid} {'cut' if cut else 'copy'}".encode())
        data.setText(words)
        QGuiApplication.clipboard().setMimeData(data)

    def take(self) -> tuple[str, bool]:
        """The UUID of the item on the clipboard (empty: none) and whether it was cut."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not data.hasFormat(MIME):
            return "", False
        uuid, _, how = bytes(data.data(MIME).data()).decode("utf-8", "replace").partition(" ")
        return uuid, how == "cut"

    def rows(self) -> str | None:
        """Tab-separated cells or several lines that another program put there; ``None`` for anything else."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or data.hasFormat(MIME) or not data.hasText():
            return None
        words = data.text()
        return words if not words.strip() or any(sign in words.strip("\r\n") for sign in "\t\r\n") else None
