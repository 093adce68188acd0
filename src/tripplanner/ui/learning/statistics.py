"""Figures across all trips, in three lists; the gaps of preparation and what they cost above them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from tripplanner.dates import dated, number
from tripplanner.i18n import msg, msgn
from tripplanner.planning.learning.statistics import HostFigures, SiteFigures, ThemeFigures, statistics
from tripplanner.planning.learning.wording import NOTHING_COUNTED, TOO_FEW, gain, gap_line, mean
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import Segments, column, frame, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.lists import RowList

THEMES, SITES, HOSTS = "themes", "sites", "hosts"


class StatisticsTab(Tab):
    """The tab. ``today`` may be replaced to look at it on another day."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.today = date.today
        self.tables: dict[str, RowTable[Any]] = {}
        self.lists: dict[str, RowList] = {}
        self.body = QStackedWidget()
        parts = ((THEMES, msg("Themes"), self._themes()), (SITES, msg("Sites"), self._sites()),
                 (HOSTS, msg("Hosts"), self._hosts()))  # fmt: skip
        self.which = Segments(self.words, [(key, title) for key, title, _ in parts], msg("What is counted"))
        self.which.choose(THEMES)
        self.which.chosen.connect(lambda key: self.body.setCurrentIndex(list(self.lists).index(key)))
        self.counted = text_label(ink="text2", wrap=True)
        self.gaps = text_label(ink="warn", wrap=True)
        lines = column(self, gap=10)
        lines.addWidget(self.which)
        lines.addWidget(self.counted)
        lines.addWidget(self.gaps)
        for key, title, columns in parts:
            table: RowTable[Any] = RowTable(columns, context.language, self)
            made = RowList(context.theme, table, self.words, title, 36)
            ColumnFit(made, table, context.theme)
            card = frame("card")
            column(card, (1, 1, 1, 1)).addWidget(made)
            self.tables[key], self.lists[key] = table, made
            self.body.addWidget(card)
        lines.addWidget(self.body, 1)
        lines.addWidget(self.words.put(text_label(ink="text3", size="dense", wrap=True), TOO_FEW))

    def _code(self) -> str:
        return self.context.language.code

    def _themes(self) -> Sequence[Column[ThemeFigures]]:
        return (
            Column("name", msg("Theme"), lambda one: one.name.best(self._code()), width=260),
            Column("visits", msg("Visits"), lambda one: one.visits, width=80, right=True),
            Column("trips", msg("Trips"), lambda one: one.trips, width=90, right=True),
            Column("cases", msg("Case studies"), lambda one: one.cases, width=110, right=True, spare=2),
            Column("said", msg("Observations"), lambda one: one.observations, width=120, right=True, spare=1),
            Column("rating", msg("Rating"), lambda one: mean(one.rating, self._code()),
                   sort=lambda one: one.rating.value or 0, width=100, right=True),
            Column("gain", msg("Before → after"), lambda one: gain(one.before, one.after, self._code()), width=160,
                   sort=lambda one: (one.after.value or 0) - (one.before.value or 0), right=True, spare=3),
        )  # fmt: skip

    def _sites(self) -> Sequence[Column[SiteFigures]]:
        return (
            Column("name", msg("Site"), lambda one: one.name.best(self._code()), width=300),
            Column("visits", msg("Visits"), lambda one: one.visits, width=80, right=True),
            Column("trips", msg("Trips"), lambda one: one.trips, width=90, right=True),
            Column("last", msg("Last visit"), lambda one: self._day(one.last), sort=_last, width=120),
            Column("rating", msg("Rating"), lambda one: mean(one.rating, self._code()),
                   sort=lambda one: one.rating.value or 0, width=100, right=True),
            Column("longer", msg("Longer than planned"), self._longer, width=170, right=True, spare=1,
                   sort=lambda one: one.longer_min.value or 0),
        )  # fmt: skip

    def _hosts(self) -> Sequence[Column[HostFigures]]:
        return (
            Column("name", msg("Organisation"), lambda one: one.name.best(self._code()), width=300),
            Column("year", msg("Trips within a year"), lambda one: one.within_year, width=160, right=True,
                   tone=lambda one: "warn" if one.tired else ""),
            Column("visits", msg("Visits"), lambda one: one.visits, width=80, right=True),
            Column("trips", msg("Trips"), lambda one: one.trips, width=90, right=True),
            Column("last", msg("Last visit"), lambda one: self._day(one.last), sort=_last, width=120),
            Column("refused", msg("Refusals"), lambda one: one.refused or "–", sort=lambda one: one.refused, width=90,
                   right=True, spare=1),
            Column("tired", msg("Often asked"), self._tired, width=150, tone=lambda _one: "warn", spare=2),
        )  # fmt: skip

    def _day(self, day: date | None) -> str:
        return dated(day, self._code()) if day is not None else "–"

    def _longer(self, one: SiteFigures) -> str:
        if one.longer_min.value is None:
            return "–"
        sign = "+" if one.longer_min.value > 0 else ""
        minutes = self.say(msg("{minutes} min", minutes=f"{sign}{number(one.longer_min.value, self._code())}"))
        return f"{minutes} ({one.longer_min.n})"

    def _tired(self, one: HostFigures) -> str:
        return self.say(msg("wait before asking again")) if one.tired else ""

    def refresh(self) -> None:
        """Reckon anew: a few statements over the whole database."""
        found = self.context.workspace.get(statistics, self.today())
        for key, rows in ((THEMES, found.themes), (SITES, found.sites), (HOSTS, found.hosts)):
            self.tables[key].set_rows(rows)
        trips = self.say(msgn("{n} trip", "{n} trips", found.trips))
        visits = self.say(msgn("{n} visit or meeting", "{n} visits and meetings", found.visits))
        self.counted.setText(f"{visits} · {trips}" if found.visits else self.say(NOTHING_COUNTED))
        lines = [line for what, gap in found.gaps.items() if (line := gap_line(what, gap, self._code()))]
        self.gaps.setText("\n".join(lines))
        self.gaps.setVisible(bool(lines))

    def home(self) -> QWidget | None:
        return self.lists[self.which.current()]

    def panes(self) -> Sequence[QWidget]:
        return (self.which, self.lists[self.which.current()])


def _last(one: SiteFigures | HostFigures) -> date:
    return one.last or date.min
