"""Page: the programme of a trip, by week, by day or as a list."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.programme.screen import ProgrammeScreen

    return ProgrammeScreen(context)


PAGE = PageInfo("programme", msg("Programme"), "calendar-days", 20, _make, of_trip=True)
