"""What the four cards of the page have in common: a head with a title and a sign, a body, a foot."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tripplanner.i18n import Message
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import column, row, rule
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.elided import ElidedLabel


class Card(QFrame):
    """A card whose head names it and says one thing about it."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.context, self.words = context, words
        self.title = ElidedLabel(strong=True)
        self.chip = Chip(context.theme, "", "info")
        self.head: QHBoxLayout = row(margins=(13, 7, 10, 7), gap=8)
        self.head.addStrut(context.theme.px(24))
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.chip)
        self.lines: QVBoxLayout = column(self, (1, 1, 1, 1), 0)
        self.lines.addLayout(self.head)
        self.lines.addWidget(rule())

    def say(self, message: Message) -> str:
        """The words of a message now."""
        return self.words.say(message)

    def name(self, title: Message, chip: Message | None = None, tone: str = "info", icon: str = "") -> None:
        """What the head says."""
        self.title.setText(self.say(title))
        self.chip.setVisible(chip is not None)
        if chip is not None:
            self.chip.set(self.say(chip), tone, icon)

    def foot(self) -> QHBoxLayout:
        """A line at the bottom, under a hairline."""
        self.lines.addWidget(rule())
        made = row(margins=(12, 6, 8, 6), gap=8)
        made.addStrut(self.context.theme.px(32))
        self.lines.addLayout(made)
        return made


def caption(ink: str = "text2") -> ElidedLabel:
    """A small line that shortens its words."""
    return ElidedLabel(ink=ink, size="dense")
