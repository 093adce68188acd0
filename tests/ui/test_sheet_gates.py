"""Every sheet that the programme opens: named, nothing cut in any language or size, hit easily, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from programmes import key_of, page_of
from PySide6.QtWidgets import QDialog

import seeing
from tripplanner.ui.actions import TABLE
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow

ACTIONS = ("place", "shift_rest", "copy_day", "trip_dates", "shift_dates", "copy_trip", "split", "propose")
PARTS = ("hosts", "cases", "guests")


def sheets(opened: Opened, look: Callable[[QDialog], None]) -> list[str]:
    """Opens every sheet on an item of the sample, shows it to ``look`` and leaves it; which were met."""
    page: Any = page_of(opened)
    page.choose(key_of(page, "D1-06"))
    met: list[str] = []

    def answer(dialog: QDialog) -> bool:
        met.append(name)
        dialog.show()
        opened.settle()
        look(dialog)
        dialog.close()
        dialog.deleteLater()
        return False

    page.placer.answer = page.sheets.answer = page.planner.answer = page.detail_panel.parts.pick = answer
    for name in ACTIONS:
        opened.context.actions.run(name)
    for name in PARTS:
        page.detail_panel.parts._choose_part(name)
    return met


def test_no_sheet_of_the_programme_is_forgotten() -> None:
    """What ends with an ellipsis opens a sheet; a track is chosen in the file dialog of the system, and a release is
    made on a page of its own; the calendar for a phone has its own test.
    """
    opening = {row.key for row in TABLE if row.menu in ("item", "trip") and row.label.id.endswith("…")}
    assert opening == {*ACTIONS, "add_track", "release", "phone_calendar"}


@pytest.mark.parametrize("language", ["fr", "en", "zh", "longer"])
def test_a_sheet_is_named_and_nothing_in_it_is_cut(open_window: OpenWindow, language: str) -> None:
    opened = open_window("fr" if language == "longer" else language, size=(1600, 1000))
    if language == "longer":
        opened.language.pretend(seeing.longer)
    wrong: dict[str, list[Any]] = {}

    def look(dialog: QDialog) -> None:
        found = [*seeing.unnamed(dialog), *seeing.misnamed(dialog), *seeing.clipped(dialog)]
        found += seeing.too_small(dialog, TARGET)
        if found or not dialog.windowTitle():
            wrong[dialog.windowTitle()] = found

    assert sheets(opened, look) == [*ACTIONS, *PARTS]
    assert wrong == {}


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_a_sheet_can_be_used_with_larger_letters(open_window: OpenWindow, scale: float) -> None:
    opened = open_window(size=(1900, 1400))
    opened.theme.set_scale(scale)
    cut: dict[str, list[str]] = {}

    def look(dialog: QDialog) -> None:
        if found := seeing.clipped(dialog):
            cut[dialog.windowTitle()] = found

    assert sheets(opened, look) == [*ACTIONS, *PARTS]
    opened.theme.set_scale(1.0)
    assert cut == {}
