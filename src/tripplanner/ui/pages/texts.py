"""Page: texts and their translations."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.texts.screen import TextsScreen

    return TextsScreen(context)


PAGE = PageInfo("texts", msg("Texts & translations"), "languages", 60, _make, of_trip=True)
