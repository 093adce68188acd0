"""What each list says of the sample, counted by hand."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents import registry
from tripplanner.documents.editions import read
from tripplanner.documents.registry import Request
from tripplanner.documents.sheets import Sheet
from tripplanner.documents.sheets.content import on_one_line
from tripplanner.documents.sheets.workbook import workbook
from tripplanner.model.costs import Cost
from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegate, RoomGuest, SubGroup, TripMember, Vehicle
from tripplanner.model.vault import Reveal
from tripplanner.planning.delegations.journeys import Way, people_of_subgroup, set_journey
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.privacy.contents import Diet
from tripplanner.planning.privacy.values import CHANGE, set_value
from tripplanner.planning.releases import release
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text
from vaults import make_vault

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


def sheet_of(session: Session, key: str) -> Sheet:
    return read(session, registry.kind(key), TRIP, Request("fr"))


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
    assert notes_of(sheet) == ["Conducteur\xa0: René BAUDRILLAC · 33 places"]
    assert notes_of(sheet, 1) == ["Encore sans conducteur · 8 places"]
    assert sum(bool(row[0]) for row in coach) == 8
    assert [row[1] for row in calls[1:]] == [f"+33\xa06\xa039\xa098\xa000\xa0{n:02}" for n in (1, 4, 2)]
    words = str([rows_of(sheet, n) for n in range(3)])
    assert "example.org" not in words


def test_a_drivers_own_copy_leaves_out_what_somebody_else_drives(own_session: Session) -> None:
    members = own_session.scalars(sa.select(TripMember).where(TripMember.trip_id == TRIP)).all()
    driver, other = (next(one for one in members if one.role == role) for role in ("driver", "staff"))
    asked = Request("fr", person=driver.person.uuid)
    assert len(headings_of(read(own_session, registry.kind("drivers"), TRIP, asked))) == 3, "nobody drives the second"
    minibus = own_session.scalars(sa.select(Vehicle).where(Vehicle.driver_id.is_(None))).one()
    minibus.driver_id = other.id
    own_session.flush()
    said = headings_of(read(own_session, registry.kind("drivers"), TRIP, asked))
    assert said == ["Autocar de 33\xa0places, moins de 12\xa0m", "Qui appeler"]
    assert len(headings_of(sheet_of(own_session, "drivers"))) == 3


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


def test_arrivals_say_by_what_people_come_and_of_whom_that_is_unknown(own_session: Session) -> None:
    sheet = sheet_of(own_session, "arrivals")
    arrivals, departures = rows_of(sheet), rows_of(sheet, 1)
    assert [(row[0], row[4]) for row in arrivals] == [("dim. 13\xa0juin\n06:45", "14")]
    assert [(row[0], row[1], row[4]) for row in departures] == [
        ("sam. 19\xa0juin", "", "6"),
        ("dim. 20\xa0juin\n14:55", "Aéroport de Genève (GVA)\ncomme au programme", "8"),
    ]
    people = people_of_subgroup(
        own_session, own_session.scalars(sa.select(SubGroup.id).where(SubGroup.code == "B")).one()
    )
    late = Way(datetime(2027, 6, 14, 6, 45), "Asia/Shanghai", None, "Genève", "CA 861", "changement à Pékin")
    set_journey(own_session, TRIP, people[1:], "arrival", late)
    arrivals = rows_of(sheet_of(own_session, "arrivals"))
    assert [row[:3] + row[4:] for row in arrivals] == [
        ["lun. 14\xa0juin\n06:45\nShanghai, heure locale", "Genève", "CA 861", "5", "changement à Pékin"],
        ["dim. 13\xa0juin\n06:45", "Aéroport de Genève (GVA)\ncomme au programme", "à vérifier", "9",
         "Aucun voyage n’est encore noté."],
    ]  # fmt: skip
    assert arrivals[0][3].splitlines()[0] == "顾明舟 GU Mingzhou"
    assert arrivals[0][3].splitlines()[-1] == "B"


def test_gifts_name_every_host_once_and_every_guest(session: Session) -> None:
    sheet = sheet_of(session, "gifts")
    hosts, guests = rows_of(sheet), rows_of(sheet, 1)
    assert [row[0] for row in hosts] == [
        "Asters – CEN 74", "NatureXpairs", "ALPARC", "ATMB", "État de Genève", "CREA", "CEN 73", "PNR Bauges", "ONF",
        "CD38", "AREA", "PNR Chartreuse", "INRAE", "PNR Vercors",
    ]  # fmt: skip
    assert hosts[1][1:] == ["Maud CHANTEREINE\nResponsable des voyages d’étude", "dim. 13\xa0juin\nAnnecy, restaurant",
                            "", "☐", ""]  # fmt: skip
    assert len(guests) == 14


def test_a_budget_never_adds_two_currencies(own_session: Session) -> None:
    assert rows_of(sheet_of(own_session, "budget")) == []

    def cost(words: str, minor: int, currency: str = "EUR", category: str = "transport", **more: Any) -> Cost:
        return Cost(trip_id=TRIP, label=Text.of("fr", [], fr=words), amount_minor=minor, currency=currency,
                    category=category, **more)  # fmt: skip

    add(own_session, cost("Autocar", 412000), cost("Autocar", 398050, actual=True, payer="NatureXpairs"),
        cost("Péages", 21000), cost("Restaurant", 95000, "CHF", "meals"), cost("Thé", 5000, "JPY", "repas d’adieu"),
        cost("Traduction", 60000, category="", actual=True))  # fmt: skip
    sheet = sheet_of(own_session, "budget")
    assert headings_of(sheet) == ["EUR", "CHF", "JPY"]
    assert rows_of(sheet) == [
        ["Autocar", "", "4\u202f120,00", "3\u202f980,50", "\u2212139,50"],
        ["Péages", "", "210,00", "", ""],
        ["Transport", "", "4\u202f330,00", "3\u202f980,50", "\u2212139,50"],
        ["Traduction", "", "", "600,00", ""],
        ["Sans catégorie", "", "", "600,00", ""],
        ["Total", "", "4\u202f330,00", "4\u202f580,50", "\u2212139,50"],
    ]
    assert notes_of(sheet)[0].endswith("4\u202f790,50\u00a0EUR")
    assert notes_of(sheet)[1].startswith("Un écart ne compte que")  # the total’s is not that of its two sums
    cell = load_workbook(io.BytesIO(workbook(sheet)))["EUR"]["C8"]
    assert (cell.value, cell.number_format) == (4120, "#,##0.00")
    assert rows_of(sheet, 2) == [["Thé", "", "5\u202f000", "", ""], ["repas d’adieu", "", "5\u202f000", "", ""]]


def test_the_head_of_delegation_faces_the_first_host(session: Session) -> None:
    sheet = sheet_of(session, "seating")
    assert len(sheet.sections) == 7
    meeting = [[row[0], row[1].split("\n")[0], row[2], row[3].split("\n")[0]] for row in rows_of(sheet, 1)]
    assert [row[0] for row in meeting] == ["13", "11", "9", "7", "5", "3", "1", "2", "4", "6", "8", "10", "12", "14"]
    assert meeting[5:9] == [
        ["3", "顾明舟 GU Mingzhou", "2", "Solène VAUQUIER"],
        ["1", "郑远山 ZHENG Yuanshan", "1", "Maud CHANTEREINE"],
        ["2", "欧阳文澜 OUYANG Wenlan", "3", "Camille TESSANDIER"],
        ["4", "阿依努尔·麦麦提 Aynur MEMET", "5", "Élodie MARCHETAZ"],
    ]
    dinner = [(row[0], row[1].split("\n")[0], row[2], row[3].split("\n")[0]) for row in rows_of(sheet)]
    assert len(dinner) == 10
    assert dinner[3:6] == [
        ("3", "Camille TESSANDIER", "2", "欧阳文澜 OUYANG Wenlan"),
        ("1", "郑远山 ZHENG Yuanshan", "1", "Maud CHANTEREINE"),
        ("2", "Solène VAUQUIER", "3", "顾明舟 GU Mingzhou"),
    ]
    # On the last day the officials take part from afar: they need no seat.
    assert "ZHENG" not in str(rows_of(sheet, 6))


def test_cooks_read_how_many_need_what_and_the_team_whose_it_is(sample_workspace: Workspace, tmp_path: Path) -> None:
    office, kind = sample_workspace, registry.kind("meals")
    with pytest.raises(VaultLocked):
        registry.content_of(office, kind, TRIP, Request("fr"))
    make_vault(office)
    guests = office.get(list_delegates, TRIP)
    for guest in (guests[0], guests[1]):  # the first leaves a day earlier
        office.do(CHANGE, set_value, office.vault, guest.person_id, "diet", Diet(("no_pork",)))
    office.do(CHANGE, set_value, office.vault, guests[4].person_id, "diet", Diet(("allergy",), "arachides CANARY7391"))
    sheet = registry.content_of(office, kind, TRIP, Request("fr"))
    assert len(sheet.sections) == 8
    assert rows_of(sheet)[0] == [
        "dim. 13\xa0juin", "12:15–13:30", "Déjeuner (buffet asiatique)", "18",
        "2 × sans porc\n1 × allergie\xa0: arachides CANARY7391\nRien n’est noté pour 15 personnes.",
    ]  # fmt: skip
    assert headings_of(sheet)[-1] == "Grenoble, restaurant"
    assert rows_of(sheet, 7)[-1][3:] == ["12", "1 × sans porc\n1 × allergie\xa0: arachides CANARY7391\n"
                            "Rien n’est noté pour 10 personnes."]  # fmt: skip
    words = [cell for n in range(8) for row in rows_of(sheet, n) for cell in row]
    assert not any(guest.name.split()[-1] in word for guest in guests for word in words)
    named = registry.content_of(office, kind, TRIP, Request("fr", options={"names": "yes"}))
    assert guests[4].name in rows_of(named)[0][4]
    uses = sa.select(sa.func.count()).select_from(Reveal).where(Reveal.purpose == "document:meals")
    assert office.get(Session.scalar, uses) == 6
    path = registry.write(kind, sheet, tmp_path / "meals.pdf")
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    assert b"CANARY7391" in said.stdout
    sides = [" ".join(side.split()) for side in said.stdout.decode().split("\f") if side.strip()]
    assert ["À détruire après le repas." in side for side in sides] == [True] * 8  # a page for each kitchen
    assert "CANARY7391" not in repr(sheet)


def test_what_hotels_and_drivers_may_not_read_never_enters_their_lists(own_session: Session) -> None:
    guests = sa.select(Delegate.person_id)
    secret = {"phone": "CANARY7391", "email": "CANARY7391@example.org", "notes": "CANARY7391"}
    own_session.execute(sa.update(Person).where(Person.id.in_(guests)).values(secret))
    own_session.execute(sa.update(Contact).values(phone="CANARY7391", email="CANARY7391@example.org"))
    own_session.execute(sa.update(Item).values(internal_notes="CANARY7391"))
    add(own_session, Cost(trip_id=TRIP, label=Text.of("fr", [], fr="CANARY7391"), payer="CANARY7391"))
    way = Way(datetime(2027, 6, 13, 6, 45), "", None, "Genève", "CA 861", "CANARY7391")
    set_journey(own_session, TRIP, [own_session.scalars(guests).first() or 0], "arrival", way)
    for key in ("rooms", "drivers"):
        sheet = sheet_of(own_session, key)
        assert "CANARY7391" not in repr(sheet.trip) + repr(sheet.sections), key
    for key in ("contacts", "runsheet", "arrivals", "budget"):
        assert "CANARY7391" in repr(sheet_of(own_session, key).sections), key  # the test can fail


def test_a_release_keeps_its_rooms_and_costs(own_session: Session) -> None:
    add(own_session, Cost(trip_id=TRIP, label=Text.of("fr", [], fr="Autocar"), amount_minor=412000))
    release(own_session, TRIP, by="anna", anyway="the host asked", today=None)
    rooms, costs = rows_of(sheet_of(own_session, "rooms")), rows_of(sheet_of(own_session, "budget"))
    own_session.execute(sa.delete(RoomGuest))
    own_session.execute(sa.update(Cost).values(amount_minor=1))
    asked = Request("fr", release=1)
    assert rows_of(read(own_session, registry.kind("rooms"), TRIP, asked)) == rooms
    assert rows_of(read(own_session, registry.kind("budget"), TRIP, asked)) == costs
    assert rows_of(sheet_of(own_session, "rooms")) != rooms
