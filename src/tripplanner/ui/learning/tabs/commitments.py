"""Tab: what was promised, by whom and until when, and what became of it; of this trip or of all."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.learning.tab import Tab, TabInfo


def _make(context: Context) -> Tab:
    from tripplanner.ui.learning.commitments import CommitmentsTab

    return CommitmentsTab(context)


TAB = TabInfo("commitments", msg("Commitments"), 50, _make)
