"""Tab: what all trips together show, by theme, site and host, and what gaps cost."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, TabInfo


def _make(context: Context) -> Tab:
    from tripplanner.ui.learning.statistics import StatisticsTab

    return StatisticsTab(context)


TAB = TabInfo("statistics", msg("All trips in figures"), 60, _make)
