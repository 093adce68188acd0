"""Text from people and files, shown as it is: no markup, no mnemonics.

``QLabel`` guesses rich text and buttons eat ``&``; whatever was typed or
imported passes through here on its way to a widget.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def for_button(text: str) -> str:
    """``text`` for a button, action or tab, where one ``&`` would become a mnemonic."""
    return one_line(text).replace("&", "&&")


def one_line(text: str) -> str:
    """``text`` on one line, without characters that reorder what stands around it."""
    return " ".join(text.translate(_UNSEEN).split())


def for_tooltip(text: str) -> str:
    """``text`` for a tooltip, which would otherwise be taken for rich text when it holds a tag."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>".replace("\n", "<br>") if escaped != text else text


def label(text: str = "", wrap: bool = False) -> QLabel:
    """A label that shows exactly ``text``."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setText(text)
    return made
