"""Mail by a real server on loopback: taken, refused, dropped, untrusted; each address gets each message once."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from sqlalchemy.orm import Session

from letterbox import LABEL, row, states, waiting
from mailserver import PASSWORD, SENDER, Authority, Box, serving
from tripplanner.errors import Cancelled, Conflict
from tripplanner.exchange.mailing import Report, faults, password, send, sending, to_myself
from tripplanner.exchange.mailing.alone import somebody_sends
from tripplanner.exchange.mailing.post import Post
from tripplanner.i18n import say
from tripplanner.model.base import now
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning import outbox
from tripplanner.planning.outbox import MailServer
from tripplanner.progress import Progress
from tripplanner.store.vault.secret import Secret
from tripplanner.store.workspace import Workspace

FIRST, SECOND, THIRD = (f"p{n}@example.org" for n in range(3))


@dataclass
class Watch:
    """A clock that passes time when somebody sleeps, and tells what it was asked."""

    moment: float = 0.0
    naps: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.moment += seconds


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.at(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def _served(authority: Authority) -> Iterator[tuple[Box, MailServer]]:
    with serving(authority) as found:
        yield found


@pytest.fixture
def box(_served: tuple[Box, MailServer]) -> Box:
    box = _served[0]
    for kept in (box.got, box.answers, box.drops, box.logins):
        kept.clear()
    return box


@pytest.fixture
def server(_served: tuple[Box, MailServer]) -> MailServer:
    return _served[1]


@pytest.fixture
def workspace(sqlite_url: str) -> Iterator[Workspace]:
    with Workspace.open(sqlite_url, actor="anna", station="desk") as opened:
        yield opened


def sent(workspace: Workspace, ids: list[int], server: MailServer, **more: Any) -> Any:
    return send(workspace, ids, server, **{"password": PASSWORD, "clock": Watch(), **more})


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_each_gets_their_own_message_whole_and_once(workspace: Workspace, authority: Authority, security: str) -> None:
    ids = waiting(workspace)
    with serving(authority, security=security) as (box, server):
        report = sent(workspace, ids, server)
        assert (report.sent, report.left, report.stopped) == (tuple(ids), (), None)
        assert sent(workspace, ids, server).sent == ()
        assert box.receivers == [FIRST, SECOND, THIRD]
        assert set(box.logins) == {b"office"}
    mail = message_from_bytes(box.got[1][1], policy=policy.default)
    assert (mail["To"].addresses[0].display_name, mail["Subject"]) == ("娜 Li", "行程 娜")
    assert (mail["From"].addresses[0].addr_spec, mail["Message-ID"]) == (SENDER, row(workspace, ids[1]).message_id)
    body, file = mail.iter_parts()
    assert body.get_content() == "您好\r\n.\r\n再见\r\n"
    assert (file.get_filename(), file.get_content_type()) == ("日历.ics", "text/calendar")
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR p1@example.org\r\n"
    assert states(workspace) == ["sent"] * 3


def test_a_server_that_refuses_one_gets_the_others(workspace: Workspace, box: Box, server: MailServer) -> None:
    ids = waiting(workspace, ("a", "b", "c", "d", "e"))
    box.answers = {
        FIRST: "552 5.2.2 Mailbox full", SECOND: "550 5.1.1 no such user",
        f"data:{THIRD}": "554 5.7.1 looks like\tspam", "p3@example.org": "501 5.1.3 no address",
    }  # fmt: skip
    report = sent(workspace, ids, server)
    assert (report.failed, report.sent) == (tuple(ids[:4]), (ids[4],))
    assert [str(row(workspace, id).problem[0].params.get("reply", "full")) for id in ids[:4]] == [
        "full", "550 5.1.1 no such user", "554 5.7.1 looks like spam", "501 5.1.3 no address",
    ]  # fmt: skip
    box.answers.clear()
    assert workspace.do(LABEL, outbox.make_ready, ids[:1], "anna") == {}
    assert sent(workspace, ids, server).sent == (ids[0],)
    assert sorted(box.receivers) == [FIRST, THIRD, "p4@example.org"]  # what it took and then refused was not sent again


GREYLISTED = {
    FIRST: "450 4.2.0 greylisted,\tcome back", f"data:{SECOND}": "451 4.7.1 try later", THIRD: "452 4.2.2 mailbox full",
}  # fmt: skip


def test_what_the_server_does_not_take_now_stays_ready_with_its_words(
    workspace: Workspace, box: Box, server: MailServer
) -> None:
    ids = waiting(workspace, ("a", "b", "c", "d"))
    box.answers = dict(GREYLISTED)
    for _again in range(2):
        report = sent(workspace, ids, server)
        assert (report.later, report.failed, report.left) == (tuple(ids[:3]), (), ())
        assert states(workspace) == ["ready", "ready", "ready", "sent"]
    rows = [row(workspace, id) for id in ids[:3]]
    assert [one.problem[0].params["reply"] for one in rows] == [
        "450 4.2.0 greylisted, come back", "451 4.7.1 try later", "452 4.2.2 mailbox full",
    ]  # fmt: skip
    assert {(one.left_at, one.station) for one in rows} == {(None, "")}
    box.answers.clear()
    box.got.clear()
    assert sent(workspace, ids, server).sent == tuple(ids[:3])
    assert box.receivers == [FIRST, SECOND, THIRD]
    assert row(workspace, ids[0]).problem == ()


def test_how_late_a_message_is_counts_from_the_last_try(workspace: Workspace, box: Box, server: MailServer) -> None:
    """A scheduler that comes by once an hour would otherwise find it too late for ever."""
    ids = waiting(workspace)
    early = now() - timedelta(hours=2)
    workspace.do(LABEL, moment, ids[0], early)
    box.answers = dict(GREYLISTED)
    before = now()
    sent(workspace, ids[:1], server)
    (kept,) = workspace.get(outbox.appointments)
    assert (kept.message_id, before <= kept.at <= now()) == (ids[0], True)


def moment(session: Session, id: int, at: datetime) -> None:
    session.get_one(OutboxMessage, id).scheduled_at = at


def test_a_server_that_logs_nobody_in_for_now_does_not_blame_the_password(
    workspace: Workspace, box: Box, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = waiting(workspace)
    busy = AuthResult(success=False, handled=False, message="454 4.7.0 temporary failure")
    monkeypatch.setattr(box, "answered", busy)
    report = sent_or_error(workspace, ids, server)
    assert "takes nothing now: 454 4.7.0 temporary failure" in say(report.what, "en")
    assert states(workspace) == ["ready"] * 3


def sent_or_error(workspace: Workspace, ids: list[int], server: MailServer) -> faults.Unreachable:
    report = sent(workspace, ids, server)
    assert isinstance(report.stopped, faults.Unreachable)
    return report.stopped


@pytest.mark.parametrize(
    ("step", "state", "arrived"), [("rcpt", "ready", 0), ("data", "doubtful", 0), ("done", "doubtful", 1)]
)
def test_a_line_that_drops_leaves_no_one_with_two(
    workspace: Workspace, box: Box, server: MailServer, step: str, state: str, arrived: int
) -> None:
    ids = waiting(workspace)
    box.drops[SECOND] = step
    report = sent(workspace, ids, server)
    assert states(workspace) == ["sent", state, "ready"]
    assert (report.sent, bool(report.doubtful)) == ((ids[0],), state == "doubtful")
    assert isinstance(report.stopped, faults.Doubtful if state == "doubtful" else faults.Dropped)
    box.drops.clear()
    sent(workspace, ids, server)
    assert box.receivers.count(SECOND) == (1 if state == "ready" else arrived)
    assert (box.receivers.count(FIRST), box.receivers.count(THIRD)) == (1, 1)
    assert states(workspace)[1] == ("sent" if state == "ready" else "doubtful")


class Death(BaseException):
    """The process ends: nothing after it runs but what Python itself unwinds."""


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[list[str]]:
    """Ends the process after the ``at``-th step: a commit, opening the line, a half of the talk about a message."""
    points: list[str] = []

    def watched(name: str, real: Any) -> Any:
        def call(own: Any, *args: Any, **kwargs: Any) -> Any:
            result = real(own, *args, **kwargs)
            points.append(name)
            if len(points) - 1 == at:
                if isinstance(own, Post):
                    own._line.close()  # as the system does for a process that is gone
                raise Death(name)
            return result

        return call

    with monkeypatch.context() as patch:
        for owner, name in ((Workspace, "do"), (Post, "__init__"), (Post, "_announce"), (Post, "_hand_over")):
            patch.setattr(owner, name, watched(name, getattr(owner, name)))
        yield points


def test_a_process_that_dies_anywhere_never_sends_twice(
    workspace: Workspace, box: Box, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = waiting(workspace, ("a", "b"))
    ended: list[list[str]] = []
    while True:
        with dying(monkeypatch, len(ended)) as points:
            try:
                sent(workspace, ids, server)
            except Death:
                pass
            else:
                break
        kept = states(workspace)
        sent(workspace, ids, server)  # it is started again
        for id, address, was in zip(ids, (FIRST, SECOND), kept, strict=True):
            state = row(workspace, id).state
            assert state == ("doubtful" if was == "sending" else "sent"), points
            assert box.receivers.count(address) == 1 or (state == "doubtful" and address not in box.receivers), points
        ended.append(states(workspace))
        box.got.clear()
        workspace.do(LABEL, again, ids)
    steps = ["do", "__init__", *["do", "_announce", "_hand_over", "do"] * 2]
    assert points == steps
    alive, doubt = ["sent", "sent"], (["doubtful", "sent"], ["sent", "doubtful"])
    assert ended == [alive, alive, *[doubt[0]] * 3, alive, *[doubt[1]] * 3, alive]


def again(session: Any, ids: list[int]) -> None:
    from tripplanner.model.outbox import OutboxMessage

    for id in ids:
        session.get_one(OutboxMessage, id).state = "ready"


def test_a_quiet_line_that_the_server_closed_is_opened_again(
    workspace: Workspace, box: Box, server: MailServer
) -> None:
    ids = waiting(workspace)
    lines: list[Post] = []

    class Quiet(Watch):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            lines[-1]._line.close()

    def opening(*args: Any) -> Post:
        lines.append(Post(*args))
        return lines[-1]

    assert sent(workspace, ids, server, clock=Quiet(), opening=opening).sent == tuple(ids)
    assert (len(lines), box.receivers) == (3, [FIRST, SECOND, THIRD])


def test_the_pace_is_kept_and_a_cancellation_acts_between_two(
    workspace: Workspace, box: Box, server: MailServer
) -> None:
    ids = waiting(workspace)
    watch = Watch()
    sent(workspace, ids[:2], replace(server, per_minute=6), clock=watch)
    assert (round(watch.moment, 6), max(watch.naps) <= 0.2) == (10.0, True)
    progress = Progress()
    progress.cancel()
    report = sent(workspace, ids, server, progress=progress)
    assert (report.sent, isinstance(report.stopped, Cancelled), box.receivers) == ((), True, [FIRST, SECOND])
    assert states(workspace) == ["sent", "sent", "ready"]
    assert str(report.stopped) == "Cancelled. What was not sent yet stays ready."


def test_two_runs_at_once_are_one(workspace: Workspace, box: Box, server: MailServer) -> None:
    ids = waiting(workspace)

    def opening(*args: Any) -> Post:
        with pytest.raises(Conflict, match="being sent already"):
            sent(workspace, ids, server)
        return Post(*args)

    assert len(sent(workspace, ids, server, opening=opening).sent) == 3


def test_no_server_that_cannot_be_trusted_gets_a_word(
    workspace: Workspace, box: Box, server: MailServer, authority: Authority, tmp_path: Path
) -> None:
    ids = waiting(workspace)
    with (
        serving(authority, name="elsewhere.example") as (other, wrong),
        serving(authority, encrypted=False) as (open_, plain),
    ):
        told = [
            str(sent(workspace, ids, asked, **more).stopped).split(".")[0]
            for asked, more in (
                (wrong, {}), (plain, {}), (replace(server, authority=""), {}), (replace(server, security="tls"), {}),
                (server, {"password": Secret("no")}), (server, {"password": None}), (replace(server, port=1), {}),
                (replace(server, authority=str(tmp_path / "none.pem")), {}),
            )
        ]  # fmt: skip
        assert (other.got, open_.got, other.logins, open_.logins) == ([], [], [], [])
    assert told == [
        "The certificate that answers for localhost belongs to another server",
        f"The mail server localhost offers no encryption on port {plain.port}",
        "Nobody this computer trusts vouches for the certificate of localhost",
        f"The server localhost does not speak TLS on port {server.port}",
        "The mail server localhost does not accept the user name or the password",
        "No password is known for office at localhost",
        "On localhost, nothing listens on port 1",
        f"The certificates in “{tmp_path / 'none'}",
    ]
    assert (states(workspace), box.got) == (["ready"] * 3, [])


def test_a_server_that_never_answers_is_given_up(workspace: Workspace, server: MailServer) -> None:
    ids = waiting(workspace)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        slow = replace(server, port=silent.getsockname()[1], timeout_s=0.05)
        report = sent(workspace, ids, slow)
    assert str(report.stopped).startswith(
        "The mail server localhost does not answer. What was not sent yet stays ready."
    )
    assert states(workspace) == ["ready"] * 3


def test_a_copy_to_myself_is_marked_and_does_not_count(workspace: Workspace, box: Box, server: MailServer) -> None:
    ids = waiting(workspace)
    answers = replace(server, answers="trips@example.org")
    assert to_myself(workspace, ids[1], answers, password=PASSWORD) == "trips@example.org"
    ((receiver, raw),) = box.got
    mail = message_from_bytes(raw, policy=policy.default)
    assert (receiver, mail["To"].addresses[0].addr_spec, mail["Subject"]) == ("trips@example.org",) * 2 + (
        "【测试】行程 娜",
    )
    body, file = mail.iter_parts()
    assert body.get_content().startswith("这是测试副本。")
    assert f"娜 Li（{SECOND}）" in body.get_content()
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR p1@example.org\r\n"
    assert mail["Message-ID"] != row(workspace, ids[1]).message_id
    assert states(workspace) == ["ready"] * 3


def test_the_keyring_alone_keeps_the_password(
    workspace: Workspace, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[tuple[str, str], str] = {}

    class Keyring:
        def set_password(self, service: str, name: str, value: str) -> None:
            kept[service, name] = value

        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    assert (password.keep(server, PASSWORD), password.kept(server)) == (False, None)  # a computer without one
    monkeypatch.setattr(password, "backend", Keyring)
    assert (password.keep(server, PASSWORD), password.kept(server)) == (True, PASSWORD)
    workspace.do(LABEL, outbox.set_mail_server, server)
    assert workspace.get(outbox.mail_server) == server
    assert PASSWORD.reveal().encode() not in workspace.location.file.read_bytes()
    password.forget(server)
    assert (kept, password.kept(server)) == ({}, None)
    monkeypatch.setenv(password.VARIABLE, "given")
    assert password.kept(server) == Secret("given")


IN_ANOTHER_PROGRAM = """
import sys
from tripplanner.exchange.mailing.alone import alone
from tripplanner.store.workspace import Workspace
with Workspace.open(sys.argv[1], actor="ben", station="desk") as workspace, alone(workspace):
    print("sending", flush=True)
    sys.stdin.read()
"""


def test_two_programs_of_one_computer_send_one_after_the_other(postgres_url: str, box: Box, server: MailServer) -> None:
    """What the other one is sending right now is in no doubt, as long as that program lives."""
    other = subprocess.Popen(
        [sys.executable, "-c", IN_ANOTHER_PROGRAM, postgres_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"sending\n"
        with Workspace.open(postgres_url, actor="anna", station="desk") as here:
            ids = waiting(here)
            here.do(LABEL, outbox.begin, ids[0], "desk", "example.org")
            assert somebody_sends(here)
            with pytest.raises(Conflict, match="being sent already"):
                sent(here, ids, server)
            assert states(here) == ["sending", "ready", "ready"]
            other.kill()
            other.wait()
            assert not somebody_sends(here)
            assert sent(here, ids, server).sent == tuple(ids[1:])
            assert states(here) == ["doubtful", "sent", "sent"]
    finally:
        other.kill()
        other.communicate()


def test_two_offices_that_send_at_once_send_each_message_once(postgres_url: str, box: Box, server: MailServer) -> None:
    with (
        Workspace.open(postgres_url, actor="anna", station="desk") as here,
        Workspace.open(postgres_url, actor="ben", station="laptop") as there,
        ThreadPoolExecutor(2) as pool,
    ):
        ids = waiting(here, tuple(f"N{n}" for n in range(12)))
        start = Barrier(2)

        def leave(workspace: Workspace) -> Report:
            start.wait()
            return sending._Run(workspace, server, PASSWORD, Progress(), Watch(), Post).over(ids)  # past the lock

        first, second = pool.map(leave, (here, there))
        assert sorted(box.receivers) == sorted(row(here, id).address for id in ids)
        assert sorted((*first.sent, *second.sent)) == ids
        assert (first.left, second.left, set(states(here))) == ((), (), {"sent"})
