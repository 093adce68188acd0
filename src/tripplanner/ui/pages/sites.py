"""Page: sites."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.screen import LibraryScreen
    from tripplanner.ui.library.sites import SiteShelf

    return LibraryScreen(context, [SiteShelf])


PAGE = PageInfo("sites", msg("Sites"), "map-pin", 40, _make)
