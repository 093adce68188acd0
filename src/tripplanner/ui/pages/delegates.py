"""Page: delegates."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.delegates import DelegateShelf
    from tripplanner.ui.library.screen import LibraryScreen

    return LibraryScreen(context, [DelegateShelf])


PAGE = PageInfo("delegates", msg("Delegates"), "users", 30, _make, of_trip=True)
