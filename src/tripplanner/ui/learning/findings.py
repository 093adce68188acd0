"""Gaps, or what would be lost, as a list of sentences; Enter shows what one is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.coverage import Subject, Visit
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import column, frame, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.lists import RowList

_LIST, _NOTHING = range(2)


@dataclass(frozen=True, slots=True)
class _Line:
    weight: str
    of: Subject | Visit
    sentence: Message


class FindingList(QWidget):
    """``asked`` comes with the subject or visit of a sentence."""

    asked = Signal(object)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._words = words
        shown: Column[_Line] = Column(
            "what", msg("What is missing"), lambda one: one.sentence, icon=_icon, tone=_tone, width=400, spare=1
        )
        self.table: RowTable[_Line] = RowTable((shown,), context.language, self)
        self.list = RowList(context.theme, self.table, words, msg("What is missing"), 28)
        self.list.horizontalHeader().hide()
        ColumnFit(self.list, self.table, context.theme)
        self.list.activated.connect(lambda _index: self._ask())
        self.list.clicked.connect(lambda _index: self._ask())
        self.nothing = text_label(ink="text2", wrap=True)
        self._stack = QStackedWidget()
        calm = QWidget()
        column(calm, (14, 10, 14, 10)).addWidget(self.nothing)
        for one in (self.list, calm):
            self._stack.addWidget(one)
        card = frame("card")
        column(card, (1, 1, 1, 1)).addWidget(self._stack)
        column(self).addWidget(card)
        self.setFocusProxy(self.list)
        self.setMinimumHeight(64)

    def show_lines(self, lines: Sequence[tuple[str, Subject | Visit, Message]], nothing: Message) -> None:
        """Show these; ``nothing`` is said where there are none."""
        self.table.set_rows([_Line(*one) for one in lines])
        self._words.put(self.nothing, nothing)
        self._stack.setCurrentIndex(_LIST if lines else _NOTHING)

    def _ask(self) -> None:
        line = self.list.current_row()
        if isinstance(line, _Line):
            self.asked.emit(line.of)


def _icon(line: _Line) -> str:
    return "triangle-alert" if line.weight == "missing" else "info"


def _tone(line: _Line) -> str:
    return "error" if line.weight == "missing" else "warn"
