"""The benchmark in the window: values ticked, cases ordered, compared, kept as views, written; the card of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

import seeing
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseStudy
from tripplanner.model.programme import Item
from tripplanner.planning.learning.case_links import links_of
from tripplanner.planning.learning.case_parts import axes, results
from tripplanner.planning.learning.validating import standing
from tripplanner.planning.visits import add_observation
from tripplanner.ui.benchmark.comparison import Comparison
from tripplanner.ui.benchmark.kept import KeptViews
from tripplanner.ui.records.sheet import Sheet
from tripplanner.ui.widgets.ticks import Ticks
from windows import Opened, OpenWindow


def fill(**values: object) -> Any:
    """Answers a sheet: types, chooses or presses, and takes it."""

    def answer(sheet: Sheet) -> bool:
        for key, value in values.items():
            editor = sheet.fields[key].editor
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(value))
            elif isinstance(editor, QLineEdit):
                editor.setText(str(value))
            elif isinstance(editor, Ticks):
                editor.put(value)  # type: ignore[arg-type]
            else:
                editor.setPlainText(str(value))  # type: ignore[attr-defined]
        sheet.take()
        sheet.deleteLater()
        return sheet.result() == 1

    return answer


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def codes(page: Any) -> list[str]:
    return [line.code for line in page.table.rows()]


def count(page: Any, dimension: str, code: str) -> int:
    return next(one.count for one in page.facets.facets() if (one.dimension, one.code) == (dimension, code))


def test_values_are_ticked_counted_ordered_compared_and_kept_as_a_view(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window()
    page: Any = opened.show("benchmark")
    assert (len(codes(page)), page.count.text()) == (23, "23")
    page.facets.tick("governance", "contract-charter")
    assert (codes(page), page.count.text()) == (["C01", "C14", "C15"], "3 sur 23")
    assert (count(page, "themes", "dark-corridor"), count(page, "governance", "cross-border")) == (2, 10)
    page.facets.setFocus()
    at = next(n for n, one in enumerate(page.facets.facets()) if one.code == "dark-corridor")
    page.facets.setCurrentIndex(page.facets.model().index(at, 0))
    QTest.keyClick(page.facets, Qt.Key.Key_Space)
    assert codes(page) == ["C14", "C15"]
    page.list.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert codes(page) == ["C15", "C14"]
    page.answer = lambda sheet: sheet.field.setText("Nuit") or True
    page.save_view()
    page.clear_filter()
    page.search.setText("viry")
    assert codes(page) == ["C01"]
    page.use_view("Nuit")
    assert (codes(page), page.search.text()) == (["C15", "C14"], "")
    assert [one.name for one in KeptViews(opened.context.settings).saved()] == ["Nuit"]
    page.delete_view("Nuit")
    assert KeptViews(opened.context.settings).saved() == ()

    page.list.selectAll()
    seen: list[str] = []

    def compared(sheet: Comparison) -> bool:
        seen.extend(words(sheet))
        sheet.deleteLater()
        return True

    page.answer = compared
    page.compare.click()
    assert {"C15 · Pic du Midi : de l’observatoire à la trame noire".replace(" :", "\u00a0:")} <= set(seen)
    assert "– Pilotage par une aire protégée\n– Contrat ou charte" in [one.replace("\u200b", "") for one in seen]

    page.answer = fill(what=3, language="fr", second="zh")
    page.exporter.target = lambda _name, ending: str(tmp_path / f"m{ending}")
    page.export.click()
    opened.settle()
    from openpyxl import load_workbook

    cells = [row[0].value for row in load_workbook(tmp_path / "m.xlsx").active.iter_rows()]
    assert [one for one in cells if one in ("C01", "C14", "C15")] == ["C15", "C14"]
    page.open_case(0)
    opened.settle()
    assert opened.desk.info().key == "cases"  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_page_fits_and_its_controls_have_names(open_window: OpenWindow, language: str) -> None:
    opened = open_window(language, size=(1024, 640))
    page: Any = opened.show("benchmark")
    page.facets.tick("governance", "contract-charter")
    assert (seeing.clipped(page), seeing.unnamed(page)) == ([], [])


def _section(opened: Opened, key: str) -> Any:
    page: Any = opened.show("cases")
    section = page.part.card.section(key)
    if not section.is_open():
        section.toggle()
    return section


def test_the_card_of_a_case_gives_it_axes_results_and_evidence_and_takes_it_to_its_reviewer(
    open_window: OpenWindow,
) -> None:
    opened = open_window()
    ws = opened.workspace
    case = ws.get(lambda session: session.scalars(sa.select(CaseStudy.id).where(CaseStudy.code == "C01")).one())
    section = _section(opened, "axes")
    row = next(one for one in ws.get(axes, case) if one.axis == "ecological_stakes")
    climate = next(id for id, label in row.codes if label.get("fr") == "Changement climatique")
    section.sheet = fill(codes=[*sorted(row.chosen & {id for id, _ in row.codes}), climate])
    section.edit(row, section.about)
    assert climate in next(one for one in ws.get(axes, case) if one.axis == "ecological_stakes").chosen

    section = _section(opened, "results")
    section.sheet = fill(words="Deux lynx vus", evidence="Pièges photo", dated="2024-05", url="https://example.org")
    section.edit(None, section.about)
    opened.settle()
    assert [(one.text.get("fr"), one.dated) for one in ws.get(results, case)][-1] == ("Deux lynx vus", "2024-05")
    assert "Pièges photo · 2024-05 · https://example.org" in [one.replace("\u200b", "") for one in words(section)]

    validation = _section(opened, "validation")
    validation.sheet = fill(by="Anne Roy", note="")
    validation.hand_on(validation.content, validation.about)
    validation.sheet = fill(by="Bao Li", note="")
    opened.settle()
    validation.validate(validation.about)
    opened.settle()
    assert words(validation)[0] == "validée · auteur\u00a0: Anne Roy · relecteur\u00a0: Bao Li"

    def heard(session: Any) -> int:
        visit = session.scalars(sa.select(Item).where(Item.site_id.is_not(None)).order_by(Item.id)).first()
        return add_observation(session, visit.trip_id, "fr", "Signer d’abord.", item_id=visit.id, kind="learnt")

    said = ws.do(msg("note an observation"), heard)
    evidence = _section(opened, "evidence")
    evidence.pick = lambda picker: picker.take() or True
    evidence.sheet = fill(what="block", case=case)
    evidence.add(evidence.about)
    opened.settle()
    (found,) = ws.get(links_of, case).evidence
    assert (found.observation_id, found.block_id is not None) == (said, True)
    assert "Signer d’abord." in words(evidence)
    opened.settle()
    assert words(validation)[0].startswith("modifiée depuis sa validation")
    assert ws.get(standing, case).shown == "changed"
    ws.undo()
    assert ws.get(standing, case).shown == "validated"
    assert ws.get(links_of, case).evidence == ()
