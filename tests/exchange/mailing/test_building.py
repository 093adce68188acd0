"""A mail says what the message says, to whom it is for, and nothing that a name or an address put into its head."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import many
from letterbox import LABEL, fill, row, waiting
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.exchange.mailing import build, write_eml
from tripplanner.planning import outbox
from tripplanner.planning.outbox import AttachmentRow, Enclosure, Leaving, MailServer, MessageRow
from tripplanner.progress import Progress
from tripplanner.store.workspace import Workspace

SERVER = MailServer(
    "mail.example.org", "office@example.org", sender_name="Bureau, « voyages »", answers="a@example.org"
)
WHEN = datetime(2027, 6, 1, 12, tzinfo=UTC)


def leaving(**changes: object) -> Leaving:
    """A message with a file; ``files`` are media types, names and bytes."""
    files = changes.pop("files", [("application/pdf", "行程.pdf", b"%PDF\n.\n")])
    rows = tuple(
        AttachmentRow(n, "", 1, name, kind, "", {}, "x" * 64, len(data)) for n, (kind, name, data) in enumerate(files)
    )  # type: ignore[misc,attr-defined]
    message = MessageRow(
        1, "0a1b2c3d-0000-4000-8000-000000000001", 1, 1, 3, "changes", 1, "", None, "", "", {}, "k", "李娜 LI Na",
        "li-na@example.org", "zh", "行程更新（第3版）", "尊敬的李女士：\n", (), (), (), "sending", "", "desk",
        "<m@example.org>", None, WHEN, WHEN, "", WHEN, None, rows,
    )  # fmt: skip
    return Leaving(replace(message, **changes), tuple(data for _, _, data in files))  # type: ignore[arg-type,attr-defined]


def read(raw: bytes) -> EmailMessage:
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_same_message_is_the_same_bytes_and_only_ascii() -> None:
    raw = build(leaving(), SERVER)
    assert raw == build(leaving(), SERVER)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    mail = read(raw)
    assert (mail["Date"], mail["Reply-To"].addresses[0].addr_spec) == (
        "Tue, 01 Jun 2027 12:00:00 +0000",
        "a@example.org",
    )
    assert mail["From"].addresses[0].display_name == "Bureau, « voyages »"
    assert b"filename*" in raw  # RFC 2231
    large = leaving(files=[("application/zip", f"{n}.zip", bytes(99_999)) for n in range(3)])
    foretold = outbox.carried([99_999] * 3, len(large.message.body.encode()))
    assert 0.98 * foretold < len(build(large, SERVER)) <= foretold


def test_an_invitation_stands_beside_the_text_and_its_copy_is_attached() -> None:
    ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:访问\r\n".encode()
    invitation = ("text/calendar; method=REQUEST; charset=utf-8", "invite.ics", ics)
    mail = read(build(leaving(files=[invitation, ("application/ics", "invite.ics", ics)]), SERVER))
    whole, copy = mail.iter_parts()
    text, calendar = whole.iter_parts()  # type: ignore[attr-defined]
    assert [part.get_content_type() for part in (whole, text, calendar, copy)] == [
        "multipart/alternative", "text/plain", "text/calendar", "application/ics",
    ]  # fmt: skip
    assert (calendar.get_param("method"), calendar.get_content_charset()) == ("REQUEST", "utf-8")
    assert calendar.get_payload(decode=True) == copy.get_payload(decode=True) == ics


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "Bonjour\r\nBcc: all@example.org"), ("subject", "a\u2028b"), ("name", "Li\nBcc: x@example.org"),
        ("name", "Li\x00"), ("address", "a@example.org\r\nBcc: x@example.org"),
        ("address", "a@example.org, b@example.org"), ("address", ""),
    ],
)  # fmt: skip
def test_nothing_gets_into_the_head_that_is_not_its_own(field: str, value: str) -> None:
    with pytest.raises(TripPlannerError, match="Nothing was sent"):
        build(leaving(**{field: value}), SERVER)


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs", "Cn")), max_size=60)


def told(raw: bytes, field: str) -> str:
    """A line of the head as mail programs read it (RFC 2047: no space between two encoded words)."""
    (value,) = (value for name, value in message_from_bytes(raw).items() if name == field)
    return str(make_header(decode_header(value)))


@given(PRINTABLE, PRINTABLE)
@settings(max_examples=many(90))
def test_any_name_and_subject_arrive_as_they_are_at_one_address(name: str, subject: str) -> None:
    raw = build(leaving(name=name, subject=subject), SERVER)
    head = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").split(b"\r\n")
    assert [line.partition(b":")[0].decode() for line in head] == [
        "Subject", "From", "Reply-To", "To", "Content-Language", "Message-ID", "Date", "MIME-Version", "Content-Type",
    ]  # fmt: skip
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert told(raw, "Subject") == " ".join(subject.split())
    shown, _, address = told(raw, "To").rpartition("<")
    if name.split():
        assert (shown.strip().strip('"'), address) == (" ".join(name.split()).strip('"'), "li-na@example.org>")


@pytest.mark.parametrize(
    "name",
    ["😀 LI 娜", "a" * 300, "Li, Na; <x@example.org>", 'O"Hara', "=?utf-8?q?x?=", "李" * 80, "Bcc: x@example.org"],
)
def test_names_that_are_hard_to_write(name: str) -> None:
    raw = build(leaving(name=name), SERVER)
    (to,) = read(raw)["To"].addresses
    assert (to.addr_spec, told(raw, "To")) == ("li-na@example.org", f"{name} <li-na@example.org>")


def test_a_server_with_a_name_in_other_letters_is_written_in_ascii() -> None:
    server = MailServer("mail.example.org", "voyages@büro.example")
    raw = build(leaving(address="li@例子.中国"), server)
    assert raw.isascii()
    assert [read(raw)[field].addresses[0].addr_spec for field in ("From", "To")] == [
        "voyages@xn--bro-hoa.example", "li@xn--fsqu00a.xn--fiqs8s",
    ]  # fmt: skip
    assert server.domain == "xn--bro-hoa.example"


@pytest.fixture
def workspace(sqlite_url: str) -> Iterator[Workspace]:
    with Workspace.open(sqlite_url, actor="anna", station="desk") as opened:
        yield opened


@pytest.mark.parametrize("none", ["", "ben@example.org\nBcc: x@example.org"])
def test_drafts_for_another_mail_program(workspace: Workspace, tmp_path: Path, none: str) -> None:
    ids = waiting(workspace, ("Anna", "娜/../x", "Ben"))
    workspace.do(LABEL, outbox.edit_message, ids[2], None, address=none)
    files = write_eml(workspace, ids, tmp_path / "mails", SERVER)
    assert [str(path.relative_to(tmp_path / "mails")) for path in files] == [
        "001_Anna-Li.eml", "002_娜-..-x-Li.eml", "003_Ben-Li.eml", "003_Ben-Li/1_日历.ics",
    ]  # fmt: skip
    mail = read(files[0].read_bytes())
    assert (mail["X-Unsent"], mail["To"].addresses[0].addr_spec, mail["Message-ID"]) == ("1", "p0@example.org", None)
    assert (read(files[2].read_bytes())["To"], files[3].read_bytes()) == (None, b"BEGIN:VCALENDAR p2@example.org\r\n")
    assert write_eml(workspace, ids[2:], tmp_path / "mails", SERVER) == files[2:]
    assert row(workspace, ids[0]).state == "ready"


def test_a_place_that_cannot_be_written_or_a_cancellation_leaves_nothing_half(
    workspace: Workspace, tmp_path: Path
) -> None:
    ids = waiting(workspace)
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(TripPlannerError):
        write_eml(workspace, ids, blocked, SERVER)
    progress = Progress(lambda done, _total, _message: progress.cancel() if done == 1 else None)
    with pytest.raises(Cancelled):
        write_eml(workspace, ids, tmp_path / "some", SERVER, progress)
    written = sorted(path.name for path in (tmp_path / "some").iterdir())
    assert written == ["001_Anna-Li.eml", "002_娜-Li.eml"]
    assert all(read(path.read_bytes())["X-Unsent"] == "1" for path in (tmp_path / "some").iterdir())


def test_on_a_full_disk_it_says_what_is_written_and_a_second_run_writes_the_rest(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids, folder = waiting(workspace), tmp_path / "mails"
    wrote: list[int] = []

    def full_at_the_third(handle: int) -> None:
        wrote.append(handle)
        if len(wrote) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_at_the_third)
    with pytest.raises(TripPlannerError) as refused:
        write_eml(workspace, ids, folder, SERVER)
    assert str(refused.value) == (
        f"The disk is full: {folder}{os.sep}003_Ben-Li.eml could not be written. 2 messages of 3 are written, whole;"
        " the others are not. Free some space, then write them into the same folder again: what is there is kept, and"
        " only what lacks is written. Or choose another folder."
    )
    assert sorted(path.name for path in folder.iterdir()) == ["001_Anna-Li.eml", "002_娜-Li.eml"]
    assert len(write_eml(workspace, ids, folder, SERVER)) == len(list(folder.iterdir())) == 3
    assert len(wrote) == 4, "of the second run only what lacked was written"


def test_given_files_come_back_as_they_were(workspace: Workspace) -> None:
    _, (first, *_) = workspace.do(LABEL, fill)
    data = bytes(range(256)) * 3
    added = workspace.do(LABEL, outbox.enclose, first, Enclosure("données.bin", "application/octet-stream", data=data))
    assert workspace.get(outbox.bytes_of, added) == data
    kept = workspace.get(outbox.leaving, first)
    *_, last = read(build(kept, SERVER, WHEN)).iter_attachments()
    assert (last.get_filename(), last.get_payload(decode=True)) == ("données.bin", data)
