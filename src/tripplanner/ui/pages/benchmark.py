"""Page: case studies compared by their axes and themes."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.benchmark.screen import BenchmarkScreen

    return BenchmarkScreen(context)


PAGE = PageInfo("benchmark", msg("Benchmark"), "table", 94, _make)
