"""Page: partner organisations and their contacts."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.partners import ContactShelf, OrganisationShelf
    from tripplanner.ui.library.screen import LibraryScreen

    return LibraryScreen(context, [OrganisationShelf, ContactShelf])


PAGE = PageInfo("partners", msg("Partners"), "landmark", 50, _make)
