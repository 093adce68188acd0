"""A card of the settings page: a heading, a sentence, and lines of a label and a control."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import Segments, column, text_label

LABELS = 190


class Section(QFrame):
    """``lines`` takes what stands below the grid."""

    def __init__(self, words: Words, title: Message, sentence: Message | None = None) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.words = words
        self.lines: QVBoxLayout = column(self, (20, 14, 20, 16), 8)
        self.lines.addWidget(words.put(text_label(size="section"), title))
        if sentence is not None:
            self.lines.addWidget(words.put(text_label(ink="text2", wrap=True), sentence))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnMinimumWidth(0, LABELS)
        self.grid.setColumnStretch(0, 0)
        self.grid.setColumnStretch(1, 1)
        self.lines.addLayout(self.grid)

    def add(self, name: Message, control: QWidget) -> QWidget:
        """A line: the label is the control's accessible name."""
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setWordWrap(True)
        label.setBuddy(control)
        self.words.put(label, name)
        if not control.accessibleName():
            self.words.put(control, name, "setAccessibleName")
        at = self.grid.rowCount()
        self.grid.addWidget(label, at, 0)
        side = Qt.AlignmentFlag.AlignLeft if isinstance(control, Segments | QSpinBox) else Qt.AlignmentFlag(0)
        self.grid.addWidget(control, at, 1, side)
        return control
