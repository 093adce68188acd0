"""Text from people and files, shown as it is: no markup, no mnemonics.

``QLabel`` guesses rich text and buttons eat ``&``; whatever was typed or
imported passes through here on its way to a widget.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from tripplanner.ui.theme.fonts import has_han

_LONG_WORD, _JOINT = re.compile(r"[!-~]{16,}"), re.compile(r"[@/._&=?-]+(?=.)")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def for_button(text: str) -> str:
    """``text`` for a button, action or tab, where one ``&`` would become a mnemonic."""
    return one_line(text).replace("&", "&&")


def one_line(text: str) -> str:
    """``text`` on one line, without characters that reorder what stands around it."""
    return " ".join(text.translate(_UNSEEN).split())


def one_paragraph(text: str) -> str:
    """The same for what is broken into lines: spaces that hold a sign of French to its word stay."""
    return _SPACES.sub(" ", text.translate(_UNSEEN)).strip()


def for_tooltip(text: str) -> str:
    """``text`` for a tooltip, which would otherwise be taken for rich text when it holds a tag."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>".replace("\n", "<br>") if escaped != text else text


def breakable(text: str) -> str:
    """``text`` with places where addresses and other long words may go on in the next line."""
    return _LONG_WORD.sub(lambda found: _JOINT.sub("\\g<0>\u200b", found[0]), text)


class Paragraph(QLabel):
    """A label of several lines that is never given less height than its lines need.

    Layouts ask a wrapping label for its height at another width than the one it gets.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self._claim()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._claim()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._claim()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._claim()

    def _claim(self) -> None:
        before = self.minimumHeight()
        self.setMinimumHeight(0)  # a label never asks for less than its minimum
        needed = max(0, self.heightForWidth(self.width())) if self.text() else 0
        self.setMinimumHeight(needed)
        if needed != before:
            self.updateGeometry()


def in_script(shown: QLabel, text: str) -> QLabel:
    """Put ``text`` into a label in the font of its script: an apostrophe is narrow in French, wide in Chinese."""
    _set_script(shown, text)
    shown.setText(text)
    return shown


def follow_script(editor: QLineEdit | QPlainTextEdit) -> None:
    """Let an editor show what is typed in the font of its script, from now on."""

    def follow() -> None:
        _set_script(editor, editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText())

    editor.textChanged.connect(follow)
    follow()


def _set_script(widget: QWidget, text: str) -> None:
    """Choose a rule of the style sheet: a font set on the widget would be lost at the next switch of theme."""
    script = "han" if has_han(text) else "latin"
    if widget.property("script") == script:
        return
    widget.setProperty("script", script)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(text: str = "", wrap: bool = False) -> QLabel:
    """A label that shows exactly ``text``."""
    made = Paragraph() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    return made
