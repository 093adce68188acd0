"""Tab: what the trip taught, in blocks that are drafted from what was noted and written by people."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, TabInfo


def _make(context: Context) -> Tab:
    from tripplanner.ui.learning.summary import SummaryTab

    return SummaryTab(context)


TAB = TabInfo("summary", msg("Learning summary"), 40, _make)
