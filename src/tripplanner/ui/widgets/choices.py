"""Boxes for what several things have: all, some or none of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from tripplanner.ui.plain import for_button
from tripplanner.ui.widgets.basics import column


class Marks(QWidget):
    """A box per choice: full where all have it, half where some do. ``changes()`` gives what was added and removed.

    :param choices: (number, words, how many have it), of ``total``.
    """

    ticked = Signal()

    def __init__(self, choices: Sequence[tuple[int, str, int]], total: int) -> None:
        super().__init__()
        lines = column(self, gap=2)
        self.boxes: dict[int, QCheckBox] = {}
        self._before: dict[int, Qt.CheckState] = {}
        for number, words, having in choices:
            some = f"{words} ({having}/{total})" if 0 < having < total else words
            box = QCheckBox(for_button(some))
            box.setAccessibleName(some)
            state = Qt.CheckState.Checked if having >= total else Qt.CheckState.Unchecked
            state = Qt.CheckState.PartiallyChecked if 0 < having < total else state
            box.setTristate(state == Qt.CheckState.PartiallyChecked)
            box.setCheckState(state)
            box.clicked.connect(lambda _on=False: self.ticked.emit())
            self.boxes[number], self._before[number] = box, state
            lines.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def changes(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers that all get, and those that none keeps."""
        moved = {n: box.checkState() for n, box in self.boxes.items() if box.checkState() != self._before[n]}
        add = tuple(n for n, state in moved.items() if state == Qt.CheckState.Checked)
        remove = tuple(n for n, state in moved.items() if state == Qt.CheckState.Unchecked)
        return add, remove
