"""Rows of several lines are as tall as their words need, in every width."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from tripplanner.ui.widgets.wrapped import WrappedList

ROWS = ("日内瓦尚帕涅平原农业生态廊道须事先同意、许可或预约；D2-06“瑞士一侧：与日内瓦州一同参观农业廊道”未登记。",
        "17 personnes avec interprète et équipe à D2-04 « Écopont de Viry : point de vue, conception » ; le site en "
        "accepte 15.", "短")  # fmt: skip
SPACING = 3


def test_rows_stand_under_one_another_whatever_the_width(qtbot: QtBot) -> None:
    """A row whose last word finds room beside the scroll bar only was drawn as one line with a gap below."""
    made = WrappedList()
    qtbot.addWidget(made)
    made.setSpacing(SPACING)
    made.addItems(ROWS * 4)
    made.show()
    wrong = {}
    for width in range(300, 900, 8):
        made.resize(width, 120)
        made.doItemsLayout()
        boxes = [made.visualItemRect(made.item(at)) for at in range(made.count())]
        gaps = {below.top() - above.bottom() - 1 for above, below in pairwise(boxes)}
        short = [at for at, box in enumerate(boxes) if box.height() < _needed(made, at, box.width())]
        if gaps != {2 * SPACING} or short:
            wrong[width] = (gaps, short)
    assert wrong == {}


def _needed(made: WrappedList, at: int, width: int) -> int:
    room = QRect(0, 0, width, 10_000)
    return made.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, made.item(at).text()).height()
