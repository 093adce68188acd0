"""Tab: forms given out, answers taken in, ratings and self-assessments."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, TabInfo


def _make(context: Context) -> Tab:
    from tripplanner.ui.learning.returns import ReturnsTab

    return ReturnsTab(context)


TAB = TabInfo("returns", msg("Forms & answers"), 30, _make)
