"""Tables by the command line: previewed, refused while cells are to mend, brought in, written again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from running import Run

from tripplanner.store import backup


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["姓名", "职务", "到达日期", "护照号", "颜色"], ["李晓", "处长", "2027-06-13", "E1234567", "红"],
                ["周婷", "教授", "2027.13.6", "E7654321", "绿"]):  # fmt: skip
        book.active.append(row)
    path = tmp_path / "名单.xlsx"
    book.save(path)
    return path


def test_a_table_with_a_cell_to_mend_is_not_imported_unless_asked(run: Run, roster: Path) -> None:
    before = len(run.json("list", "delegates"))
    assert run("import", "delegates", roster, "--into", "P01", language="fr") == 1
    assert (
        "Feuille «\u202fSheet\u202f», ligne 3, colonne 到达日期\u00a0: «\u202f2027.13.6\u202f» n’est pas une date."
        in run.out
    )
    assert "Colonnes ignorées\u00a0: 颜色." in run.out
    assert len(run.json("list", "delegates")) == before
    assert run("import", "delegates", roster, "--into", "P01", "--skip-faulty") == 0
    assert "1 new, 0 changed, 0 as they were, 1 left out" in run.out
    assert "2 protected cells are kept out" in run.out
    assert "Column 护照号: 2 protected cells are kept out, the vault is closed (rows 2–3)." in run.out
    assert len(run.json("list", "delegates")) == before + 1
    assert [made.reason for made in backup.backups_of(Path(run.database))] == ["import"]


def test_a_look_says_everything_and_changes_nothing(run: Run, roster: Path) -> None:
    mapping = ["--columns", "颜色=notes", "到达日期="]
    found = run.json("import", "delegates", roster, "--into", "P01", "--dry-run", *mapping)
    assert (found["applied"], found["counts"]["new"], found["kept_out"], found["ignored"]) == (
        False,
        2,
        2,
        ["到达日期"],
    )
    assert found["kept_out_cells"] == [{"row": row, "column": "护照号"} for row in (2, 3)]
    assert {"field": "notes", "before": "", "after": "颜色: 红"} in found["rows"][0]["fields"]
    assert "E1234567" not in run.out
    assert run("import", "delegates", roster, "--dry-run") == 1
    assert "--into" in run.err


def test_a_sender_is_remembered_and_a_sheet_or_column_that_is_not_there_is_said(run: Run, roster: Path) -> None:
    words = ["import", "delegates", roster, "--into", "P01"]
    assert run(*words, "--columns", "颜色=notes", "到达日期=", "--remember", "林草局") == 0
    assert run(*words, "--dry-run") == 0
    assert "These are the columns of “林草局”." in run.out
    assert "0 new, 0 to change, 2 as they are" in run.out
    for wrong, said in (
        (["--sheet", "甲"], "it has no sheet “甲”"),
        (["--columns", "甲=name"], "No column is called “甲”"),
        (["--columns", "颜色=couleur"], "“couleur” is no field"),
    ):
        assert run(*words, *wrong) == 1
        assert said in run.err


def test_what_is_exported_comes_in_unchanged(run: Run, tmp_path: Path) -> None:
    for kind, trip in (("contacts", []), ("delegates", ["P01"])):
        file = tmp_path / f"{kind}.csv"
        assert run("export", kind, file, *(["--trip", *trip] if trip else [])) == 0
        found = run.json("import", kind, file, *(["--into", *trip] if trip else []))
        assert (found["counts"]["unchanged"], found["created"], found["updated"]) == (14, [], [])
    assert backup.backups_of(Path(run.database)) == []
    assert run("export", "delegates", tmp_path / "a.csv") == 1
    assert run("export", "sites", tmp_path / "a.txt") == 1
    assert not (tmp_path / "a.txt").exists()
