"""Page: the documents of the trip."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.documents.screen import DocumentsScreen

    return DocumentsScreen(context)


PAGE = PageInfo("documents", msg("Documents"), "file-text", 90, _make, of_trip=True)
