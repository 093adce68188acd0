"""Colours: every text can be read in both themes, and no other file holds a colour value."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tripplanner.ui.theme.palette import palette, style_sheet
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.theme.tokens import DARK, LIGHT, Tokens, contrast, strengthened, tone_names

UI = Path(__file__).resolve().parents[2] / "src" / "tripplanner" / "ui"
GROUNDS = ("window", "surface", "sunken")
INKS = ("text", "text2", "text3", "accent", "link")
HIGH = Qt.ContrastPreference.HighContrast
FAMILIES = {"han": ["B", "A"], "latin": ["A", "B"]}
IMAGES = {"chevron": "a.svg", "chevron_up": "b.svg", "tick": "c.svg", "mark": "d.svg"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(theme: Tokens) -> None:
    low = [
        (ink, ground)
        for ink, ground in product(INKS, GROUNDS)
        if contrast(getattr(theme, ink), getattr(theme, ground)) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_tone_is_readable_on_its_soft_fill_and_on_the_surface(theme: Tokens) -> None:
    low = [
        name
        for name in tone_names()
        if min(contrast(theme.tone(name).ink, ground) for ground in (theme.tone(name).soft, theme.surface)) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_and_the_focus_ring_stand_out(theme: Tokens) -> None:
    assert contrast(theme.border, theme.surface) >= 3
    assert min(contrast(theme.focus, getattr(theme, ground)) for ground in GROUNDS) >= 3
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_high_contrast_makes_words_and_lines_stronger(theme: Tokens) -> None:
    strong = strengthened(theme)
    inks = [(getattr(strong, ink), getattr(strong, g)) for ink in (*INKS, "focus") for g in GROUNDS]
    inks += [(strong.tone(name).ink, strong.tone(name).soft) for name in tone_names()]
    assert min(contrast(*pair) for pair in inks) >= 7
    assert min(contrast(strong.line, getattr(strong, ground)) for ground in GROUNDS) >= 4.5
    assert contrast(strong.on_accent, strong.accent) >= 7
    assert (strong.window, strong.surface) == (theme.window, theme.surface)


def test_the_window_follows_the_contrast_that_the_system_asks_for(qapp: QApplication) -> None:
    asked = qapp.styleHints().accessibility()
    theme = Theme(qapp, "dark", "fr")
    for preference, tokens in ((HIGH, strengthened(DARK)), (Qt.ContrastPreference.NoPreference, DARK)):
        asked.contrastPreferenceChanged.emit(preference)
        assert (theme.tokens, theme.dark) == (tokens, True)
        assert qapp.palette().mid().color().name().upper() == tokens.line
    theme.deleteLater()


def test_nothing_in_the_window_moves_by_itself() -> None:
    """Who asks for less motion has it: no animation is made anywhere; only the bar of a running job moves."""
    moving = re.compile(r"QPropertyAnimation|QVariantAnimation|AnimationGroup|setAnimated\(True|QMovie|QTimeLine")
    assert [path.name for path in sorted(UI.rglob("*.py")) if moving.search(path.read_text(encoding="utf-8"))] == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


def test_no_text_is_pure_black_or_white() -> None:
    assert {LIGHT.text, DARK.text} & {"#000000", "#FFFFFF"} == set()


def test_only_the_tokens_hold_colour_values() -> None:
    colour = re.compile(r"""["'\s(]#(?:[0-9A-Fa-f]{3}){1,2}\b|QColor\(\s*\d|rgba?\(""")
    found = [
        f"{path.name}:{number}"
        for path in sorted(UI.rglob("*.py"))
        if path.name != "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if colour.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_palette_and_style_sheet_are_made_of_the_tokens(theme: Tokens) -> None:
    assert palette(theme).window().color().name().upper() == theme.window
    assert palette(theme).highlight().color().name().upper() == theme.accent_soft
    assert "$" not in style_sheet(theme, IMAGES, FAMILIES)


def test_larger_letters_grow_controls_and_leave_hairlines() -> None:
    sheet = style_sheet(LIGHT, IMAGES, FAMILIES, 2.0)
    assert "font-size: 40px" in sheet  # the title, 20 px
    assert "min-height: 60px" in sheet  # buttons, 30 px inside their border
    assert "min-height: 1px; max-height: 1px" in sheet
    assert style_sheet(LIGHT, IMAGES, FAMILIES, 1.0) == style_sheet(LIGHT, IMAGES, FAMILIES)


def test_a_theme_starts_from_the_font_of_the_system_whatever_was_shown_before(qapp: QApplication) -> None:
    first = Theme(qapp, "light", "fr")
    french = first.font.families()
    first.set_language("zh")
    assert first.font.families() == french[::-1]
    second = Theme(qapp, "light", "fr")
    assert second.font.families() == french
    for theme in (first, second):
        theme.deleteLater()


@pytest.mark.parametrize("look", ["", "filled", "link", "pill"])
def test_a_button_that_cannot_be_pressed_looks_so(qtbot: QtBot, look: str) -> None:
    theme = Theme(QApplication.instance(), "light", "fr")  # type: ignore[arg-type]
    shown = []
    for on in (True, False):
        button = QPushButton("Publier")
        button.setProperty("look", look)
        button.setEnabled(on)
        qtbot.addWidget(button)
        button.show()
        shown.append(button.grab().toImage())
    theme.deleteLater()
    assert shown[0] != shown[1]
