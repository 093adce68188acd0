"""Page: what leaves the office by mail."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.outbox.screen import OutboxScreen

    return OutboxScreen(context)


PAGE = PageInfo("outbox", msg("Outbox"), "mail", 91, _make, of_trip=True)
