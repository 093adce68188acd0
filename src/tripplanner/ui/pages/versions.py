"""Page: the frozen versions of the trip."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.versions.screen import VersionsScreen

    return VersionsScreen(context)


PAGE = PageInfo("versions", msg("Versions"), "history", 90, _make, of_trip=True)
