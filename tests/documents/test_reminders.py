"""What was promised, as reminders in a calendar that others read, and as a sheet to ask with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import icalendar
import pytest
import sqlalchemy as sa
import vobject
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.calendars.writing import calendar
from tripplanner.documents.registry import Request
from tripplanner.i18n import say
from tripplanner.model.partners import Organisation
from tripplanner.model.trips import Trip
from tripplanner.planning.learning import commitments as kept


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture
def promised(session: Session) -> tuple[int, int, int]:
    """One with a date, one that is done, one with neither date nor owner."""
    owner = session.scalars(sa.select(Organisation.id).order_by(Organisation.id)).first()
    trip = session.scalars(sa.select(Trip.id)).one()
    later = date(2027, 11, 30)
    dated = kept.add_commitment(session, trip, "fr", "Comparer, puis écrire", due=later, organisation_id=owner)
    done = kept.add_commitment(session, trip, "zh", "寄送图纸", due=date(2027, 9, 1))
    kept.hear_of(session, done, date(2027, 8, 20), "done", "fr", "Plans reçus")
    return dated, done, kept.add_commitment(session, trip, "en", "Invite the team")


def ics(session: Session, language: str) -> bytes:
    return calendar(registry.read(session, registry.kind("reminders"), 1, Request(language)))


def test_other_programs_read_the_reminders_alike(session: Session, promised: tuple[int, int, int]) -> None:
    dated, done, _bare = (kept.commitment_row(session, one) for one in promised)
    trip = session.scalars(sa.select(Trip)).one()
    raw = ics(session, "fr")
    expected = {
        f"{done.uuid}-due": ("Fait : 寄送图纸", datetime(2027, 9, 1, 7, tzinfo=UTC), "CANCELLED"),
        f"{dated.uuid}-due": ("Promis pour aujourd’hui : Comparer, puis écrire", datetime(2027, 11, 30, 8, tzinfo=UTC),
                              "CONFIRMED"),
        f"{trip.uuid}-follow-up": (
            f"Six mois après « {trip.short_title.best('fr')} » : demander ce que sont devenus les engagements",
            datetime(2027, 12, 20, 8, tzinfo=UTC), "CONFIRMED",
        ),
    }  # fmt: skip
    read = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert {
        str(one["UID"]): (str(one["SUMMARY"]), one.decoded("DTSTART").astimezone(UTC), str(one["STATUS"]))
        for one in read
    } == expected
    other = vobject.readOne(raw.decode()).vevent_list
    assert {
        one.uid.value: (one.summary.value, one.dtstart.value.astimezone(UTC), one.status.value) for one in other
    } == expected
    rings = {str(one["UID"]) for one in read if one.walk("VALARM")}
    assert rings == expected.keys() - {f"{done.uuid}-due"}
    asked = next(str(one["DESCRIPTION"]) for one in read if str(one["UID"]).endswith("follow-up"))
    assert ["Comparer, puis écrire" in asked, "Invite the team" in asked, "寄送图纸" in asked] == [True, True, False]


def test_nothing_promised_reminds_of_nothing(session: Session) -> None:
    assert icalendar.Calendar.from_ical(ics(session, "zh")).walk("VEVENT") == []


def test_the_sheet_says_first_what_needs_somebody(session: Session, promised: tuple[int, int, int]) -> None:
    kept.hear_of(session, promised[0], date(2027, 12, 21), "stuck", "fr", "Pas de budget")
    kept.add_commitment(session, session.scalars(sa.select(Trip.id)).one(), "fr", "Écrire", due=date(2027, 9, 2))
    sheet = registry.read(session, registry.kind("follow_up"), 1, Request("fr"))
    said = [
        [say(section.heading[0], "fr"), *(row[0].lines[0].words.best("fr") for row in section.rows)]
        for section in sheet.sections
    ]
    assert said == [["Bloqué", "Comparer, puis écrire"], ["À faire", "Écrire", "Invite the team"], ["Fait", "寄送图纸"]]
    assert [row[-1].write for section in sheet.sections for row in section.rows] == [True, True, True, False]
    assert (sheet.trip.edition.draft, sheet.trip.edition.label) == (False, "")  # it is of no version
