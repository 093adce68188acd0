"""The head of every trip screen: the trip in two languages, its dates and people, the stage it has reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from tripplanner.i18n import msg
from tripplanner.ui.language import Language, Words
from tripplanner.ui.shell import Shell
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, row
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.stages import StageWords

if TYPE_CHECKING:
    from tripplanner.planning.texts.counting import TextCount
    from tripplanner.ui.widgets.text_counts import TextCounts


@dataclass(frozen=True, slots=True)
class TripHead:
    """What the header says, in the language of the window."""

    title: str
    second_title: str
    line: str
    stage: str
    languages: tuple[str, ...] = ()


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
        self._theme, self._shell = theme, shell
        self._texts: TextCounts | None = None
        self._top = row(gap=12)
        self.preview = button(self.words, msg("Preview"), "", theme, "eye")
        self.preview.clicked.connect(lambda _checked=False: shell.go("documents"))
        lines = column(self, (20, 10, 16, 10), 4)
        top, below = self._top, row(gap=12)
        top.addWidget(self.title, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.second, 1, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.preview)
        below.addWidget(self.line, 1)
        below.addWidget(self.stages)
        for line in (top, below):
            lines.addLayout(line)

    def show_texts(self, counts: Mapping[str, TextCount], languages: Sequence[str]) -> None:
        """Show how the translations of the trip stand. The widget is made when there is something to show."""
        if self._texts is None:
            from tripplanner.ui.widgets.text_counts import TextCounts

            self._texts = TextCounts(self._theme, self.words)
            self._texts.asked.connect(lambda language, which: self._shell.go("texts", (language, which)))
            self._top.insertWidget(self._top.count() - 1, self._texts)
        self._texts.show_counts(counts, languages)

    def show_trip(self, head: TripHead) -> None:
        """Show these words."""
        self.title.setText(head.title)
        self.second.setText(head.second_title)
        self.line.setText(head.line)
        self.stages.set_stage(head.stage)
