"""``texts``, ``export texts`` and ``import texts``."""

from __future__ import annotations

from pathlib import Path

from running import Run


def test_counts_of_a_trip_and_of_everything(run: Run) -> None:
    (trip,) = run.json("texts", "P01", "--language", "zh")
    assert trip["code"] == "P01"
    assert set(trip["languages"]) == {"zh"}
    numbers = trip["languages"]["zh"]
    assert (numbers["missing"], numbers["stale"], numbers["reviewed"]) == (0, 0, 0)
    assert numbers["draft"] > 800
    everything = run.json("texts")
    assert [one["code"] for one in everything] == ["P01", None]
    assert everything[1]["languages"]["zh"]["draft"] > 1600
    assert run("texts", "P01") == 0
    assert [line.split()[2:] for line in run.out.splitlines()[1:3]] == [
        ["fr", "0", "0", str(numbers["draft"]), "0", "100", "%"],
        ["zh", "0", "0", str(numbers["draft"]), "0", "100", "%"],
    ]
    assert run("texts", "--language", "xx") == 1
    assert "xx" in run.err


def test_texts_go_out_and_come_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlf"
    assert run("export", "texts", path, "--trip", "P01", "--from", "en", "--to", "zh", "--state", "draft") == 0
    assert run("import", "texts", path, "--dry-run") == 0
    assert " 0 to change" in run.out
    words = path.read_text(encoding="utf-8")
    start = words.index('<target state="needs-review-translation">')
    path.write_text(words[:start] + '<target state="final">' + words[start + 41 :], encoding="utf-8")
    first = run.json("import", "texts", path)
    assert (len(first["updated"]), first["counts"]["mend"]) == (1, 0)
    assert run.json("texts", "P01")[0]["languages"]["zh"]["reviewed"] == 1
    assert run.json("import", "texts", path)["updated"] == []
    assert run("export", "texts", path, "--from", "fr", "--to", "zh", "--state", "stale") == 0
    assert run.out.startswith("0 texts")
    assert run("export", "texts", tmp_path / "a.doc", "--from", "fr", "--to", "zh") == 1
    assert run("export", "texts", path, "--from", "fr") == 1
