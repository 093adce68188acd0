"""Page: what the trip is to teach, and what it taught."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.learning.screen import LearningScreen

    return LearningScreen(context)


PAGE = PageInfo("learning", msg("Learning"), "lightbulb", 92, _make, of_trip=True)
