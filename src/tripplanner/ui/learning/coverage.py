"""The objectives of the trip."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.planning.learning.objectives import ObjectiveRow, list_objectives
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import column, frame
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.lists import RowList


class CoverageTab(Tab):
    """What the trip is for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        shown: Column[ObjectiveRow] = Column(
            "objective", msg("Objective"), lambda one: one.text.best(context.language.code), width=400, spare=1
        )
        self.table: RowTable[ObjectiveRow] = RowTable((shown,), context.language, self)
        self.list = RowList(context.theme, self.table, self.words, msg("Objectives"))
        ColumnFit(self.list, self.table, context.theme)
        card = frame("card")
        column(card, (1, 1, 1, 1)).addWidget(self.list)
        column(self).addWidget(card)

    def refresh(self) -> None:
        if self.trip is not None:
            self.table.set_rows(self.context.workspace.get(list_objectives, self.trip.id))

    def home(self) -> QWidget | None:
        return self.list
