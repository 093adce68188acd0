"""What each list says of the sample, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.editions import read
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets import Sheet
from tripplanner.documents.sheets.content import on_one_line
from tripplanner.model.people import Person
from tripplanner.model.trips import RoomGuest, TripMember

TRIP = 1


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


@pytest.fixture
def own_session(sample_session: SampleSession) -> Iterator[Session]:
    """To write in."""
    with sample_session() as opened:
        yield opened


def sheet_of(session: Session, key: str, *languages: str) -> Sheet:
    return read(session, registry.kind(key), TRIP, Request(*(languages or ("fr",))))


def rows_of(sheet: Sheet, section: int = 0) -> list[list[str]]:
    """The words of each row; a box to tick is ☐."""
    found = sheet.sections[section].rows
    return [
        ["☐" if cell.tick else "\n".join(on_one_line(line.words, sheet.languages) for line in cell.lines)
         for cell in row]
        for row in found
    ]  # fmt: skip


def headings_of(sheet: Sheet) -> list[str]:
    return [on_one_line(section.heading[0], sheet.languages[:1]) for section in sheet.sections]


def notes_of(sheet: Sheet, section: int = 0) -> list[str]:
    return [on_one_line(words, sheet.languages) for words in sheet.sections[section].notes]


def add(session: Session, *rows: Any) -> None:
    session.add_all(rows)
    session.flush()


def test_rooms_say_who_shares_them_and_for_which_nights(own_session: Session) -> None:
    sheet = sheet_of(own_session, "rooms")
    assert headings_of(sheet) == ["Annecy, hôtel", "Les Houches, hôtel", "Chambéry, hôtel", "Grenoble, hôtel"]
    assert [section.own_page for section in sheet.sections] == [False, True, True, True]
    assert notes_of(sheet) == ["13 chambres · 18 occupants"]
    assert rows_of(sheet)[0] == ["201", "1", "郑远山 ZHENG Yuanshan", "dim. 13\xa0juin", "mar. 15\xa0juin", "2", ""]
    assert rows_of(sheet)[4][:3] == ["205", "2", "许朵 XU Duo\n央金 Yangjin"]
    # In Grenoble the officials leave a day earlier than the researchers and the team.
    nights = [row[5] for row in rows_of(sheet, 3)]
    guests = [row[2].count("\n") + 1 for row in rows_of(sheet, 3)]
    assert sum(n for n, own in zip(guests, nights, strict=True) if own == "1") == 6
    assert sum(n for n, own in zip(guests, nights, strict=True) if own == "2") == 12
    yangjin = own_session.scalars(sa.select(Person.id).where(Person.given_name == "Yangjin")).one()
    own_session.execute(sa.delete(RoomGuest).where(RoomGuest.person_id == yangjin, RoomGuest.room_id < 14))
    last = rows_of(sheet_of(own_session, "rooms"))[-1]
    assert last == ["à attribuer", "", "央金 Yangjin", "dim. 13\xa0juin", "mar. 15\xa0juin", "2", ""]


def test_contacts_are_in_sections_with_the_days_of_each_host(session: Session) -> None:
    sheet = sheet_of(session, "contacts")
    assert headings_of(sheet) == ["Urgences", "L’équipe", "Hôtes", "Hébergement", "Délégation"]
    assert [row[0] for row in rows_of(sheet)] == ["112", "15", "114", "144", "+86\xa010\xa012308"]
    assert [row[1][-2:] for row in rows_of(sheet, 1)] == ["01", "04", "02", "03"]
    hosts = rows_of(sheet, 2)
    assert len(hosts) == 14
    assert hosts[0] == [
        "Asters – CEN 74", "Solène VAUQUIER\nResponsable des réserves naturelles", "+33\xa06\xa039\xa098\xa001\xa013",
        "solene-vauquier@example.org", "1, 2, 3, 4",
    ]  # fmt: skip
    assert [row[3] for row in rows_of(sheet, 3)] == ["1, 2", "3", "4, 5", "6, 7"]


def test_a_driver_reads_what_each_vehicle_drives_and_who_is_aboard(session: Session) -> None:
    sheet = sheet_of(session, "drivers")
    assert headings_of(sheet) == ["Autocar de 33\xa0places, moins de 12\xa0m", "Minibus de 8\xa0places", "Qui appeler"]
    coach, minibus, calls = (rows_of(sheet, n) for n in range(3))
    assert (len(coach), len(minibus)) == (21, 1)
    assert coach[0] == ["dim. 13\xa0juin\n85\xa0km · 2\xa0h", "08:00–09:00", "Aéroport de Genève (GVA)", "Annecy",
                        "45\xa0km", "50\xa0min", "14", ""]  # fmt: skip
    assert minibus[0][6] == "6\nB"
    assert sum(bool(row[0]) for row in coach) == 8
    assert [row[1] for row in calls[1:]] == [f"+33\xa06\xa039\xa098\xa000\xa0{n:02}" for n in (1, 4, 2)]
    words = str([rows_of(sheet, n) for n in range(3)])
    assert "example.org" not in words


def test_the_run_sheet_has_a_page_a_day_with_what_only_the_team_reads(session: Session) -> None:
    sheet = sheet_of(session, "runsheet")
    assert [len(section.rows) for section in sheet.sections] == [8, 9, 7, 7, 9, 8, 8, 4]
    dinner = rows_of(sheet)[7]
    assert dinner[0] == "18:30–20:30"
    assert dinner[2].splitlines() == [
        "NatureXpairs", "Maud CHANTEREINE", "+33\xa06\xa039\xa098\xa001\xa011", "pas encore sollicité",
        "Asters – CEN 74", "Solène VAUQUIER", "+33\xa06\xa039\xa098\xa001\xa013", "pas encore sollicité",
    ]  # fmt: skip
    assert dinner[3] == "à confirmer\ninterprétation consécutive"
    assert dinner[4].startswith("Chef de délégation à la droite de l’hôte")
    workshop = rows_of(sheet, 7)[0]
    assert workshop[4].splitlines()[-1].startswith("En ligne\xa0: ")
    assert workshop[4].count(",") == 5


def test_interpreters_read_their_hours_and_what_nobody_interprets(own_session: Session) -> None:
    sheet = sheet_of(own_session, "interpreters")
    (rows,) = (rows_of(sheet, n) for n in range(len(sheet.sections)))
    assert len(rows) == 22
    assert rows[0][0] == "dim. 13\xa0juin\n3\xa0h\xa030"
    assert notes_of(sheet) == ["Interprète chinois-français · +33\xa06\xa039\xa098\xa000\xa002 · 40\xa0h\xa030"]
    own_session.execute(sa.update(TripMember).where(TripMember.role == "interpreter").values(to_day=date(2027, 6, 19)))
    later = sheet_of(own_session, "interpreters")
    assert headings_of(later)[1] == "Encore sans interprète"
    assert [row[1] for row in rows_of(later, 1)] == ["08:30–11:15\nà confirmer"]
