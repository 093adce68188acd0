"""An anonymous answer that says nearly the same as one that came in before: it corrects it, or is another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton

import seeing
from tripplanner.documents import registry
from tripplanner.documents.registry import Request
from tripplanner.i18n import msg
from tripplanner.planning.learning.feedback import giving, returns
from tripplanner.ui.importing import Wanted
from tripplanner.ui.intake.window import IntakeWindow
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow

PAGE = "learning"
TRIP = 1


def filled(opened: Opened, target: Path, answers: Sequence[Mapping[str, int]]) -> Path:
    """Our workbook with a column for each answer."""
    kind = registry.kind("form_sheet")
    registry.write(kind, registry.content_of(opened.workspace, kind, TRIP, Request("fr")), target)
    book: Any = load_workbook(target)
    for row in range(2, book.active.max_row + 1):
        for column, one in enumerate(answers, 4):
            if (value := one.get(str(book.active.cell(row, 1).value))) is not None:
                book.active.cell(row, column, value)
    book.save(target)
    return target


def brought(opened: Opened, path: Path) -> IntakeWindow:
    """The rows of this file in the window of imports."""
    made = IntakeWindow(opened.context, Wanted("feedback", (path,), TRIP), opened.window)
    made.show()
    opened.settle()
    made.go.click()
    opened.settle()
    return made


def done(opened: Opened, intake: IntakeWindow) -> None:
    """Write it."""
    intake.go.click()
    opened.settle()
    intake.close()
    intake.deleteLater()
    opened.settle()


def pressed(opened: Opened, intake: IntakeWindow, words: str) -> None:
    """The button that begins so, by keyboard."""
    found = [one for one in intake.findChildren(QPushButton) if one.text().startswith(words) and one.isVisible()]
    found[-1].setFocus()
    QTest.keyClick(found[-1], Qt.Key.Key_Space)
    opened.settle()


def states(intake: IntakeWindow) -> list[str]:
    plan = intake.intake.plan
    assert plan is not None
    return [row.state for row in plan.rows]


def focused() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def test_it_corrects_the_other_one_once_somebody_says_so(kept_window: OpenWindow, tmp_path: Path) -> None:
    opened = kept_window("zh", "dark", (1024, 640))
    form = opened.workspace.do(msg("give"), giving.give_out, TRIP, "feedback")
    content = opened.workspace.get(giving.content_of, form)
    answer = {one.name: 3 for one in content.questions() if one.sort == "scale"}
    rating = next(one.name for one in content.questions() if one.says == "rating")
    twice = filled(opened, tmp_path / "a.xlsx", [answer, answer])
    done(opened, brought(opened, twice))
    before = opened.workspace.get(returns.answered, TRIP, "feedback")

    intake = brought(opened, filled(opened, tmp_path / "b.xlsx", [answer, {**answer, rating: 5}]))
    assert states(intake) == ["unchanged", "new"]
    intake.rows.select(2)
    opened.settle()
    pressed(opened, intake, "这是对#")
    assert states(intake) == ["unchanged", "update"]
    assert focused() == "恢复为自动识别的结果", "the keyboard stays with the row"
    wrong = [*seeing.clipped(intake), *seeing.unnamed(intake), *seeing.too_small(intake, TARGET)]
    assert wrong == []
    pressed(opened, intake, "这是一条新记录")
    assert states(intake) == ["unchanged", "new"]
    pressed(opened, intake, "恢复为自动识别的结果")
    assert (states(intake), focused()[:4]) == (["unchanged", "new"], "这是对#")
    pressed(opened, intake, "这是对#")

    ours = next(one for one in intake.findChildren(QRadioButton) if one.text() == "本单位" and one.isVisible())
    ours.setFocus()
    QTest.keyClick(ours, Qt.Key.Key_Space)
    opened.settle()
    assert focused() == ours_named(intake), "the keyboard stays with the field"
    theirs = next(one for one in intake.findChildren(QRadioButton) if one.text() == "文件中" and one.isVisible())
    theirs.click()
    done(opened, intake)
    assert opened.workspace.get(returns.answered, TRIP, "feedback") == before
    counts = [one.counts for one in opened.workspace.get(returns.ratings, TRIP)]
    assert sorted(set(counts)) == [(0, 0, 1, 0, 1), (0, 0, 2, 0, 0)]


def ours_named(intake: IntakeWindow) -> str:
    found = [one for one in intake.findChildren(QRadioButton) if one.text() == "本单位" and one.isVisible()]
    return found[-1].accessibleName()
