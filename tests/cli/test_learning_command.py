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


def test_what_was_said_is_noted_and_told(run: Run) -> None:
    assert run("debrief", "P01", "湿地", "回来了", "--visit", "D5-02", "--kind", "learnt", "--group", "A",
               "--language", "zh", "--took", "95", "--rating", "4") == 0  # fmt: skip
    assert run("debrief", "P01", "--day", "2027-06-18", "--language", "fr", "--", "-Un", "lynx") == 0, (
        "words may follow"
    )
    first, second = run.json("debrief", "P01")
    assert (first["day"], first["item"], first["language"], first["rating"]) == ("2027-06-17", "D5-02", "zh", 4)
    assert len(first["themes"]) == 1
    assert (second["item"], second["words"], second["kind"]) == (None, {"fr": "-Un lynx"}, "seen")
    assert run("debrief", "P01") == 0
    assert run.out.splitlines()[1].split()[1:4] == ["2027-06-17", "D5-02", "learnt"]
    for words, said in (
        (("x", "--kind", "odd"), "odd"), (("x", "--group", "Z"), "Known: A, B."), (("x", "--day", "14/6"), "14/6"),
        (("--took", "9"), "--visit"), (("x", "--rating", "6", "--visit", "D5-02"), "1 to 5"),
    ):  # fmt: skip
        assert run("debrief", "P01", *words) == 1
        assert said in run.err
    assert len(run.json("debrief", "P01")) == 2
