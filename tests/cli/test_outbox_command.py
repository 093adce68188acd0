"""``outbox`` and ``mailserver``: who is told what, prepared, reviewed, written as drafts, sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from running import Run
from sqlalchemy.orm import Session

from mailserver import PASSWORD, SENDER, USER, Authority, Box, serving
from tripplanner.i18n import msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning import outbox
from tripplanner.planning.outbox import MessageRow
from tripplanner.store.workspace import Workspace


def messages(run: Run, *states: str) -> list[MessageRow]:
    with Workspace.open(run.database, read_only=True) as workspace:
        return workspace.get(outbox.list_messages, 1, *states)


def numbers(run: Run, state: str) -> list[int]:
    return [one.id for one in messages(run, state)]


def test_a_release_reaches_its_people(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("outbox", "1", "--prepare") == 1
    assert "Nothing was released yet." in run.err
    run("release", "1", "--anyway", "x")
    due = run.json("outbox", "1")["due"]
    assert (len(due), {one["since"] for one in due}) == (32, {None})
    assert run("outbox", "1", "--prepare") == 0
    assert run.err == "32 messages about version 1 were prepared.\n"
    assert run("outbox", "1", "--handed-over", numbers(run, "review")[0]) == 1
    assert "were never made: nobody can have been given them." in run.err
    for again in ("18 of them have other files now.\n", ""):  # hosts keep theirs
        assert run("outbox", "1", "--prepare", "--attach", "calendar", "--json") == 0
        assert run.err == "32 were prepared before.\n" + again
        assert len(json.loads(run.out)["messages"]) == 32
    assert run("outbox", "1", "--prepare", "--attach", "nonsense") == 1
    everything = numbers(run, "review")
    told = run.json("outbox", "1")
    french, chinese = (next(one for one in told["messages"] if one["language"] == code) for code in ("fr", "zh"))
    assert (bool(french["needs_human"]), bool(chinese["needs_human"]), told["due"]) == (False, True, [])
    assert run("outbox", "1", "--review", "--only", french["number"], chinese["number"]) == 0
    assert f"{chinese['number']}: The message to {chinese['name']} needs a human." in run.err
    assert run("outbox", "1", "--looked-at", chinese["number"], "--set-aside", everything[-1]) == 0
    assert numbers(run, "ready") == sorted([french["number"], chinese["number"]])
    assert run("outbox", "1", "--eml", tmp_path / "mails") == 0
    assert len(list((tmp_path / "mails").iterdir())) == 2
    assert run("outbox", "1", "--send") == 1
    assert "No mail server is known." in run.err

    monkeypatch.setenv("TRIPPLANNER_MAIL_PASSWORD", PASSWORD.reveal())
    with serving(Authority.at(tmp_path)) as (box, server):
        asked = ["mailserver", "localhost", "--port", server.port, "--user", USER, "--sender", SENDER,
                 "--authority", server.authority, "--per-minute", 600]  # fmt: skip
        assert run(*asked) == 0
        assert (run.out, "no keyring" in run.err) == (
            f"office@example.org by localhost:{server.port} (starttls), 600 messages a minute at most\n", True,
        )  # fmt: skip
        assert run("outbox", "1", "--to-myself", "--only", french["number"]) == 0
        box.drops[chinese["address"]] = "data"
        assert run("outbox", "1", "--send", "--only", chinese["number"]) == 1
        assert "It may have arrived: it is not sent again by itself." in run.err
        assert run("outbox", "1", "--not-arrived", chinese["number"]) == 0
        assert run.err == "1 message did not arrive: it is to be reviewed again.\n"
        assert run("outbox", "1", "--looked-at", chinese["number"]) == 0
        box.answers[chinese["address"]] = "552 full"
        _leaves_at_its_moment(run, french["number"], box)
        assert run("outbox", "1", "--send") == 1
        assert "0 messages sent" in run.out
        _is_asked_about(run, chinese["number"], chinese["address"], box)
        assert box.receivers == [SENDER, french["address"]]
    assert message_from_bytes(box.got[0][1], policy=policy.default)["Subject"].startswith("[Essai] Votre programme")
    assert (numbers(run, "sent"), numbers(run, "failed")) == ([french["number"]], [chinese["number"]])
    assert run("outbox", "1", "--handed-over", chinese["number"], language="zh") == 0
    assert run("outbox", "1", language="zh") == 0
    assert "已发送" in run.out
    assert run("outbox", "1", "--send", "--only", 999) == 1
    assert "This trip has no message 999." in run.err


def _is_asked_about(run: Run, number: int, address: str, box: Box) -> None:
    """Doubtful messages are settled, and it is said; of several with one that nobody doubts none is."""
    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Wait"), lambda session: setattr(session.get_one(OutboxMessage, number), "state", "doubtful"))
    other = numbers(run, "review")[0]
    assert run("outbox", "1", "--arrived", number, other) == 1
    assert numbers(run, "doubtful") == [number]
    assert run("outbox", "1", "--arrived", number, number) == 0
    assert run.err == "1 message arrived: it counts as sent.\n"
    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Wait"), lambda session: setattr(session.get_one(OutboxMessage, number), "state", "failed"))


def _leaves_at_its_moment(run: Run, number: int, box: Box) -> None:
    """Not before, nor long after; then it waits again for somebody to send it."""
    for wrong, why in (("tomorrow", "is no moment"), ("2020-01-01 08:00", "is past"), ("9999-01-01", "a year away")):
        assert run("outbox", "1", "--schedule", wrong) == 1
        assert why in run.err
    later = (datetime.now() + timedelta(hours=3)).isoformat(" ", "minutes")  # noqa: DTZ005 - as somebody types it
    assert run("outbox", "1", "--only", number, "--schedule", later) == 0
    assert run.err.startswith("1 message leaves at ")
    assert [one["number"] for one in run.json("outbox", "1")["messages"] if one["leaves"]] == [number]
    before = len(box.got)
    assert run("outbox", "1", "--send-due") == 0
    assert run("outbox", "1", "--send", "--only", number) == 0
    assert run.out == "0 messages sent\n"
    _set_moment(run, number, timedelta(hours=-2))
    assert run("outbox", "1", "--send-due") == 1
    assert "Not sent: --unschedule, then --send." in run.err
    assert len(box.got) == before
    assert run("outbox", "1", "--unschedule", number) == 0
    assert [row.scheduled_at for row in messages(run, "ready") if row.id == number] == [None]
    assert run("outbox", "1", "--only", number, "--schedule", later) == 0
    _set_moment(run, number, timedelta(minutes=-2))
    (row,) = (one for one in messages(run, "ready") if one.id == number)
    box.answers, refused = {row.address: "450 4.2.0 greylisted"}, box.answers
    for _try in range(2):
        assert run("outbox", "1", "--send-due") == 1
        assert "now: 450 4.2.0 greylisted It stays ready.\n" in run.err
        assert run.err.startswith(f"{row.name}: ")
    box.answers = {}
    assert run("outbox", "1", "--send-due") == 0
    box.answers = refused
    assert (run.out, len(box.got)) == ("1 message sent\n", before + 1)


def _set_moment(run: Run, number: int, by: timedelta) -> None:
    def change(session: Session) -> None:
        session.get_one(OutboxMessage, number).scheduled_at = datetime.now(UTC) + by

    with Workspace.open(run.database) as workspace:
        workspace.do(msg("Wait"), change)


def test_a_message_of_ones_own_with_files(run: Run, tmp_path: Path) -> None:
    text, map_ = tmp_path / "text.txt", tmp_path / "map.pdf"
    text.write_text("{addressed},\n\n明天见。\n", encoding="utf-8")
    map_.write_bytes(b"%PDF-1.4")
    assert run("outbox", "1", "--write", text, "--to", "O14", "--subject", "Carte", "--language", "fr") == 0
    (row,) = messages(run)
    assert (run.err, row.language, row.subject) == (f"1 message to review: {row.id}\n", "fr", "Carte")
    assert run("outbox", "1", "--enclose", map_) == 1
    assert "Name them with --only." in run.err
    assert run("outbox", "1", "--only", row.id, "--enclose", map_, "brief") == 1
    assert "Nothing was released yet: no draft leaves the office by mail." in run.err
    assert run("outbox", "1", "--only", row.id, "--take-out", "nothing") == 1
    assert [one.name for one in messages(run)[0].attachments] == ["map.pdf"]
    assert run("outbox", "1", "--only", row.id, "--take-out", "map.pdf") == 0
    assert messages(run)[0].attachments == ()
    for wrong in (["--to", "nobody at all"], ["--to", "O14", "--language", "xx"], ["--subject", "s"]):
        assert run("outbox", "1", "--write", text, *wrong) == 1
        assert run.err.count("\n") == 1
    assert len(messages(run)) == 1


def test_a_server_that_cannot_be_one_is_refused(run: Run) -> None:
    assert run("mailserver", "mail.example.org", "--sender", "nobody") == 1
    assert "“nobody” is no e-mail address." in run.err
    assert run("mailserver", "--none") == 0
    assert run("mailserver") == 0
    assert run.out == "No mail server is known.\n"
