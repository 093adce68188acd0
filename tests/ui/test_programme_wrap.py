"""Lines of the grid: never wider than their place, words divided where French divides them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from tripplanner.ui.programme.wrap import fits, heads, lines
from tripplanner.ui.theme.theme import Theme

WORDS = st.text("abeilréuns ’'-—·（），。冰海自然保护地𠮷&<>123:;…\u00a0\u202f", max_size=60)


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    return Theme(qapp, "light").sized((12, 16), True)


def joined(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def test_a_long_word_is_divided_with_a_hyphen_between_syllables(font: QFont) -> None:
    width = int(QFontMetricsF(font).horizontalAdvance("Char-treux")) - 6
    assert lines("Chartreuse", font.toString(), width, 3) == ("Char-", "treuse")


def test_what_does_not_fit_ends_with_an_ellipsis(font: QFont) -> None:
    shown = lines("Réserve naturelle des Contamines", font.toString(), 90, 2)
    assert len(shown) == 2
    assert shown[1].endswith("…")


def test_of_thousands_of_letters_only_what_can_be_seen_is_measured(font: QFont) -> None:
    key = font.toString()
    assert lines("Très long, " * 1000, key, 90, 3) == lines("Très long, " * 30, key, 90, 3)
    assert not fits("Très long, " * 1000, key, 90, 3)
    assert lines("Lac" + " " * 5000 + "Annecy", key, 90, 2) == ("Lac", "Annecy")


def test_no_line_begins_with_chinese_closing_punctuation(font: QFont) -> None:
    for width in range(30, 120, 3):
        for line in lines("孔塔米讷保护区：廊道，红外相机。高山牧场（GVA）", font.toString(), width, 20):
            assert line[:1] not in "：，。）"


def test_a_title_is_shortened_at_its_pauses() -> None:
    assert heads("Marche douce\u00a0: réserve du lac, zones") == (
        "Marche douce\u00a0: réserve du lac, zones",
        "Marche douce\u00a0: réserve du lac",
        "Marche douce",
    )
    assert heads("午餐（亚洲风味自助餐）") == ("午餐（亚洲风味自助餐）", "午餐")


@given(text=WORDS, width=st.integers(1, 200), most=st.integers(0, 6))
def test_no_line_is_wider_than_its_place(qapp: QApplication, text: str, width: int, most: int) -> None:
    font = QFont("Noto Sans")
    font.setPixelSize(12)
    metrics = QFontMetricsF(font)
    shown = lines(text, font.toString(), width, most)
    assert len(shown) <= most
    assert all(metrics.horizontalAdvance(line) <= width for line in shown)


@given(text=WORDS)
def test_nothing_is_lost_where_there_is_room(qapp: QApplication, text: str) -> None:
    font = QFont("Noto Sans")
    font.setPixelSize(12)
    shown = lines(text, font.toString(), 160, 99)
    assert joined("".join(shown)) == joined(text)
    assert not shown or fits(text, font.toString(), 160, 99)
