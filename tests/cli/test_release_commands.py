"""``release`` and ``changes``: freezing versions, and what differs between them."""

from __future__ import annotations

import json
from pathlib import Path

from running import Run
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.planning.items import find_item, move_item
from tripplanner.store.workspace import Workspace


def _move(database: Path, code: str, hour: int) -> None:
    def moved(session: Session) -> None:
        item = session.get_one(Item, find_item(session, code, 1))
        assert item.start is not None
        move_item(session, item.id, None, item.start.replace(hour=hour))

    with Workspace.open(database, actor="anna") as workspace:
        workspace.do(msg("move"), moved)


def _retitle(database: Path, code: str, **words: str) -> None:
    def retitled(session: Session) -> None:
        item = session.get_one(Item, find_item(session, code, 1))
        for language, said in words.items():
            item.title = item.title.with_words(language, said)

    with Workspace.open(database, actor="anna") as workspace:
        workspace.do(msg("retitle"), retitled)


def test_what_blocks_is_told_and_a_reason_releases_anyway(run: Run) -> None:
    assert run("release", "1") == 2
    assert run.out == ""
    assert run.err.count("\n") > 5
    assert run.json("release", "1", "--list") == []
    assert run("release", "1", "--anyway", "the host asked", "--name", "to all") == 0
    (made,) = run.json("release", "1", "--list")
    assert (made["number"], made["name"], made["anyway"]) == (1, "to all", "the host asked")


def test_changes_are_told_and_a_document_of_a_release_stays_as_it_was(run: Run, database: Path, tmp_path: Path) -> None:
    run("release", "1", "--anyway", "x")
    before, after = tmp_path / "before.ics", tmp_path / "after.ics"
    assert run("document", "calendar", "1", "--language", "zh", "--release", "1", "-o", before) == 0
    _move(database, "D4-02", 11)
    (change,) = run.json("changes", "1", "--language", "fr")
    assert (change["code"], change["kinds"]) == ("D4-02", ["moved"])
    assert change["details"] == [["08:45–11:30", "11:45–14:30"]]
    assert run("document", "calendar", "1", "--language", "zh", "--release", "1", "-o", after) == 0
    assert after.read_bytes() == before.read_bytes()
    run("changes", "1", "--language", "fr")
    assert "[D4-02]\u00a0: déplacé\u202f; 08:45–11:30 → 11:45–14:30" in run.out
    run("changes", "1", "--language", "zh")
    assert "[D4-02]：时间调整；08:45–11:30 → 11:45–14:30" in run.out
    assert run("changes", "1", "0") == 1
    assert run("document", "itinerary", "1", "--language", "fr", "--release", "9") == 1
    assert run("release", "1", "--take-over", "1") == 0
    assert run.json("changes", "1") == []


def test_of_a_person_the_words_that_they_read_are_told(run: Run, database: Path) -> None:
    """As on their sheet: what is said otherwise in Chinese changes nothing for who reads French."""
    run("release", "1", "--anyway", "x")
    _retitle(database, "D4-02", zh="另一个标题")
    told = {who: [(one["code"], one["kinds"]) for one in run.json("changes", "1", "--for", who)]
            for who in ("罗砚秋", "Élodie MARCHETAZ")}  # fmt: skip
    assert told == {"罗砚秋": [("D4-02", ["text"])], "Élodie MARCHETAZ": []}
    assert len(run.json("changes", "1")) == 1


def test_what_stands_in_the_way_is_told_and_nothing_is_made(run: Run, database: Path) -> None:
    assert run("release", "1", "--check") == 2
    assert run.out.count("\n") > 5
    run("release", "1", "--anyway", "x")
    _move(database, "D4-02", 11)
    assert run("release", "1", "--check", "--json") == 2
    found = json.loads(run.out)
    assert (found["number"], found["changed"]) == (2, [{"code": "D4-02", "kinds": ["moved"]}])
    assert set(found["texts"]) == {"fr", "en", "zh"}
    assert {"rule", "what"} == set(found["blocking"][0])
    assert len(run.json("release", "1", "--list")) == 1


def test_hosts_are_listed_with_their_age_and_asked_once(run: Run) -> None:
    rows = run.json("hosts", "1")
    assert {row["state"] for row in rows} == {"to_contact"}
    assert run("hosts", "1", "--ask") == 0
    assert f"{len(rows)} invitations" in run.err
    assert "not asked yet" in run.out
    messages = run.json("outbox", "1", "--list")
    assert run("hosts", "1", "--ask") == 0
    assert run.json("outbox", "1", "--list") == messages


def test_no_draft_is_written_of_an_invitation_whose_visit_has_moved(run: Run, database: Path, tmp_path: Path) -> None:
    run("hosts", "1", "--ask")
    asked = [one for one in run.json("outbox", "1", "--list")["messages"] if "Contamines" in one["subject"]]
    assert run("outbox", "1", "--review", "--only", asked[0]["number"]) == 0
    _move(database, "D4-02", 11)
    assert run("outbox", "1", "--eml", tmp_path / "mails") == 0
    assert (list((tmp_path / "mails").iterdir()), "1 invitation said what is no longer so" in run.err) == ([], True)
    (tmp_path / "file").touch()
    assert run("outbox", "1", "--eml", tmp_path / "file") == 1
    assert "Choose another folder.\n" in run.err
