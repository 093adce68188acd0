"""``commitments``: noting what was promised and heard, for one trip and across all."""

from __future__ import annotations

from pathlib import Path

from running import Run


def test_promised_heard_and_listed(run: Run) -> None:
    assert run("commitments") == 0
    assert run.out == "Nothing was promised.\n"
    assert run("commitments", "P01", "--add", "Rédiger le guide", "--due", "2026-01-31", "--language", "fr") == 0
    (one,) = run.json("commitments")
    assert (one["text"], one["status"], one["due"]) == ({"fr": "Rédiger le guide"}, "open", "2026-01-31")
    assert one["late"]
    number = str(one["id"])
    heard = ("--heard", number, "--status", "stuck", "--note", "Pas de budget", "--on", "2027-12-21")
    assert run("commitments", *heard, "--language", "fr", language="fr") == 0
    assert [line.split()[-1] for line in run.out.splitlines()] == ["État", "Bloqué"]
    assert run.json("commitments", "--status", "done") == []
    (one,) = run.json("commitments", "P01", "--status", "stuck")
    assert one["heard"] == [{"day": "2027-12-21", "status": "stuck", "note": {"fr": "Pas de budget"}}]


def test_what_cannot_be_is_said(run: Run) -> None:
    assert run("commitments", "--add", "Écrire") == 1
    assert "A commitment belongs to a trip." in run.err
    assert run("commitments", "P01", "--add", "Écrire", "--due", "31 février") == 1
    assert "“31 février” is not a date." in run.err
    assert run("commitments", "--heard", "99", "--status", "done") == 1
    assert run.json("commitments") == []


def test_all_trips_in_figures(run: Run) -> None:
    assert run("statistics", "--by", "hosts") == 0
    assert "2 visits have no prepared question (6 h 15 min)" in run.out.replace("\xa0", " ").splitlines()
    plain = run.json("statistics")
    assert (plain["visits"], plain["trips"], len(plain["themes"])) == (15, 1, 33)
    assert plain["gaps"]["question"] == {"visits": 2, "minutes": 375, "money": {}}
    assert [one["tired"] for one in plain["hosts"]] == [False] * len(plain["hosts"])


def test_without_a_trip_a_sentence_stands_for_the_figures(run: Run, tmp_path: Path) -> None:
    run.database = tmp_path / "new.db"
    assert (run("init"), run("statistics")) == (0, 0)
    assert run.out == "No trip has a visit or a meeting yet that was requested, confirmed or done.\n"
