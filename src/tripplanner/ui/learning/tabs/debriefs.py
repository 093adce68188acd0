"""Tab: what was said of each day and visit, noted on the evening itself."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, TabInfo


def _make(context: Context) -> Tab:
    from tripplanner.ui.learning.debriefs import DebriefsTab

    return DebriefsTab(context)


TAB = TabInfo("debriefs", msg("Debriefs"), 20, _make)
