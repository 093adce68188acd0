"""``learning``: coverage and gaps in words, and what a dropped visit would lose."""

from __future__ import annotations

from running import Run


def test_coverage_gaps_and_what_would_be_lost(run: Run) -> None:
    assert run("learning", "P01") == 0
    lines = run.out.splitlines()
    (row,) = [line for line in lines if "Glaciers" in line]
    assert row.split()[-6:] == ["visits", "(D3-02)", "D3-04", "D4-02", "(D6-05)", "(D7-05)"]
    assert any(line.startswith("D4-02 ") and line.endswith("has no prepared question.") for line in lines)
    plain = run.json("learning", "P01", "--without", "D5-02", "d1-06")
    (wetlands,) = [one for one in plain["themes"] if one["code"] == "wetlands"]
    assert wetlands["visits"] == {"D1-06": "site", "D5-02": "site"}
    assert wetlands["uuid"] in plain["lost"]
    assert run("learning", "P01", "--without", "D5-02", "D1-06", language="fr") == 0
    assert "Le thème Zones humides n’aurait plus de visite." in run.out.splitlines()
    assert run("learning", "P01", "--without", "D9-99") == 1
    assert "D9-99" in run.err
