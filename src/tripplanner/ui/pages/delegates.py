"""Page: delegates."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.delegates import DelegateShelf
    from tripplanner.ui.library.screen import LibraryScreen
    from tripplanner.ui.library.team import LodgingShelf, MemberShelf

    return LibraryScreen(context, [DelegateShelf, MemberShelf, LodgingShelf])


PAGE = PageInfo("delegates", msg("Delegates"), "users", 30, _make, of_trip=True)
