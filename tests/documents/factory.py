"""A small trip built from model objects: two sub-groups that part, two zones, a night, a private item, notes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.model.cases import CaseSite, CaseStudy
from tripplanner.model.glossary import Term
from tripplanner.model.offices import Office, StandardText
from tripplanner.model.partners import Contact, Organisation
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.places import Leg, Place
from tripplanner.model.programme import (
    Break,
    Day,
    Item,
    ItemCase,
    ItemHost,
    ItemSubGroup,
    Night,
    Participation,
    Question,
)
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.sites import Site, SiteOrganisation, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import (
    Delegate,
    DelegateSubGroup,
    Delegation,
    Lodging,
    Objective,
    SubGroup,
    Trip,
    TripLanguage,
    TripMember,
    Vehicle,
)
from tripplanner.text import Text

EDITED = datetime(2027, 5, 12, 9, 30, tzinfo=UTC)


def words(en: str, fr: str = "", zh: str = "") -> Text:
    """A text written in English with its translations."""
    return Text.of("en", ["fr", "zh"], en=en, fr=fr or f"{en} (fr)", zh=zh or "中文")


def empty_database() -> Session:
    """A session on a fresh database in memory."""
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    Base.metadata.create_all(engine)
    return Session(engine)


def add(session: Session, record: Any) -> Any:
    record.created_at = record.updated_at = EDITED
    session.add(record)
    return record


def item(trip: Trip, code: str, start: datetime | None, end: datetime | None, **more: Any) -> Item:
    more.setdefault("title", words(code))
    more.setdefault("status", "confirmed")
    stamp = {"created_at": EDITED, "updated_at": EDITED}
    return Item(trip=trip, code=code, start=start, end=end, **(stamp | more))


def small_trip(session: Session) -> Trip:
    """Three days in June 2027: an arrival by plane from Beijing, visits, a fork of A and B, a night train."""
    trip = add(
        session,
        Trip(
            code="T1",
            title=words(
                "Linking parks: Geneva – Annecy", "Relier les parcs : Genève – Annecy", "连接公园：日内瓦—安纳西"
            ),
            short_title=words("Linking parks", "Relier les parcs", "连接公园"),
            route=words("Geneva · Annecy"),
            first_day=date(2027, 6, 13),
            last_day=date(2027, 6, 15),
            calendar_url="https://example.org/cal/t1",
            internal_notes="SECRET-TRIP",
        ),
    )
    trip.languages = [TripLanguage(language=language, position=n) for n, language in enumerate(("fr", "zh"))]
    trip.objectives = [Objective(position=0, text=words("Compare methods", "Comparer des méthodes", "比较方法"))]
    people = _people(session, trip)
    places = _places(session)
    site = _site(session, places["annecy"])
    _programme(session, trip, people, places, site)
    _library(session, site)
    session.flush()
    session.execute(sa.text("UPDATE item SET updated_at = '2027-05-14T18:20:00.000000Z' WHERE code = 'I4'"))
    session.commit()
    session.expire_all()
    return trip


def _people(session: Session, trip: Trip) -> dict[str, Any]:
    institute = add(session, Organisation(code="O2", name=words("Institute", "Institut", "研究院"), country="CN"))
    delegation = add(session, Delegation(trip=trip, name=words("Study group", "Groupe", "交流团"), country="CN"))
    a = add(
        session,
        SubGroup(delegation=delegation, code="A", name=words("Researchers", "Chercheurs", "研究人员"), position=0),
    )
    b = add(
        session, SubGroup(delegation=delegation, code="B", name=words("Officials", "Officiels", "官员"), position=1)
    )
    made = {"a": a, "b": b, "institute": institute}
    names = [("Zhang", "Wei", "张", "伟", a), ("Li", "Na", "李", "娜", b), ("Ouyang", "Min", "欧阳", "敏", a)]
    for rank, (family, given, native, native_given, group) in enumerate(names, 1):
        person = add(
            session,
            Person(
                family_name=family,
                given_name=given,
                native_family=native,
                native_given=native_given,
                native_script="Hans",
                phone="+86 139 PRIVATE",
                email="private@example.org",
                notes="SECRET-PERSON",
            ),
        )
        person.sensitive = [SensitiveValue(kind="passport", value="SECRET-PASSPORT")]
        delegate = add(
            session,
            Delegate(
                delegation=delegation,
                person=person,
                rank=rank,
                post=words("Researcher", "Chercheur", "研究员"),
                organisation_id=None,
                organisation=institute,
            ),
        )
        add(session, DelegateSubGroup(delegate=delegate, subgroup=group))
        made[given] = person
    guide = add(
        session, Person(family_name="Martin", given_name="Claire", name_order="given_first", phone="+33 6 39 98 00 01")
    )
    add(
        session, TripMember(trip=trip, person=guide, role="staff", post=words("Guide", "Accompagnatrice", "随团联络人"))
    )
    driver = add(session, Person(family_name="Roux", given_name="Luc", name_order="given_first", phone="+33 6 DRIVER"))
    member = add(session, TripMember(trip=trip, person=driver, role="driver", position=1))
    made["coach"] = add(
        session, Vehicle(trip=trip, code="coach-1", name=words("Coach", "Autocar", "大巴"), seats=20, driver=member)
    )
    made["guide"] = guide
    return made


def _places(session: Session) -> dict[str, Place]:
    geneva = add(
        session,
        Place(
            code="geneva",
            name=words("Geneva", "Genève", "日内瓦"),
            kind="town",
            country="CH",
            latitude=46.2,
            longitude=6.14,
        ),
    )
    annecy = add(
        session,
        Place(
            code="annecy",
            name=words("Annecy", "Annecy", "安纳西"),
            kind="town",
            country="FR",
            latitude=45.9,
            longitude=6.13,
            altitude_m=448,
        ),
    )
    airport = add(
        session,
        Place(
            code="gva",
            name=words("Geneva airport", "Aéroport de Genève", "日内瓦机场"),
            kind="airport",
            country="CH",
            latitude=46.238,
            longitude=6.109,
            parent=geneva,
        ),
    )
    hotel = add(
        session,
        Place(
            code="hotel",
            name=words("Hotel", "Hôtel", "酒店"),
            kind="hotel",
            country="FR",
            latitude=45.9,
            longitude=6.12,
            parent=annecy,
        ),
    )
    leg = add(
        session, Leg(code="L1", from_place=airport, to_place=annecy, distance_km=45, drive_min=50, margin_percent=15)
    )
    return {"geneva": geneva, "annecy": annecy, "airport": airport, "hotel": hotel, "leg": leg}


def _site(session: Session, place: Place) -> Site:
    nature = add(session, Theme(code="crossings", name=words("Crossings", "Passages", "通道"), colour="nature"))
    owner = add(
        session, Organisation(code="O8", acronym="ASTERS", name=words("Asters", "Asters", "Asters自然遗产管理局"))
    )
    site = add(
        session,
        Site(
            code="S1",
            name=words("Viry overpass", "Écopont de Viry", "维里生态天桥"),
            country="FR",
            latitude=46.12,
            longitude=6.03,
            altitude_m=480,
            summary=words("A green bridge for camera traps.", "Un pont vert.", "生态天桥。"),
            facts=(words("2019: opened", "2019 : ouvert", "2019年启用"),),
            typical_visit_min=75,
            group_cap=15,
            permit_needed=True,
            walk_min=15,
            ascent_m=10,
            step_free=False,
            outdoor=True,
            open_months=[4, 5, 6],
            place=place,
            access_note=words("Nobody walks on the bridge.", "Personne sur le pont.", "严禁登桥。"),
        ),
    )
    add(session, SiteTheme(site=site, theme=nature))
    add(session, SiteOrganisation(site=site, organisation=owner))
    session.flush()
    add(session, Reference(owner_uuid=site.uuid, citation="", url="https://example.org/viry"))
    add(session, VerifyMark(owner_uuid=site.uuid, what="group size"))
    return site


def _programme(session: Session, trip: Trip, people: dict[str, Any], places: dict[str, Any], site: Site) -> None:
    day = add(
        session,
        Day(
            trip=trip,
            date=date(2027, 6, 13),
            title=words("Arrival", "Arrivée", "抵达"),
            bring=words("Boots", "Bottes", "靴子"),
        ),
    )
    lodging = add(
        session,
        Lodging(
            trip=trip,
            place=places["hotel"],
            name=words("Lake hotel", "Hôtel du Lac", "湖畔酒店"),
            phone="+33 4 65 71 00 00",
        ),
    )
    add(session, Night(day=day, lodging=lodging))
    at = datetime
    flight = item(
        trip,
        "I1",
        at(2027, 6, 13, 1, 30),
        at(2027, 6, 13, 6, 45),
        type="arrival",
        start_zone="Asia/Shanghai",
        place=places["airport"],
    )
    coach = item(
        trip,
        "I2",
        at(2027, 6, 13, 8, 0),
        at(2027, 6, 13, 9, 0),
        type="transfer",
        leg=places["leg"],
        from_place=places["airport"],
        to_place=places["annecy"],
        vehicle=people["coach"],
    )
    visit = item(
        trip,
        "I3",
        at(2027, 6, 14, 14, 10),
        at(2027, 6, 14, 15, 25),
        site=site,
        interpreting="consecutive",
        internal_notes="SECRET-ITEM",
        team_notes=words("TEAM-NOTE"),
        passport_needed=True,
        fallback=words("Town hall", "Mairie", "镇政府"),
    )
    only_a = item(trip, "I4", at(2027, 6, 15, 10, 30), at(2027, 6, 15, 12, 0), status="requested", type="meeting")
    only_b = item(trip, "I5", at(2027, 6, 15, 10, 30), at(2027, 6, 15, 13, 0), type="departure")
    train = item(trip, "I6", at(2027, 6, 15, 22, 0), at(2027, 6, 16, 6, 30), type="transfer", status="cancelled")
    hidden = item(trip, "I7", at(2027, 6, 14, 8, 0), at(2027, 6, 14, 9, 0), private=True)
    unplaced = item(trip, "I8", None, None, duration_min=60)
    session.add_all([flight, coach, visit, only_a, only_b, train, hidden, unplaced])
    for record, group in ((only_a, people["a"]), (only_b, people["b"])):
        add(session, ItemSubGroup(item=record, subgroup=group))
    contact = add(session, Contact(organisation=people["institute"], person=people["guide"], phone="+33 CONTACT"))
    add(session, ItemHost(item=visit, organisation=people["institute"], contact=contact, state="confirmed"))
    add(session, Question(item=visit, text=words("Who pays?", "Qui paie ?", "谁出资？")))
    add(session, Break(item=visit, start=at(2027, 6, 14, 14, 40), end=at(2027, 6, 14, 14, 50)))
    add(session, Participation(item=visit, person=people["Na"], mode="absent"))


def _library(session: Session, site: Site) -> None:
    case = add(
        session, CaseStudy(code="C01", title=words("Viry corridor", "Corridor de Viry", "维里廊道"), countries=["FR"])
    )
    add(session, CaseSite(case=case, site=site))
    visit = session.query(Item).filter_by(code="I3").one()
    add(session, ItemCase(item=visit, case=case))
    add(
        session,
        Term(
            code="G1",
            term=words("camera trap", "piège photographique", "红外相机"),
            category="monitoring",
            forbidden={"zh": ["照相陷阱"]},
        ),
    )
    add(session, Term(code="G2", term=words("glacier", "glacier", "冰川"), category="climate"))
    add(
        session,
        StandardText(
            key="practical.water",
            title=words("Water", "Eau", "饮水"),
            body=words("Hot water.", "Eau chaude.", "热水。"),
        ),
    )
    add(
        session,
        Office(name=words("The office", "Le bureau", "办公室"), short_name="NatureXpairs", emergency_phone="+33 1 00"),
    )
