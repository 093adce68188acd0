"""Nothing of the library and the programme is lost: counts, and facts picked from every corner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.model import (
    cases,
    glossary,
    offices,
    partners,
    people,
    places,
    programme,
    provenance,
    sites,
    themes,
)
from tripplanner.model import trips as trip_model
from tripplanner.names import PersonName
from tripplanner.planning.records.schema import schemas
from tripplanner.resources import resource
from tripplanner.text import Text

SAMPLE = resource("sample")
FILES = sorted([*SAMPLE.glob("library/*.json"), SAMPLE / "programme.json"])


@pytest.fixture(scope="module")
def session(sample_session: SampleSession) -> Iterator[Session]:
    """The sample in a database in memory; nothing here changes it."""
    with sample_session() as found:
        yield found


def one(session: Session, cls: Any, code: str) -> Any:
    return session.scalars(sa.select(cls).where(cls.code == code)).one()


@pytest.mark.parametrize(
    ("cls", "count"),
    [
        (themes.Theme, 33),
        (themes.AxisCode, 78),
        (places.Place, 53),
        (places.Leg, 41),
        (partners.Organisation, 44),
        (sites.Site, 42),
        (cases.CaseStudy, 23),
        (cases.BuildingBlock, 57),
        (glossary.Term, 140),
        (trip_model.Trip, 1),
        (trip_model.SubGroup, 2),
        (trip_model.Delegate, 14),
        (trip_model.Vehicle, 2),
        (trip_model.Lodging, 4),
        (programme.Day, 8),
        (programme.Item, 60),
        (programme.Question, 15),
        (programme.Break, 1),
        (programme.ItemCase, 20),
        (programme.ItemHost, 30),
        (trip_model.Objective, 3),
        (trip_model.ComplianceNote, 5),
        (cases.CaseAxis, 281),
        (cases.CaseSite, 30),
        (cases.CaseOrganisation, 36),
        (sites.SiteTheme, 153),
        (provenance.VerifyMark, 137),
        (provenance.Reference, 627),
        (people.SensitiveValue, 0),
        (offices.Office, 1),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_record_is_there(session: Session, cls: Any, count: int) -> None:
    assert session.scalar(sa.select(sa.func.count()).select_from(cls)) == count


def test_every_mark_of_what_is_to_verify_hangs_on_its_record(session: Session) -> None:
    def marked(cls: Any) -> int:
        owners = sa.select(provenance.VerifyMark.owner_uuid)
        return session.scalar(sa.select(sa.func.count()).select_from(cls).where(cls.uuid.in_(owners))) or 0

    kinds = (sites.Site, partners.Organisation, cases.CaseStudy, places.Place)
    assert [marked(cls) for cls in kinds] == [34, 11, 6, 53]
    assert [mark.what for mark in one(session, sites.Site, "S01").verify_marks] == [
        "exact coordinates",
        "viewpoint and group size with ATMB",
    ]


def test_every_record_of_the_library_has_a_source(session: Session) -> None:
    for cls in (themes.Theme, themes.AxisCode, places.Place, places.Leg, partners.Organisation, sites.Site,
                cases.CaseStudy, cases.BuildingBlock, glossary.Term):  # fmt: skip
        bare = [record.sample_key for record in session.scalars(sa.select(cls)) if not record.references]
        assert bare == [], cls.__name__


def test_a_site_keeps_its_facts_rules_and_sources(session: Session) -> None:
    site = one(session, sites.Site, "S01")
    assert site.name.get("zh") == "维里生态天桥（A40高速公路）"
    assert site.facts[1].get("en") == "EUR 4.3 million, funded 50/50 by ATMB and the State of Geneva"
    assert site.facts[1].get("zh") == "造价430万欧元，由ATMB与日内瓦州各承担一半"
    assert (site.open_months, site.open_weekdays, site.open_hours) == (list(range(1, 13)), None, None)
    assert (site.group_cap, site.permit_needed, site.walk_min, site.ascent_m) == (15, True, 15, 10)
    assert (site.step_free, site.outdoor, site.max_vehicle_seats, site.lead_days) == (False, True, None, None)
    assert site.typical_visit_min == 75
    assert (site.references[0].kind, site.references[0].url) == ("source", "http://ecopont.atmb.com/")
    assert [one.kind for one in site.references] == ["source", "more", "more"]
    assert site.provenance["name_zh_status"] == "proposed transliteration, translator to confirm"
    assert site.provenance["rules_status"] == "draft, derived from the record’s access prose"
    assert [link.theme.code for link in site.theme_links] == [
        "wildlife-crossings", "transboundary", "corridor-governance", "monitoring",
    ]  # fmt: skip


def test_unknown_rules_stay_unknown(session: Session) -> None:
    unknown = session.scalars(sa.select(sites.Site.code).where(sites.Site.open_months.is_(None))).all()
    assert len(unknown) == 5
    captive = one(session, sites.Site, "S08")
    assert (captive.group_cap, captive.permit_needed, captive.walk_min, captive.step_free) == (None, True, None, None)
    assert one(session, sites.Site, "S17").max_vehicle_seats == 20


def test_a_case_keeps_its_axes_blocks_and_references(session: Session) -> None:
    case = one(session, cases.CaseStudy, "C01")
    assert [link.axis_code.code for link in case.axis_links if link.axis_code.axis == "governance"] == [
        "operator-lead", "contract-charter", "cross-border",
    ]  # fmt: skip
    assert [block.category.code for block in case.blocks] == ["finance", "land", "monitoring"]
    assert case.blocks[2].lessons[0].get("zh") == "禁止人员进入是设计的一部分：应预先考虑如何不进入也能展示"
    assert [one.citation for one in case.references if one.kind == "reference"] == [
        "ATMB écopont site", "State of Geneva release", "Tribune de Genève",
    ]  # fmt: skip
    assert [link.site.code for link in case.site_links] == ["S01", "S28"]
    assert case.provenance["validation_status"].startswith("draft")
    assert sum(not block.lessons for block in session.scalars(sa.select(cases.BuildingBlock))) == 2


def test_the_glossary_keeps_wrong_renderings(session: Session) -> None:
    corridor = one(session, glossary.Term, "G001")
    assert corridor.forbidden == {"zh": ["走廊"]}
    forbidding = [term for term in session.scalars(sa.select(glossary.Term)) if term.forbidden]
    assert len(forbidding) == 8
    assert one(session, glossary.Term, "G063").term.get("zh") == "成熟林"


def test_legs_lead_both_ways_with_their_margin(session: Session) -> None:
    leg = one(session, places.Leg, "L01")
    assert (leg.from_place.code, leg.to_place.code) == ("geneva-airport", "annecy")
    assert (leg.distance_km, leg.drive_min, leg.margin_percent, leg.both_ways) == (45, 50, 15, True)
    assert one(session, places.Place, "annecy-pringy").parent.code == "annecy"


def test_an_item_keeps_time_place_hosts_and_texts(session: Session) -> None:
    item = one(session, programme.Item, "D2-01")
    assert (item.start, item.end) == (datetime(2027, 6, 14, 8, 45), datetime(2027, 6, 14, 12, 0))
    assert (item.start_zone, item.end_zone, item.interpreting) == ("Europe/Paris", "Europe/Paris", "consecutive")
    assert [host.organisation.code for host in item.host_links] == ["O01", "O08", "O07"]
    assert [(one.start, one.end) for one in item.breaks] == [
        (datetime(2027, 6, 14, 10, 15), datetime(2027, 6, 14, 10, 35))
    ]
    assert [link.case.code for link in item.case_links] == ["C03", "C04", "C05"]
    assert item.questions[1].text.get("zh") == "哪种方法能绘出规划者认可的地图？"
    assert item.place.code == "annecy-pringy"


def test_a_transfer_keeps_its_leg_and_vehicle(session: Session) -> None:
    item = one(session, programme.Item, "D7-04")
    assert (item.from_place.code, item.to_place.code, item.vehicle.code) == (
        "lans-en-vercors", "geneva-airport", "coach-2",
    )  # fmt: skip
    assert (item.distance_km, item.drive_min, item.leg.code) == (180, 145, "L25")
    assert [link.subgroup.code for link in item.subgroup_links] == ["B"]


def test_notes_for_everyone_and_for_the_team_are_kept_apart(session: Session) -> None:
    boots, seating, train = (one(session, programme.Item, code) for code in ("D5-02", "D1-08", "D3-04"))
    assert (boots.notes.get("fr"), boots.team_notes) == ("Bottes\u202f; répulsif contre les moustiques.", Text())
    assert (seating.notes, seating.team_notes.get("en")[:18]) == (Text(), "Head of delegation")
    assert (train.notes.get("zh"), train.team_notes.get("zh")) == (
        "海拔1913米：注意日晒、大风和保暖；爬升仅60米。", "按人数预订火车票。",
    )  # fmt: skip
    assert [item.code for item in session.scalars(sa.select(programme.Item)) if item.passport_needed] == ["D2-05"]


def test_officials_join_the_last_workshop_online(session: Session) -> None:
    workshop = one(session, programme.Item, "D8-01")
    assert {part.mode for part in workshop.participants} == {"online"}
    assert len(workshop.participants) == 6
    assert workshop.participation_note.get("en") == "Officials (group B) join online for 30 min"


def test_everyone_sleeps_somewhere_until_they_fly(session: Session) -> None:
    nights = {
        (day.date, night.subgroup.code if night.subgroup else ""): night.lodging and night.lodging.place.code
        for day in session.scalars(sa.select(programme.Day))
        for night in day.nights
    }
    assert nights[date(2027, 6, 15), ""] == "les-houches-hotel"
    assert nights[date(2027, 6, 19), "A"] == "grenoble-hotel"
    assert nights[date(2027, 6, 19), "B"] is None
    assert nights[date(2027, 6, 20), "A"] is None


def test_the_delegation_is_in_order_of_rank_with_all_sorts_of_names(session: Session) -> None:
    delegates = session.scalars(sa.select(trip_model.Delegate).order_by(trip_model.Delegate.rank)).all()
    assert [delegate.rank for delegate in delegates] == list(range(1, 15))
    assert [delegate.role for delegate in delegates[:2]] == ["head", "deputy"]
    groups = [delegate.subgroup_links[0].subgroup.code for delegate in delegates]
    assert (groups.count("A"), groups.count("B")) == (8, 6)
    names = {PersonName.of(delegate.person).printed for delegate in delegates}
    assert {"欧阳文澜 OUYANG Wenlan", "许朵 XU Duo", "央金 Yangjin", "阿依努尔·麦麦提 Aynur MEMET"} <= names


def test_every_person_is_said_to_be_fictional(session: Session) -> None:
    for person in session.scalars(sa.select(people.Person)):
        assert "Fictional" in person.provenance["note"]
        assert person.email.endswith("@example.org")
        assert person.phone == "" or person.phone.startswith("+33 6 39 98 ")


def test_every_host_has_a_contact(session: Session) -> None:
    hosts = session.scalars(sa.select(programme.ItemHost)).all()
    assert [host.item.code for host in hosts if host.contact is None] == []
    assert {host.contact.organisation_id == host.organisation_id for host in hosts} == {True}


def test_every_guest_and_the_team_have_a_bed_in_every_lodging(session: Session) -> None:
    for lodging in session.scalars(sa.select(trip_model.Lodging)):
        guests = [guest.person_id for room in lodging.rooms for guest in room.guests]
        assert (len(guests), len(set(guests))) == (18, 18)
        assert all(len(room.guests) <= (room.beds or 0) for room in lodging.rooms)


def all_texts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of the files, with the record it stands in."""

    def walk(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(value, dict):
            where = f"{where} {value['key']}" if "key" in value else where
            if {"en", "fr", "zh"} & value.keys() and not {"key", "references"} & value.keys():
                yield where, value
            for name, inner in value.items():
                if name != "forbidden":
                    yield from walk(inner, f"{where}/{name}")
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, where)

    for path in FILES:
        yield from walk(json.loads(path.read_text(encoding="utf-8")), path.stem)


def test_every_text_is_in_three_languages() -> None:
    assert [where for where, text in all_texts() if {"en", "fr", "zh"} - text.keys()] == []


def test_translations_are_marked_as_drafts(session: Session) -> None:
    for item in session.scalars(sa.select(programme.Item)):
        assert {item.title.state(code) for code in ("fr", "zh")} == {"draft"}
        assert item.title.state("en") == "source"
    assert one(session, programme.Item, "D2-04").purpose.drafts == {"en", "fr", "zh"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_fit_their_schema(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    described = json.loads((path.parent / raw["$schema"]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(described)
    assert list(jsonschema.Draft202012Validator(described).iter_errors(raw)) == []


def test_the_schemas_are_those_of_the_code() -> None:
    assert {name: (SAMPLE / name).read_text(encoding="utf-8") for name in schemas()} == schemas()


def test_the_smallest_programme_of_the_readme_is_one() -> None:
    block = (SAMPLE / "README.md").read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    described = json.loads(schemas()["programme.schema.json"])
    assert list(jsonschema.Draft202012Validator(described).iter_errors(json.loads(block))) == []
