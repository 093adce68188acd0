"""The tab of forms through the real window: a form given out, eighteen answers brought in, ratings drawn."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox

import seeing
from tripplanner.planning.learning.feedback import giving
from tripplanner.ui.importing import Wanted
from tripplanner.ui.intake.window import IntakeWindow
from tripplanner.ui.intake.work import RESULT, ROWS
from tripplanner.ui.learning.returns import ReturnsTab
from tripplanner.ui.learning.scales import BeforeAfter, MeanBar
from tripplanner.ui.learning.screen import LearningScreen
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow


def tab_of(opened: Opened) -> ReturnsTab:
    page = opened.show("learning")
    assert isinstance(page, LearningScreen)
    page.select("returns")
    opened.settle()
    tab = page.tab()
    assert isinstance(tab, ReturnsTab)
    return tab


def accepting(opened: Opened, **chosen: str) -> Any:
    """Answers the sheet with these choices."""

    def answer(sheet: Any) -> bool:
        for key, value in chosen.items():
            editor = sheet.fields[key].editor
            assert isinstance(editor, QComboBox)
            editor.setCurrentIndex(editor.findData(value))
        sheet.take()
        opened.settle()
        sheet.deleteLater()
        return bool(sheet.result())

    return answer


def exported(opened: Opened, target: Path) -> Path:
    """Eighteen answers as KoboToolbox writes them, one of them off the scale."""
    content = opened.context.workspace.get(giving.content_of, 1)
    scales = [(group, one) for group in content.groups for one in group.questions if one.sort == "scale"]
    heads = [f"{group.name}/{one.name}" for group, one in scales]
    lines = [["9" if n == 3 and at == 0 else str(1 + (n + at) % 5) for at in range(len(scales))] for n in range(18)]
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([*heads, "form_edition", "_uuid"])
        writer.writerows([*line, f"{content.key}/1", f"u{n}"] for n, line in enumerate(lines))
    return target


def drawn(tab: ReturnsTab, kind: type[MeanBar] | type[BeforeAfter]) -> int:
    return sum(not one.isHidden() for one in tab.findChildren(kind))


def test_a_form_goes_out_and_eighteen_answers_come_in(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window("fr")
    tab = tab_of(opened)
    names: list[str] = []
    tab.choose_file = lambda name: names.append(name) or tmp_path / "form.xlsx"  # type: ignore[func-returns-value]
    tab.answer = accepting(opened, kind="feedback", way="xlsform")
    tab.new_button.click()
    opened.settle()
    assert [name.partition("_Retour")[2] for name in names] == ["-en-fin-de-voyage_édition-1_zh-en-fr_XLSForm.xlsx"]
    assert (tmp_path / "form.xlsx").read_bytes().startswith(b"PK")
    assert tab.chosen().edition == "1"

    made = IntakeWindow(opened.context, Wanted("feedback", (exported(opened, tmp_path / "a.csv"),), 1), opened.window)
    made.show()
    opened.settle()
    made.go.click()
    opened.settle()
    assert (made.intake.step, made.intake.plan.counts["new"], made.intake.plan.counts["mend"]) == (ROWS, 17, 1)
    problem = made.intake.plan.problems[0]
    made.intake.correct(problem.row, problem.column, "5")
    made.go.click()
    opened.settle()
    assert (made.intake.step, len(made.intake.outcome.created)) == (RESULT, 18)
    made.close()
    made.deleteLater()
    opened.settle()
    tab = tab_of(opened)
    assert (tab.chosen().answers, drawn(tab, MeanBar), drawn(tab, BeforeAfter)) == (18, 15, 3)
    assert "Retour en fin de voyage\u00a0: 18" in tab.counted.text()
    for width, language in ((1280, "fr"), (800, "zh")):
        opened.window.resize(width, 700)
        opened.context.language.set(language)
        opened.settle()
        assert [*seeing.clipped(tab), *seeing.unnamed(tab), *seeing.too_small(tab, TARGET)] == []
    opened.context.workspace.undo(tab.trip.uuid)
    opened.settle()
    assert (tab.chosen().answers, drawn(tab, MeanBar)) == (0, 0)
