"""Page: case studies."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.cases import CaseShelf
    from tripplanner.ui.library.screen import LibraryScreen

    return LibraryScreen(context, [CaseShelf])


PAGE = PageInfo("cases", msg("Case studies"), "graduation-cap", 93, _make)
