"""Items on the clipboard of the system: our own mark for this program, words for every other."""

from __future__ import annotations

import atexit
from functools import cache

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

MIME = "application/x-tripplanner-item"
#: Where the desktop keeps the clipboard, Qt hands over what is on it while the application still stands.
_DESKTOPS = ("windows", "cocoa", "xcb", "wayland", "wayland-egl")


class Clip:
    """Puts an item on the clipboard and finds it there again, also in another window."""

    def put(self, uuid: str, words: str, cut: bool = False) -> None:
        """Remember the item with this UUID; ``words`` is what other programs paste."""
        data = QMimeData()
        data.setData(MIME, f"{uuid} {'cut' if cut else 'copy'}".encode())
        data.setText(words)
        _leave_words_at_exit()
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


@cache
def _leave_words_at_exit() -> None:
    """Elsewhere Qt itself keeps the clipboard, longer than Python runs: what Python made must not be on it then."""
    if QGuiApplication.platformName() not in _DESKTOPS:
        atexit.register(_leave_words)


def _leave_words() -> None:
    if QGuiApplication.instance() is not None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(clipboard.text())
