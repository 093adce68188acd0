"""Which audience may see which field: every kind of document, in every kind of file, against the table of the docs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from documents.canaries import fields_in, plant, words_of
from planning.learning.noted import note_the_trip
from tripplanner.documents import registry
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.model.costs import Cost
from tripplanner.model.journeys import Journey
from tripplanner.model.people import Person
from tripplanner.model.programme import ItemHost, Participation
from tripplanner.model.trips import Delegate, TripMember
from tripplanner.planning.privacy.contents import (
    BirthDate,
    Content,
    Diet,
    EmergencyContact,
    Health,
    Mobility,
    Passport,
)
from tripplanner.planning.privacy.values import CHANGE, set_value
from tripplanner.planning.releases.making import release
from tripplanner.store.workspace import Workspace
from vaults import make_vault

TABLE = Path(__file__).parents[2] / "docs/audiences.md"
AUDIENCES = ("delegates", "hosts", "drivers", "staff", "authorities", "public")
PERSONAL = ("itinerary", "booklet", "calendar", "field_pack")
PROTECTED: Mapping[str, Content] = {
    "passport": Passport("zqprotecteda", name="zqprotecteda"),
    "birth_date": BirthDate(date(1981, 2, 3)),
    "diet": Diet(("allergy",), "zqprotectedc"),
    "health": Health("zqprotectedd"),
    "mobility": Mobility(words="zqprotectede"),
    "emergency_contact": EmergencyContact("zqprotectedf"),
}


@dataclass(frozen=True)
class Planted:
    """The sample with a word in every field, and which field has which."""

    office: Workspace
    fields: Mapping[str, str]


@pytest.fixture(scope="module")
def planted(_sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    path = tmp_path_factory.mktemp("planted") / "trips.db"
    shutil.copyfile(_sqlite_sample, path)
    with Workspace.open(path, actor="anna", station="desk") as office:
        office.do(msg("Edit"), _what_the_sample_lacks)
        office.do(msg("Edit"), release, 1, by="anna", anyway="to compare with")
    engine = sa.create_engine(f"sqlite:///{path}")
    fields = dict(plant(engine))
    engine.dispose()
    words = ("zqprotecteda", "1981", "zqprotectedc", "zqprotectedd", "zqprotectede", "zqprotectedf")
    fields |= {word: f"protected: {kind}" for word, kind in zip(words, PROTECTED, strict=True)}
    with Workspace.open(path, actor="anna", station="desk") as office:
        make_vault(office)
        person = office.get(_a_delegate)
        for kind, value in PROTECTED.items():
            office.do(CHANGE, set_value, office.vault, person, kind, value)
        yield Planted(office, fields)


def _a_delegate(session: Session) -> int:
    person = session.scalars(sa.select(Delegate.person_id).order_by(Delegate.id)).first()
    assert person is not None
    return person


def _what_the_sample_lacks(session: Session) -> None:
    person, host = _a_delegate(session), session.scalars(sa.select(ItemHost)).first()
    assert host is not None
    session.add(Cost(trip_id=1, item_id=host.item_id, amount_minor=1000, category="meals"))
    note_the_trip(session)
    at = datetime(2027, 6, 13, 7, 0)
    session.add(Journey(trip_id=1, person_id=person, direction="arrival", at=at, zone="Europe/Paris"))


@dataclass(frozen=True)
class Seen:
    """The fields whose words are in what is read for documents, and in their files."""

    read: frozenset[str]
    filed: frozenset[str]

    def __add__(self, other: Seen) -> Seen:
        return Seen(self.read | other.read, self.filed | other.filed)


@pytest.fixture(scope="module")
def seen(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Seen]:
    """Of every kind of document, in every kind of file that it can be; of some a person’s own as well."""
    folder = tmp_path_factory.mktemp("files")
    own = Request("fr", person=planted.office.get(_a_guest))
    made = {kind.key: _seen(kind, planted, folder, Request("fr")) for kind in registry.kinds().values()}
    for key in PERSONAL:
        made[key] += _seen(registry.kinds()[key], planted, folder, own)
    driver = Request("fr", "zh", person=planted.office.get(_a_driver))
    made["pack of a driver"] = _seen(replace(registry.kind("field_pack"), formats=()), planted, folder, driver)
    return made


def _a_driver(session: Session) -> str:
    drivers = sa.select(Person.uuid).join(TripMember, TripMember.person_id == Person.id)
    return session.scalars(drivers.where(TripMember.role == "driver")).first() or ""


def _a_guest(session: Session) -> str:
    """A delegate who takes part in an item in another way than the others."""
    apart = sa.select(Participation.person_id)
    guests = sa.select(Person.uuid).join(Delegate, Delegate.person_id == Person.id).where(Person.id.in_(apart))
    return session.scalars(guests.order_by(Person.id)).first() or ""


def _seen(kind: DocumentKind, planted: Planted, folder: Path, request: Request) -> Seen:
    content = registry.content_of(planted.office, kind, 1, request)
    targets = [folder / f"{kind.key}{ending}" for ending in (kind.suffix, *kind.formats)]
    said = "\n".join(words_of(registry.write(kind, content, target)) for target in targets)
    return Seen(frozenset(fields_in(repr(content), planted.fields)), frozenset(fields_in(said, planted.fields)))


def test_files_hold_what_their_audience_may_see_and_no_more(seen: Mapping[str, Seen]) -> None:
    filed = {audience: set[str]() for audience in AUDIENCES}
    for kind in registry.kinds().values():
        filed[kind.audience] |= seen[kind.key].filed
    too_much = {audience: fields - PRIVATE[audience] - COMMON[audience] for audience, fields in filed.items()}
    assert too_much == {audience: set() for audience in AUDIENCES}
    assert {audience: fields - PRIVATE[audience] for audience, fields in filed.items()} == COMMON


def test_a_driver_gets_a_pack_of_what_drivers_may_see(seen: Mapping[str, Seen]) -> None:
    filed = seen["pack of a driver"].filed
    assert filed - PRIVATE["drivers"] - COMMON["drivers"] == set()
    assert filed >= {"office.emergency_phone", "place.name", "lodging.phone", "item.team_notes", "vehicle.name"}


def test_what_an_audience_may_not_see_of_people_is_not_even_read_for_it(seen: Mapping[str, Seen]) -> None:
    private = NOBODY.union(*PRIVATE.values())
    met = {audience: set[str]() for audience in AUDIENCES}
    for kind in registry.kinds().values():
        met[kind.audience] |= (seen[kind.key].read | seen[kind.key].filed) & private
    assert met == PRIVATE


def _table(heading: str) -> tuple[dict[str, set[str]], set[str]]:
    """Of the section under a heading: the fields that each audience may see, and those that nobody may."""
    section = TABLE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    may, nobody = {audience: set[str]() for audience in AUDIENCES}, set[str]()
    for line in section.splitlines():
        if line.startswith("| `"):
            field, _, *marks = (cell.strip() for cell in line.strip().strip("|").split("|"))
            nobody |= set() if any(marks) else {field.strip("`")}
            for audience, mark in zip(AUDIENCES, marks, strict=True):
                may[audience] |= {field.strip("`")} if mark else set()
    return may, nobody


PRIVATE, NOBODY = _table("People, and what the office keeps to itself")
COMMON, _ = _table("The programme and the library")
