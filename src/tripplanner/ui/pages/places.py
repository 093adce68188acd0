"""Page: places and the legs between them."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.places import LegShelf, PlaceShelf
    from tripplanner.ui.library.screen import LibraryScreen

    return LibraryScreen(context, [PlaceShelf, LegShelf])


PAGE = PageInfo("places", msg("Places & legs"), "route", 98, _make)
