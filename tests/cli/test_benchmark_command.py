"""The commands of the benchmark: what they show, what they write, what they refuse."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from running import Run


def test_the_cases_that_answer_are_listed_in_the_order_asked_for(run: Run) -> None:
    both = ("--axis", "governance=contract-charter", "--axis", "themes=dark-corridor")
    assert [one["code"] for one in run.json("benchmark", *both)["cases"]] == ["C14", "C15"]
    found = run.json("benchmark", "--axis", "countries=CN,RU", "--sort", "code", "--descending")
    assert [one["code"] for one in found["cases"]] == ["C19", "C18"]
    assert found["counts"]["governance"]["cross-border"] == 1
    assert run("benchmark", "--axis", "governance=contract-charter", "--words", "暗夜", language="zh") == 0
    assert run.out.splitlines()[0].split()[:3] == ["代码", "标题", "生物地理"]
    assert [line.split()[0] for line in run.out.splitlines()[1:]] == ["C14", "C15"]


@pytest.mark.parametrize(
    "words",
    [
        ("benchmark", "--axis", "governance"),
        ("benchmark", "--axis", "nowhere=x"),
        ("benchmark", "--axis", "governance=nobody"),
        ("benchmark", "--sort", "colour"),
        ("case", "C99", "-o", "x.pdf"),
        ("case", "C01", "-o", "x.odt"),
        ("benchmark", "--axis", "governance=nobody", "-o", "x.pdf"),
    ],
)
def test_what_cannot_be_answered_is_said_and_nothing_is_written(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert run(*words) == 1
    assert run.err.strip()
    assert sorted(tmp_path.iterdir()) == before


def test_documents_are_written_by_their_ending(run: Run, tmp_path: Path) -> None:
    contract = ("--axis", "governance=contract-charter")
    assert run("benchmark", *contract, "--language", "fr", "-o", tmp_path / "m.pdf") == 0
    assert run("case", "C14", "--snapshot", "--language", "fr", "--second", "zh", "-o", tmp_path / "c.pdf") == 0
    assert run("case", "C14", "-o", tmp_path / "c.json") == 0
    said = {name: subprocess.run(["pdftotext", tmp_path / name, "-"], capture_output=True, text=True, check=True).stdout
            for name in ("m.pdf", "c.pdf")}  # fmt: skip
    assert ("C14" in said["m.pdf"], "C02" in said["m.pdf"]) == (True, False)
    assert said["c.pdf"].count("\f") == 1
    assert [one["code"] for one in json.loads((tmp_path / "c.json").read_text("utf-8"))["solutions"]] == ["C14"]
