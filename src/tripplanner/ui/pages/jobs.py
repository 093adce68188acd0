"""Page: what the program is doing at the moment."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.screens.jobs import JobsScreen

    return JobsScreen(context)


PAGE = PageInfo("jobs", msg("Tasks"), "list-checks", 10, _make, foot=True)
