"""Page: glossary."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.screen import LibraryScreen
    from tripplanner.ui.library.terms import TermShelf

    return LibraryScreen(context, [TermShelf])


PAGE = PageInfo("terms", msg("Glossary"), "book-open", 94, _make)
