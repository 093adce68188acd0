"""The tab with what was done to the chosen item, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from tripplanner.dates import clock, short_date
from tripplanner.i18n import msg
from tripplanner.planning.history import HistoryRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import column, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.lists import RowList


class HistoryPanel(QFrame):
    """A list of changes, the last one first."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._words, self._language = words, context.language
        self.none = words.put(text_label(ink="text3", wrap=True), msg("Choose an item to see what was done to it."))
        self.table: RowTable[HistoryRow] = RowTable(
            (Column("what", msg("Change"), self._what, self._when, width=240),), context.language, self
        )
        self.list = RowList(context.theme, self.table, words, msg("Changes of the item"), 48)
        self._fit = ColumnFit(self.list, self.table, context.theme)
        lines = column(self, (4, 8, 0, 0), 6)
        lines.addWidget(self.none)
        lines.addWidget(self.list, 1)
        lines.addStretch(0)
        self.show_history(())

    def show_history(self, rows: Sequence[HistoryRow]) -> None:
        """Show these changes; none: no item is chosen."""
        self.table.set_rows(rows)
        self.none.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def _what(self, row: HistoryRow) -> str:
        words = self._words.say(row.label)
        return words[:1].upper() + words[1:]

    def _when(self, row: HistoryRow) -> str:
        here = row.at.astimezone()
        return f"{short_date(here.date(), self._language.code)} {clock(here)} · {row.actor}"
