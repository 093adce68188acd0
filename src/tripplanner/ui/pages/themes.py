"""Page: themes."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.screen import LibraryScreen
    from tripplanner.ui.library.themes import ThemeShelf

    return LibraryScreen(context, [ThemeShelf])


PAGE = PageInfo("themes", msg("Themes"), "tag", 96, _make)
