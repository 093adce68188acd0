"""The copy of an organisation that hosts: its own items, read as hosts may read them, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import icalendar
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.cli import main
from tripplanner.documents import registry
from tripplanner.documents.content import TripContent
from tripplanner.documents.itinerary.document import laid_out
from tripplanner.documents.reading import read_trip
from tripplanner.documents.registry import Request
from tripplanner.documents.typesetting.marks import boxes
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.programme import Day, Item, ItemSubGroup
from tripplanner.model.trips import Delegate, SubGroup, Trip
from tripplanner.planning.participants import Participant
from tripplanner.planning.receivers import HostOrganisation, find_receiver, list_hosts
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

CANARY = "CANARY"


def host(session: Session, key: str = "O14") -> HostOrganisation:
    found = find_receiver(session, 1, key)
    assert isinstance(found, HostOrganisation)
    return found


def content_for(session: Session, code: str) -> TripContent:
    return read_trip(session, 1, Request("fr", organisation=host(session, code).uuid), "hosts")


def codes(items: Iterable[object]) -> list[str]:
    return [item.code for item in items]  # type: ignore[attr-defined]


def spoil(session: Session) -> None:
    """Something that hosts must not read, in every place that could tell it."""
    text = Text.of("fr", fr=CANARY)
    trip = session.scalars(sa.select(Trip)).one()
    trip.note = text
    for item in session.scalars(sa.select(Item)):
        item.internal_notes = CANARY
    for day in session.scalars(sa.select(Day)):
        day.bring = day.note = text
    for delegate in session.scalars(sa.select(Delegate)):
        delegate.person.phone = CANARY
    for person in session.scalars(sa.select(Person)):
        person.email = f"{CANARY}@example.org"


def test_a_host_reads_what_it_hosts_and_what_happens_at_its_sites(sample_workspace: Workspace) -> None:
    trip = sample_workspace.get(content_for, "O14")
    assert codes(trip.items) == ["D6-05", "D6-08"]
    assert [day.number for day in trip.days] == [6]
    assert (trip.lodgings, trip.compliance_notes, [day.nights for day in trip.days]) == ((), (), [()])
    assert len(trip.delegations[0].delegates) == 14
    sites = sample_workspace.get(content_for, "O31")
    assert len(sites.sites) == len(sites.items) == 1


def test_who_comes_is_who_takes_part(sample_workspace: Workspace) -> None:
    def part(session: Session) -> None:
        item = session.scalars(sa.select(Item).where(Item.code == "D6-02")).one()
        group = session.scalars(sa.select(SubGroup).where(SubGroup.code == "A")).one()
        session.add(ItemSubGroup(item_id=item.id, subgroup_id=group.id))

    sample_workspace.do(msg("Edit"), part)
    coming = sample_workspace.get(content_for, "O33").delegations[0].delegates
    assert [line.subgroups for line in coming] == [("A",)] * 8


def test_nothing_private_reaches_a_host(sample_workspace: Workspace) -> None:
    sample_workspace.do(msg("Edit"), spoil)
    for found in sample_workspace.get(list_hosts, 1):
        assert CANARY not in repr(sample_workspace.get(content_for, found.code))


def test_the_calendar_of_a_host_holds_the_same_items(sample_workspace: Workspace, tmp_path: Path) -> None:
    organisation = sample_workspace.get(host)
    kind = registry.kind("calendar")
    content = sample_workspace.get(kind.read, 1, Request("fr", organisation=organisation.uuid))
    path = registry.write(kind, content, tmp_path / "host.ics")
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    shown = {item.ref.uuid for item in sample_workspace.get(content_for, "O14").items}
    assert {str(event["UID"]).partition("@")[0] for event in events} == shown == organisation.items


@pytest.mark.parametrize("key", ["O14", "o14", "PNR Chartreuse", "chartreuse", "Parc naturel régional de Chartreuse"])
def test_a_host_is_found_by_what_people_call_it(sample_workspace: Workspace, key: str) -> None:
    assert sample_workspace.get(host, key).code == "O14"


def test_people_come_first_where_both_could_be_meant(sample_workspace: Workspace) -> None:
    assert isinstance(sample_workspace.get(find_receiver, 1, "9"), Participant)
    with pytest.raises(TripPlannerError, match="Several organisations"):
        sample_workspace.get(find_receiver, 1, "parc naturel")
    with pytest.raises(NotFound, match=r"fits “nobody”.*O14"):
        sample_workspace.get(find_receiver, 1, "nobody")
    with pytest.raises(NotFound, match="does not meet"):
        sample_workspace.get(read_trip, 1, Request("fr", organisation="no-such"), "hosts")


def test_the_command_line_makes_a_hosts_copy(
    sample_database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["--ui-language", "en", "--database", str(shutil.copy(sample_database, tmp_path))]
    itinerary = [*start, "document", "itinerary", "P01", "--language", "fr", "-o", str(tmp_path)]
    assert main([*itinerary, "--for", "O14"]) == 0
    assert (tmp_path / "2027-06_P01_Itinerary_draft_fr_PNR-Chartreuse.pdf").read_bytes().startswith(b"%PDF")
    assert main([*start, "calendars", "P01", "--for", "O14", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.glob("*.ics")] == ["2027-06_P01_Calendar_draft_zh_PNR-Chartreuse.ics"]
    assert main([*start, "document", "booklet", "P01", "--language", "fr", "--for", "O14"]) == 1
    assert main([*itinerary, "--for", ""]) == 1
    said = capsys.readouterr().err
    assert "“Field booklet” is not made for one organisation" in said
    assert "Nobody in this trip fits “”" in said


def test_the_itinerary_of_a_host_says_whose_it_is_and_has_no_column_of_nights(sample_workspace: Workspace) -> None:
    found = sample_workspace.get(host, "O14")
    kind = registry.kind("itinerary")
    words: dict[bool, list[str]] = {}
    for own in (True, False):
        request = Request("fr", "zh", organisation=found.uuid if own else None)
        laid = laid_out(sample_workspace.get(kind.read, 1, request))
        words[own] = [box.text for box in boxes(laid.pages) if box.kind == "text"]
    shown = {own: {said: any(said in text for text in words[own]) for said in ("Exemplaire", "Nuit")} for own in words}
    assert shown == {True: {"Exemplaire": True, "Nuit": False}, False: {"Exemplaire": False, "Nuit": True}}
    assert any(found.name.get("fr") in text for text in words[True])
