"""Columns that share the width of their table: names get what is left, nobody falls below what is legible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView

#: Pixels no column falls below, and the parts of their widths to which names, then all others, may shrink.
_LEAST, _NAMES, _OTHERS, _SCROLL_BAR = 52, 0.6, 0.85, 18


def shared(widths: Sequence[int], room: int) -> list[int]:
    """Widths for ``room`` pixels: the first column takes what is left, the others shrink a little once it is narrow.

    The sum may be larger than ``room``: the table then scrolls.
    """
    first, rest = widths[0], list(widths[1:])
    if room - sum(rest) < first * _NAMES:
        rest = [max(_LEAST, int(width * _OTHERS)) for width in rest]
    return [max(int(first * _NAMES), room - sum(rest)), *rest]


class ColumnFit(QObject):
    """Fits the columns of ``view`` whenever its width changes."""

    def __init__(self, view: QTableView, widths: Sequence[int]) -> None:
        super().__init__(view)
        self._view, self._widths = view, tuple(widths)
        view.horizontalHeader().setStretchLastSection(False)
        view.horizontalHeader().setMinimumSectionSize(_LEAST - 8)
        view.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return False

    def _fit(self) -> None:
        room = self._view.width() - _SCROLL_BAR
        for column, width in enumerate(shared(self._widths, room)):
            self._view.setColumnWidth(column, width)
