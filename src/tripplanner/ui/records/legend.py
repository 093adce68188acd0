"""What the small drawings beside texts mean."""

from __future__ import annotations

from typing import get_args

from PySide6.QtWidgets import QWidget

from tripplanner.planning.words import TEXT_STATE
from tripplanner.text import State
from tripplanner.ui.language import Words
from tripplanner.ui.records.dots import StateDot
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import row, text_label
from tripplanner.ui.widgets.flow import Flow


class Legend(QWidget):
    """The states of a text, each drawing with its word."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        flow = Flow(self, 5)
        states: tuple[State, ...] = get_args(State)
        for state in states:
            pair = QWidget()
            line = row(pair, gap=2)
            line.addWidget(StateDot(theme, state))
            line.addWidget(words.put(text_label(ink="text3", size="caption"), TEXT_STATE[state]))
            flow.addWidget(pair)
