"""What mail programs answer to an invitation, brought in: matched, counted once, never older over newer."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from examples import many
from tripplanner import cli
from tripplanner.exchange.intake.applying import apply, label
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import read_bytes, read_files
from tripplanner.exchange.intake.readers.answers import holds_answer
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import msg, say
from tripplanner.mailboxes import mailto
from tripplanner.model.hosting import Exchange, TripHost
from tripplanner.model.outbox import OutboxMessage
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Trip
from tripplanner.planning.items import add_item
from tripplanner.planning.requests import list_requests
from tripplanner.planning.trips import create_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

UID = "7f0c3a52-1111-4000-8000-00000000000a"
PACKED = "040000008200E00074C5B7101A82E00800000000000000000000000000000000000000003100000076" + (
    "43616C2D55696401000000" + UID.encode().hex().upper() + "00"
)

OUTLOOK = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED;CN="Roy, Anne":MAILTO:Anne.Roy@Host.example
COMMENT;LANGUAGE=fr-FR:Avec plaisir\\, à bientôt.\\n
UID:{uid}
SUMMARY;LANGUAGE=fr-FR:Accepté: Visite
DTSTART;TZID=Romance Standard Time:20270614T093000
DTSTAMP:20270305T081502Z
SEQUENCE:0
X-MICROSOFT-CDO-APPT-SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20270614T073000Z
DTSTAMP:20270305T081502Z
ORGANIZER;CN=NatureXpairs:mailto:office@example.org
UID:{uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Anne R
 oy;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Fermé ce jour: désolée":mailto:anne.
 roy@host.example
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Visite
END:VEVENT
END:VCALENDAR
"""
APPLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//macOS 14.5//EN
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270305T081502Z
ATTENDEE;CN="Anne Roy";CUTYPE=INDIVIDUAL;EMAIL="anne.roy@host.example";PART
 STAT=TENTATIVE;ROLE=REQ-PARTICIPANT:/aMTYyNjY0NTUyMTYyNjY0Ng/principal/
DTSTART;TZID=Europe/Paris:20270614T093000
END:VEVENT
END:VCALENDAR
"""
COUNTER = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
METHOD:COUNTER
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270305T081502Z
SEQUENCE:0
DTSTART:20270615T080000Z
DTEND:20270615T093000Z
X-MS-OLK-ORIGINALSTART:20270614T073000Z
ATTENDEE;RSVP=TRUE;SENT-BY="mailto:secretary@host.example";PARTSTAT=TENTATIVE:mailto:anne.roy@host.example
COMMENT:Plutôt mardi ?
END:VEVENT
END:VCALENDAR
"""
CLIENTS = {"outlook": OUTLOOK, "google": GOOGLE, "apple": APPLE, "counter": COUNTER}


class Hosts:
    """A trip with one visit, and the organisation that receives there."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.trip, self.scope = workspace.do(msg("Build"), self._build)

    def _build(self, session: Session) -> tuple[int, str]:
        trip = create_trip(session, title=Text.of("fr", fr="Alpes"), code="ALP", first_day=date(2027, 6, 13),
                           last_day=date(2027, 6, 15))  # fmt: skip
        contact = Contact(person=Person(family_name="Roy", given_name="Anne"), email="anne.roy@host.example")
        host = Organisation(code="PARC", name=Text.of("fr", fr="Parc"), contacts=[contact])
        session.add(host)
        item = add_item(session, trip, title=Text.of("fr", fr="Visite"), status="requested", uuid=UID,
                        start=datetime(2027, 6, 14, 9, 30), end=datetime(2027, 6, 14, 11))  # fmt: skip
        session.flush()
        session.get_one(Item, item).host_links = [ItemHost(organisation_id=host.id, state="asked")]
        session.get_one(Trip, trip).hosts = [TripHost(organisation_id=host.id, state="asked")]
        session.flush()
        return trip, session.get_one(Trip, trip).uuid

    def plan(self, data: str | bytes, name: str = "reply.ics") -> Plan:
        book = read_bytes(data.encode() if isinstance(data, str) else data, name)
        seen = self.workspace.get(look, book, subject_key="answers")
        assert self.workspace.get(seen.subject.trip_of, seen.sheet) in (self.trip, None)
        return self.workspace.get(seen.plan, Target(self.trip, "fr"))

    def bring(self, data: str | bytes, name: str = "reply.ics") -> tuple[int, list[str]]:
        """How many rows were written, and why others were left out."""
        plan = self.plan(data, name)
        said = [say(row.reason, "en") for row in plan.rows if row.reason is not None]
        outcome = self.workspace.do(label(plan), apply, plan, scope=self.scope)
        return len(outcome.updated), said

    def told(self, sequence: int, method: str = "REQUEST", times: str = "") -> None:
        """An invitation went out."""
        facts = {"method": method, "sequence": sequence, "times": times, "organisation": self._host_uuid()}

        def leave(session: Session) -> None:
            session.add(OutboxMessage(
                trip_id=self.trip, purpose=method.lower(), key=f"{method}{sequence}", item_uuid=UID, facts=facts,
                address="anne.roy@host.example", state="sent", ended_at=datetime(2027, 3, 1 + sequence, tzinfo=UTC),
            ))  # fmt: skip

        self.workspace.do(msg("Send"), leave)

    def _host_uuid(self) -> str:
        return self.workspace.get(list_requests, self.trip)[0].organisation_uuid

    @property
    def state(self) -> tuple[str, str, date | None, str]:
        (one,) = self.workspace.get(list_requests, self.trip)
        return one.state, one.answer, one.since, one.answer_note

    def everything(self) -> Any:
        def read(session: Session) -> Any:
            models: tuple[Any, ...] = (ItemHost, TripHost, Exchange)
            return [[tuple(row) for row in session.execute(model.__table__.select())] for model in models]

        return self.workspace.get(read)


@pytest.fixture
def hosts(sqlite_url: str) -> Iterator[Hosts]:
    with Workspace.open(sqlite_url, actor="anna", station="desk") as workspace:
        yield Hosts(workspace)


DAY = date(2027, 3, 5)
EXPECTED = {
    "outlook": ("confirmed", "accepted", DAY, "Avec plaisir, à bientôt."),
    "google": ("refused", "declined", DAY, "Fermé ce jour: désolée"),
    "apple": ("asked", "tentative", None, ""),
    "counter": ("asked", "counter", None,
                "Proposition\N{NO-BREAK SPACE}: 2027-06-15 10:00 – 2027-06-15 11:30\nPlutôt mardi ?"),
}  # fmt: skip


@pytest.mark.parametrize("client", CLIENTS)
def test_what_each_program_answers_is_one_step_and_counts_once(hosts: Hosts, client: str) -> None:
    data = CLIENTS[client].format(uid=UID.upper())
    before = hosts.everything()
    assert hosts.bring(data) == (1, [])
    assert hosts.state == EXPECTED[client]
    after = hosts.everything()
    assert hosts.bring(data) == (0, [])
    assert hosts.everything() == after
    if client == "outlook":
        assert "confirmed" in after[1][0]  # the trip stands with the host as its only visit does
        assert "Réponse à l’invitation" in str(after[2])
    undone = hosts.workspace.undo(hosts.scope)
    assert undone is not None
    assert "reply.ics" in say(undone, "en")
    assert hosts.state == ("asked", "", None, "")
    assert [len(rows) for rows in hosts.everything()] == [len(rows) for rows in before]


@pytest.mark.parametrize("client", ["outlook", "google", "counter"])
def test_icalendar_reads_the_same_values(client: str) -> None:
    data = CLIENTS[client].format(uid=UID)
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (sheet,) = read_bytes(data.encode(), "reply.ics").sheets
    line = dict(zip(sheet.fields, sheet.lines[1].cells, strict=False))
    assert line["uid"] == event["UID"]
    assert f"mailto:{line['address']}" == event["ATTENDEE"].lower()
    assert line["answer_at"] == event["DTSTAMP"].dt.isoformat()
    assert line["answer_sequence"] == event["SEQUENCE"]


def test_an_identifier_that_exchange_packed_is_unpacked(hosts: Hosts) -> None:
    assert hosts.bring(OUTLOOK.format(uid=PACKED)) == (1, [])


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("DTSTART;VALUE=DATE:20270615\nDTEND;VALUE=DATE:20270616", "2027-06-15"),
        ("DTSTART;VALUE=DATE:20270615\nDTEND;VALUE=DATE:20270618", "2027-06-15 – 2027-06-17"),
        ("DTSTART;VALUE=DATE:20270615", "2027-06-15"),
        ("DTSTART:20270615T220000Z", "2027-06-16 00:00"),
    ],
)
def test_whole_days_are_proposed_as_days(hosts: Hosts, days: str, said: str) -> None:
    hosts.bring(COUNTER.format(uid=UID).replace("DTSTART:20270615T080000Z\nDTEND:20270615T093000Z", days))
    assert hosts.state[3] == f"Proposition\N{NO-BREAK SPACE}: {said}\nPlutôt mardi ?"


def test_an_older_answer_changes_nothing(hosts: Hosts) -> None:
    hosts.bring(OUTLOOK.format(uid=UID))
    older = GOOGLE.format(uid=UID).replace("0305T081502Z", "0305T081501Z")
    assert hosts.bring(older) == (0, ["a later answer is known already"])
    undated = APPLE.format(uid=UID).replace("DTSTAMP:20270305T081502Z\n", "")
    assert hosts.bring(undated) == (0, ["it does not say when it was written, and another answer is known"])
    assert hosts.state == EXPECTED["outlook"]
    newer = GOOGLE.format(uid=UID).replace("0305T081502Z", "0306T000000Z")
    assert hosts.bring(newer) == (1, [])
    assert hosts.state[0] == "refused"


def test_an_answer_to_what_is_no_longer_true_does_not_count(hosts: Hosts) -> None:
    hosts.told(0, times="morning")
    hosts.told(1, times="noon")
    assert hosts.bring(OUTLOOK.format(uid=UID)) == (0, ["it answers an earlier invitation; the visit has moved since"])
    assert hosts.bring(OUTLOOK.format(uid=UID).replace("SEQUENCE:0\nX", "SEQUENCE:1\nX")) == (1, [])
    hosts.told(2, times="noon")  # the same hours in other words: what was accepted still holds
    assert hosts.bring(GOOGLE.format(uid=UID).replace("SEQUENCE:0", "SEQUENCE:1").replace("0305T", "0307T")) == (1, [])
    hosts.told(3, "CANCEL")
    late = OUTLOOK.format(uid=UID).replace("SEQUENCE:0\nX", "SEQUENCE:3\nX").replace("0305T", "0309T")
    assert hosts.bring(late) == (0, ["the visit was called off since"])
    assert hosts.state[0] == "refused"


def test_answers_of_nobody_we_asked_are_said_and_left_out(hosts: Hosts) -> None:
    stranger = OUTLOOK.format(uid=UID).replace("Anne.Roy@Host.example", "x@elsewhere.example")
    assert hosts.bring(stranger) == (0, ["“x@elsewhere.example” receives nobody there: the answer changes nothing"])
    other = OUTLOOK.format(uid="somebody-else")
    assert hosts.bring(other) == (0, ["no item of this trip with a host has the identifier “somebody-else”"])
    undecided = OUTLOOK.format(uid=UID).replace("ACCEPTED", "NEEDS-ACTION")
    assert hosts.bring(undecided) == (0, ["it says neither yes nor no"])
    assert hosts.state == ("asked", "", None, "")


def test_who_was_asked_has_answered_when_somebody_answers_for_them(hosts: Hosts) -> None:
    passed_on = APPLE.format(uid=UID).replace(
        "PART\n STAT=TENTATIVE", 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:b@x.org"'
    )
    assert hosts.bring(passed_on) == (0, ["it says neither yes nor no"])
    own = 'DELEGATED-FROM="MAILTO:Anne.Roy@Host.example";CN="Roy, Anne":mailto:bob@host.example'
    accepted = OUTLOOK.format(uid=UID).replace('CN="Roy, Anne":MAILTO:Anne.Roy@Host.example', own)
    assert hosts.bring(accepted) == (1, [])
    assert hosts.state == ("confirmed", "accepted", DAY, "bob@host.example\nAvec plaisir, à bientôt.")
    assert hosts.bring(accepted) == (0, [])


@pytest.mark.parametrize("address", ["anne+visites@büro.example", "o'hara?x@host.example"])
def test_an_address_is_known_however_its_program_writes_it(hosts: Hosts, address: str) -> None:
    def enter(session: Session) -> None:
        session.scalars(sa.select(Contact)).one().email = address

    hosts.workspace.do(msg("Enter"), enter)
    assert hosts.bring(OUTLOOK.format(uid=UID).replace("MAILTO:Anne.Roy@Host.example", mailto(address))) == (1, [])
    unencoded = GOOGLE.format(uid=UID).replace("anne.\n roy@host.example", address).replace("0305T", "0306T")
    assert hosts.bring(unencoded) == (1, [])


def mail(*parts: tuple[str, str], date_: str = "Fri, 05 Mar 2027 09:15:02 +0100") -> bytes:
    from email.message import EmailMessage

    found = EmailMessage()
    found["From"], found["To"], found["Date"] = "Anne Roy <anne.roy@host.example>", "office@example.org", date_
    found["Subject"] = "Accepté : Visite"
    found.set_content("Avec plaisir !")
    for kind, content in parts:
        found.add_alternative(content.encode("utf-8"), maintype="text", subtype=kind, params={"method": "REPLY"})
    return bytes(found)


def test_a_mail_is_read_with_the_answer_it_brings_and_dates_it(hosts: Hosts) -> None:
    undated = OUTLOOK.format(uid=UID).replace("DTSTAMP:20270305T081502Z\n", "")
    assert hosts.bring(mail(("calendar", undated), ("calendar", undated)), "accepté.eml") == (1, [])
    assert hosts.state == EXPECTED["outlook"]
    assert hosts.bring(OUTLOOK.format(uid=UID)) == (0, [])  # the same moment: the same answer
    both = mail(("calendar", GOOGLE.format(uid=UID).replace("0305T", "0306T")),
                ("calendar", OUTLOOK.format(uid=UID).replace("0305T", "0307T")))  # fmt: skip
    assert hosts.bring(both, "deux.eml") == (1, ["a later answer comes with it"])
    assert hosts.state[0] == "confirmed"


PLIST = b'<?xml version="1.0"?>\n<plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n'


@pytest.mark.parametrize("head", ["{}\n", "{}      \n", "{}\r\n"])
def test_a_mail_as_apple_keeps_it_is_read(hosts: Hosts, head: str) -> None:
    whole = mail(("calendar", OUTLOOK.format(uid=UID)))
    kept = head.format(len(whole)).encode() + whole + PLIST
    assert holds_answer(kept)
    assert hosts.bring(kept, "12345.emlx") == (1, [])
    assert hosts.state == EXPECTED["outlook"]


def test_a_mail_as_apple_keeps_it_without_an_answer_is_none(hosts: Hosts) -> None:
    whole = mail()
    kept = f"{len(whole)}\n".encode() + whole + PLIST + mail(("calendar", OUTLOOK.format(uid=UID)))
    assert not holds_answer(kept)  # what stands behind the mail is no part of it
    with pytest.raises(Unreadable, match="holds no answer"):
        hosts.bring(kept, "12345.emlx")


MIXED = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"


def test_several_files_are_one_import(hosts: Hosts, tmp_path: Path) -> None:
    paths = [tmp_path / "1.ics", tmp_path / "2.eml"]
    paths[0].write_text(GOOGLE.format(uid=UID), encoding="utf-8")
    paths[1].write_bytes(mail(("calendar", OUTLOOK.format(uid=UID).replace("0305T", "0306T"))))
    book = read_files(paths)
    plan = hosts.workspace.get(
        hosts.workspace.get(look, book, subject_key="answers").plan, Target(hosts.trip, "fr")
    )  # fmt: skip
    assert [row.state for row in plan.rows] == ["skipped", "update"]
    (tmp_path / "3.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Unreadable):
        read_files([*paths, tmp_path / "3.csv"])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (mail(), "rien.eml"),
        (b"From: a@b\r\n" + MIXED + b"\r\nContent-Type: text/calendar\r\n\r\n", "a.eml"),
        (OUTLOOK.replace("BEGIN:VEVENT", "BEGIN:VTODO").encode(), "a.ics"),
        (b"From: a@b\r\nContent-Type: text/calendar\r\n" + MIXED * 500, "a.eml"),
        (b"\0\1\2", "a.eml"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "answer.msg"),
    ],
)  # fmt: skip
def test_files_without_an_answer_are_refused_in_words(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(data, name)
    assert refused.value.sentence("fr")


BYTES = [
    mail(("calendar", OUTLOOK)),
    b"990  \n" + mail(("calendar", OUTLOOK)) + PLIST,
    *(text.encode() for text in CLIENTS.values()),
]


@settings(max_examples=many(60))
@given(
    data=st.sampled_from(BYTES),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=9)), max_size=4),
    name=st.sampled_from(["a.ics", "a.eml", "a"]),
)
def test_damaged_answers_are_read_or_refused(data: bytes, cuts: list[tuple[float, int, bytes]], name: str) -> None:
    for where, length, instead in cuts:
        at = int(where * len(data))
        data = data[:at] + instead + data[at + length :]
    with suppress(Unreadable):
        assert read_bytes(data, name).sheets


def test_the_command_finds_the_trip_by_the_invitation(
    hosts: Hosts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location = str(hosts.workspace.location.path)
    hosts.workspace.close()
    path = tmp_path / "reply.ics"
    path.write_text(OUTLOOK.format(uid=UID), encoding="utf-8")
    assert cli.main(["--database", location, "--ui-language", "en", "import", "answers", str(path)]) == 0
    assert "State of the host: asked → confirmed" in capsys.readouterr().out
