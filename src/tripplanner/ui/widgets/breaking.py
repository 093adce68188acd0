"""A text broken into the lines of a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def broken(text: str, font: QFont, metrics: QFontMetrics, wide: int, most: int) -> list[str]:
    """A text broken between its words, or its Chinese characters, into at most ``most`` lines of ``wide`` pixels."""
    if most < 2 or metrics.horizontalAdvance(text) <= wide:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide)]
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    raw, parts, at = text.encode("utf-16-le"), list[str](), 0  # Qt counts in units of UTF-16
    while len(parts) < most - 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        parts.append(raw[2 * at : 2 * (at + line.textLength())].decode("utf-16-le").strip())
        at += line.textLength()
    layout.endLayout()
    rest = raw[2 * at :].decode("utf-16-le").strip()
    return [*parts, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, wide)] if rest else parts
