"""Invitations to hosts, from the first one to the one that calls the visit off, read back by other parsers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import icalendar
import pytest
import vobject
from sqlalchemy.orm import Session

from tripplanner.documents.calendars.reading import read_trip
from tripplanner.documents.invitations import Asked, Invitation, drop_outdated, due_invitations, prepare_invitations
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.mailing import build
from tripplanner.i18n import msg, say
from tripplanner.model.offices import Office
from tripplanner.model.outbox import OutboxMessage
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Delegate, Delegation
from tripplanner.planning import outbox, releases
from tripplanner.planning.items import add_item, delete_item
from tripplanner.planning.requests import asked, list_requests
from tripplanner.planning.standard_texts import set_standard_text
from tripplanner.planning.trips import create_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECRET = "CANARI"


class Sample:
    """A trip with one visit, its host and one delegate; every private field holds a canary."""

    def __init__(self, workspace: Workspace, language: str = "fr") -> None:
        self.workspace, self.language, self.clock = workspace, language, NOON
        self.trip, self.item = workspace.do(msg("Build"), self._build)

    def _build(self, session: Session) -> tuple[int, int]:
        trip = create_trip(session, title=Text.of("fr", fr="Alpes", zh="阿尔卑斯"), code="ALP",
                           first_day=date(2027, 6, 13), last_day=date(2027, 6, 15))  # fmt: skip
        session.add(Office(name=Text.of("fr", fr="NatureXpairs"), email="office@example.org"))
        person = Person(family_name=SECRET, given_name="Na", email=f"{SECRET}@example.org")
        session.add(Delegation(trip_id=trip, delegates=[Delegate(person=person, rank=1)]))
        self.hosts = [self._host(session, name) for name in ("Anne Roy", "Jean Bon")]
        item = add_item(
            session, trip, title=Text.of("fr", fr="Visite, « marais »", zh="参观沼泽"), status="requested",
            start=datetime(2027, 6, 14, 9, 30), end=datetime(2027, 6, 14, 11), internal_notes=SECRET,
            team_notes=Text.of("fr", fr=SECRET), participation_note=Text.of("fr", fr=SECRET),
        )  # fmt: skip
        session.get_one(Item, item).host_links = [ItemHost(organisation_id=self.hosts[0])]
        session.flush()
        return trip, item

    def _host(self, session: Session, name: str) -> int:
        given, family = name.split()
        person = Person(family_name=family, given_name=given, name_order="given_first", gender="f",
                        languages=[self.language])  # fmt: skip
        contact = Contact(person=person, email=f"{given}.{family}@host.example".lower())
        one = Organisation(code=given[:2], name=Text.of("fr", fr=f"Parc de {family}"), country="FR", contacts=[contact])
        session.add(one)
        session.flush()
        return one.id

    def due(self) -> list[Invitation]:
        return self.workspace.get(due_invitations, self.trip, self.clock)

    def send(self) -> Invitation:
        """Sends the only message that is due."""
        (one,) = self.due()
        (id,) = self.prepare().messages
        self.clock += timedelta(days=1)

        def leave(session: Session) -> None:
            message = session.get_one(OutboxMessage, id)
            message.state, message.ended_at = "sent", self.clock
            if one.method == "REQUEST" and one.organisation_id is not None:
                asked(session, one.item_uuid, one.organisation_id, self.clock.date(), moved=one.facts["moved"])

        self.workspace.do(msg("Send"), leave)
        return one

    def prepare(self) -> Asked:
        return self.workspace.do(msg("Ask"), prepare_invitations, self.trip, self.clock)

    def change(self, **values: Any) -> None:
        def change(session: Session) -> None:
            item = session.get_one(Item, self.item)
            for name, value in values.items():
                setattr(item, name, value)

        self.workspace.do(msg("Change"), change)

    def link(self, **values: Any) -> None:
        def change(session: Session) -> None:
            (link,) = session.get_one(Item, self.item).host_links
            for name, value in values.items():
                setattr(link, name, value)

        self.workspace.do(msg("Change"), change)

    @property
    def state(self) -> tuple[str, date | None]:
        (one,) = self.workspace.get(list_requests, self.trip)
        return one.state, one.since


@pytest.fixture
def workspace(sqlite_url: str) -> Iterator[Workspace]:
    with Workspace.open(sqlite_url, actor="anna", station="desk") as workspace:
        yield workspace


@pytest.fixture
def sample(workspace: Workspace) -> Sample:
    return Sample(workspace)


def event_of(one: Invitation) -> Any:
    """The event as icalendar reads it; vobject has to agree."""
    parsed = icalendar.Calendar.from_ical(one.calendar)
    assert parsed["METHOD"] == one.method
    (event,) = parsed.walk("VEVENT")
    other = vobject.readOne(one.calendar.decode()).vevent
    said = str(other.uid.value), int(other.sequence.value), other.dtstart.value.utctimetuple()
    assert said == (event["UID"], event["SEQUENCE"], event["DTSTART"].dt.utctimetuple())
    return event


def test_a_host_is_asked_in_its_language_and_told_nothing_about_others(sample: Sample) -> None:
    (one,) = sample.due()
    event = event_of(one)
    assert event["ORGANIZER"] == "mailto:office@example.org"
    assert (event["ATTENDEE"], dict(event["ATTENDEE"].params)) == (
        "mailto:anne.roy@host.example",
        {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE",
         "CN": "Anne ROY"},
    )  # fmt: skip
    assert (event["SEQUENCE"], event["DTSTAMP"].dt, event["STATUS"]) == (0, NOON, "TENTATIVE")
    assert event["UID"] == one.item_uuid
    assert (one.address, one.language, one.name) == ("anne.roy@host.example", "fr", "Anne ROY")
    assert one.subject == "Invitation : Visite, « marais », 14 juin 2027"
    assert one.body.startswith("Madame,\n\n")
    assert "lundi 14\N{NO-BREAK SPACE}juin 2027, 09:30–11:00 (heure de Paris)" in one.body
    assert "1 délégué est attendu" in one.body
    assert SECRET not in one.body + one.subject + one.calendar.decode()


def test_the_office_asks_in_its_own_words(sample: Sample) -> None:
    def write(session: Session) -> None:
        for key, title, body in (
            ("mail.request", "Chez vous le {day} ?", "Nous pensons à vous pour « {title} »."),
            ("mail.request.answer", "", "Répondez à {office} avant {tomorrow}."),
            ("mail.greeting", "", "Bonjour {addressed},"), ("mail.request.closing", "", "À bientôt,"),
        ):  # fmt: skip
            set_standard_text(session, key, Text.of("fr", fr=title) if title else Text(), Text.of("fr", fr=body))

    sample.workspace.do(msg("Write"), write)
    (one,) = sample.due()
    plain = (one.subject + "\n" + one.body).replace("\u202f", " ").replace("\u00a0", " ")
    subject, *lines = plain.splitlines()
    assert subject == "Chez vous le 14 juin 2027 ?"
    assert lines[:3] == ["Bonjour Anne ROY,", "", "Nous pensons à vous pour « Visite, « marais » »."]
    assert "À bientôt," in lines
    assert "Accept" not in one.body
    assert [message.params["name"] for message in one.doubts] == ["tomorrow"]


def test_a_chinese_host_is_asked_in_chinese(workspace: Workspace) -> None:
    (one,) = Sample(workspace, "zh").due()
    assert (one.subject, str(event_of(one)["SUMMARY"])) == ("邀请：参观沼泽，2027年6月14日", "参观沼泽")
    assert "2027年6月14日" in one.body
    assert "代表团共1人" in one.body


def test_the_number_rises_only_when_the_visit_changes_and_a_move_asks_anew(sample: Sample) -> None:
    assert event_of(sample.send())["SEQUENCE"] == 0
    assert (sample.due(), sample.state) == ([], ("asked", date(2027, 3, 2)))
    sample.link(state="confirmed", since=date(2027, 3, 5))
    sample.change(status="confirmed")  # no news for its host
    assert sample.due() == []
    sample.change(notes=Text.of("fr", fr="Bottes"))
    second = sample.send()
    event = event_of(second)
    assert (event["SEQUENCE"], event["ATTENDEE"].params["PARTSTAT"]) == (1, "ACCEPTED")
    assert (sample.state, second.subject) == (
        ("confirmed", date(2027, 3, 5)),
        "Modifié : Visite, « marais », 14 juin 2027",
    )
    sample.change(start=datetime(2027, 6, 14, 10), end=datetime(2027, 6, 14, 11, 30))
    third = event_of(sample.send())
    assert (third["SEQUENCE"], third["ATTENDEE"].params["PARTSTAT"]) == (2, "NEEDS-ACTION")
    assert (third["UID"], third["DTSTAMP"].dt) == (event["UID"], NOON + timedelta(days=2))
    assert sample.state == ("asked", date(2027, 3, 4))


@pytest.mark.parametrize("how", ["cancelled", "idea", "deleted"])
def test_what_does_not_take_place_is_taken_back_once(sample: Sample, how: str) -> None:
    asking = sample.send()
    if how == "deleted":
        sample.workspace.do(msg("Delete"), delete_item, sample.item, None)
    else:
        sample.change(status=how)
    event = event_of(sample.send())
    assert (event["SEQUENCE"], event["STATUS"], event["UID"]) == (1, "CANCELLED", asking.item_uuid)
    assert (event["ATTENDEE"], event["DTSTART"].dt.isoformat()) == (
        "mailto:anne.roy@host.example", "2027-06-14T09:30:00+02:00",
    )  # fmt: skip
    assert "Visite, « marais »" in str(event["SUMMARY"])
    assert sample.due() == []
    if how != "deleted":
        sample.change(status="requested")
        assert event_of(sample.send())["SEQUENCE"] == 2


def test_a_released_calendar_never_falls_behind_what_a_host_was_told(sample: Sample) -> None:
    sample.send()
    sample.change(start=datetime(2027, 6, 14, 10), end=datetime(2027, 6, 14, 11))
    assert event_of(sample.send())["SEQUENCE"] == 1
    for _release in range(2):  # the second one changes nothing
        sample.workspace.do(msg("Release"), releases.release, sample.trip, by="anna", anyway="x")
        calendar = sample.workspace.get(read_trip, sample.trip)
        assert [event.sequence for _, event in calendar.items] == [1]
    sample.change(start=datetime(2027, 6, 14, 12), end=datetime(2027, 6, 14, 13))
    assert event_of(sample.send())["SEQUENCE"] == 2
    assert [event.sequence for _, event in sample.workspace.get(read_trip, sample.trip).items] == [2]


def test_another_host_is_asked_and_the_former_one_told(sample: Sample) -> None:
    sample.send()
    sample.link(organisation_id=sample.hosts[1], state="to_contact")
    found = {(one.method, one.address): say(one.why, "en") for one in sample.due()}
    assert found == {
        ("REQUEST", "jean.bon@host.example"): "not asked yet",
        ("CANCEL", "anne.roy@host.example"): "somebody else receives",
    }


def test_preparing_twice_adds_nothing_and_what_changed_meanwhile_is_replaced(sample: Sample) -> None:
    first = sample.prepare()
    assert sample.prepare() == first
    (message,) = sample.workspace.get(outbox.list_messages, sample.trip, "review")
    assert (message.purpose, [one.media_type for one in message.attachments], message.is_made) == (
        "request", ["text/calendar; method=REQUEST; charset=utf-8", "application/ics"], True,
    )  # fmt: skip
    mail = message_from_bytes(build(sample.workspace.get(outbox.leaving, message.id), None), policy=policy.default)
    kinds = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in mail.walk()]
    assert kinds == [
        ("multipart/mixed", None, None), ("multipart/alternative", None, None), ("text/plain", None, None),
        ("text/calendar", "REQUEST", None), ("application/ics", None, "invite.ics"),
    ]  # fmt: skip
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    assert parts[1] == parts[2]
    sample.link(state="confirmed")  # by telephone: the invitation may leave all the same
    assert sample.workspace.do(msg("Look"), drop_outdated, sample.trip, sample.clock) == 0
    sample.link(state="to_contact")
    sample.change(start=datetime(2027, 6, 14, 10))
    assert sample.workspace.do(msg("Look"), drop_outdated, sample.trip, sample.clock) == 1
    assert sample.workspace.do(msg("Look"), drop_outdated, sample.trip, sample.clock) == 0
    sample.workspace.do(msg("Up"), outbox.take_up, first.messages)
    second = sample.prepare()
    assert (second.replaced, second.messages != first.messages) == (1, True)
    sample.change(status="cancelled")  # nobody was asked yet: nothing to take back
    assert (sample.prepare().messages, sample.workspace.get(outbox.count_states, sample.trip)["aside"]) == ((), 2)


def test_who_was_asked_by_telephone_or_refused_gets_no_mail(sample: Sample) -> None:
    for state in ("asked", "confirmed", "refused"):
        sample.link(state=state)
        assert sample.due() == []


def test_without_an_address_for_answers_nothing_is_made(sample: Sample) -> None:
    def empty(session: Session) -> None:
        session.query(Office).one().email = ""

    sample.workspace.do(msg("Change"), empty)
    with pytest.raises(TripPlannerError) as refused:
        sample.due()
    assert "Settings" in refused.value.sentence("en")
