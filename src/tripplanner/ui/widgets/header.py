"""The head of every trip screen: the trip in two languages, its dates and people, the stage it has reached."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from tripplanner.i18n import msg
from tripplanner.ui.language import Language, Words
from tripplanner.ui.shell import Shell
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, row
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.stages import StageWords


@dataclass(frozen=True, slots=True)
class TripHead:
    """What the header says, in the language of the window."""

    title: str
    second_title: str
    line: str
    stage: str


class TripHeader(QFrame):
    """Two lines: titles and buttons, then dates and stages."""

    def __init__(self, theme: Theme, language: Language, shell: Shell) -> None:
        super().__init__()
        self.setProperty("look", "head")
        self.words = Words(language, self)
        self.title = ElidedLabel(size="title")
        self.second = ElidedLabel(ink="text2", size="emphasis")
        self.line = ElidedLabel(ink="text2")
        self.stages = StageWords(theme, language)
        self.preview = button(self.words, msg("Preview"), "", theme, "eye")
        self.preview.clicked.connect(lambda _checked=False: shell.go("documents"))
        lines = column(self, (20, 10, 16, 10), 4)
        top, below = row(gap=12), row(gap=12)
        top.addWidget(self.title, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.second, 1, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.preview)
        below.addWidget(self.line, 1)
        below.addWidget(self.stages)
        for line in (top, below):
            lines.addLayout(line)

    def show_trip(self, head: TripHead) -> None:
        """Show these words."""
        self.title.setText(head.title)
        self.second.setText(head.second_title)
        self.line.setText(head.line)
        self.stages.set_stage(head.stage)
