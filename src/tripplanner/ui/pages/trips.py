"""Page: the trips."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.trips.screen import TripsScreen

    return TripsScreen(context)


PAGE = PageInfo("trips", msg("Trips"), "mountain", 10, _make)
