"""Page: the settings."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo


def _make(context: Context) -> Page:
    from tripplanner.ui.settings.screen import SettingsScreen

    return SettingsScreen(context)


PAGE = PageInfo("settings", msg("Settings"), "settings", 30, _make, foot=True)
