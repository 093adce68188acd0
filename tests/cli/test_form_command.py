"""``form`` and ``import feedback``: a form goes out, its answers come in, from the command line."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from running import Run


def test_a_workbook_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "form.xlsx"
    first = run.json("form", "P01", "--kind", "before", "--as", "xlsx", "--each", "-o", made)
    assert (first["kind"], first["edition"], first["file"]) == ("before", "1", str(made))
    again = run.json("form", "P01", "--kind", "before", "--as", "paper", "--language", "fr", "-o", tmp_path)
    assert again["uuid"] == first["uuid"]

    book = load_workbook(made)
    sheet = book.worksheets[0]
    rows = [row for row in range(2, sheet.max_row + 1) if str(sheet.cell(row, 1).value).endswith("_before")]
    for column, value in ((4, "2"), (5, 4), (6, 6)):  # three people; the last value is none
        for row in rows:
            sheet.cell(row, column, value)
    book.save(made)
    assert run("import", "feedback", made, "--into", "P01") == 1
    assert "“6” is outside the scale from 1 to 5" in run.out
    assert "Sheets that are not looked at: choices.\n" in run.out + run.err
    assert run("import", "feedback", made, "--into", "P01", "--skip-faulty") == 0
    assert "2 new" in run.out
    assert run("import", "feedback", made, "--skip-faulty") == 0
    assert "0 new, 0 changed, 2 as they were" in run.out
    assert [(one["answers"], one["named"], one["asked"]) for one in run.json("form", "P01", "--list")] == [(2, 2, 14)]
    assert run("form", "P01", "--edition", "7") == 1
    assert "No edition 7" in run.err
