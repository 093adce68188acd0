"""Page: the bin."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.library.bin import BinScreen

    return BinScreen(context)


PAGE = PageInfo("bin", msg("Bin"), "trash-2", 20, _make, foot=True)
