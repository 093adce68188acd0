"""Tab: objectives and themes of the trip, and which visits and case studies they have."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, TabInfo


def _make(context: Context) -> Tab:
    from tripplanner.ui.learning.coverage import CoverageTab

    return CoverageTab(context)


TAB = TabInfo("coverage", msg("Objectives & coverage"), 10, _make)
