"""Deciding about findings by their numbers."""

import json
from typing import Any

import pytest
from running import Run


def checked(run: Run, *words: str) -> list[dict[str, Any]]:
    """The findings as JSON, whatever the exit code."""
    run("check", "P01", "--json", "--on", "2027-01-04", *words)
    return json.loads(run.out)


def test_a_finding_is_fixed_by_its_number_as_one_step(run: Run) -> None:
    before = checked(run, "--fixes")
    number = next(n for n, one in enumerate(before, 1) if one["rule"] == "time.transfer_too_short")
    label = before[number - 1]["fixes"][0]
    assert run("check", "P01", "--on", "2027-01-04", "--fix", number) == 0
    assert run.out == f"Done: {label}\n"
    after = checked(run)
    assert len(after) == len(before) - 1
    assert before[number - 1]["rows"] not in [one["rows"] for one in after if one["rule"] == "time.transfer_too_short"]


def test_a_finding_is_dismissed_with_a_reason_stays_in_the_list_and_counts_again(run: Run) -> None:
    before = checked(run)
    assert run("check", "P01", "--on", "2027-01-04", "--dismiss", 1) == 1
    assert run("check", "P01", "--on", "2027-01-04", "--dismiss", 1, "--reason", "agreed") == 0
    dismissed = [one for one in checked(run) if one["dismissed"]]
    assert [(one["rule"], one["dismissed"]["reason"]) for one in dismissed] == [(before[0]["rule"], "agreed")]
    assert run("check", "P01", "--on", "2027-01-04") == 2
    assert "(dismissed: agreed)" in run.out
    assert run("check", "P01", "--on", "2027-01-04", "--restore", len(before)) == 0
    assert checked(run) == before


def test_when_nothing_that_blocks_is_left_the_exit_code_says_so(run: Run) -> None:
    rules = {one["rule"] for one in checked(run) if one["level"] == "blocks"}
    for rule in rules:
        assert run("check", "P01", "--level", f"{rule}=warns") == 0
    assert run("check", "P01", "--on", "2027-01-04") == 0
    assert run("check", "P01", "--level", f"{min(rules)}=usual") == 0
    assert run("check", "P01", "--on", "2027-01-04") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "tomorrow"], "is not a date"), (["--fix", "400"], "no finding 400"),
        (["--fix", "1.9"], "no such fix"),
        (["--fix", "x"], "no finding 0"), (["--level", "time.nothing=warns"], "no rule"),
        (["--level", "time.overlap=loud"], "no level"), (["--restore", "0"], "no finding 0"),
    ],
)  # fmt: skip
def test_a_decision_about_nothing_is_refused_in_words(run: Run, words: list[str], said: str) -> None:
    assert run("check", "P01", *words) == 1
    assert said in run.err
