"""Where a case was shown on trips, and what delegates said that bears it out; an observation made into a block or case.

Whatever is made of an observation keeps it as its evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.cases import BuildingBlock, CaseSite, CaseStudy, CaseTheme
from tripplanner.model.observations import Observation, ObservationCase
from tripplanner.model.programme import Item, ItemCase
from tripplanner.model.sites import Site
from tripplanner.model.themes import AxisCode
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.learning.case_content import WHAT
from tripplanner.planning.shelving.making import next_code
from tripplanner.text import Text

OBSERVATION = msg("observation")
_TITLE = 90  # letters of a title made of what was said
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")


@dataclass(frozen=True, slots=True)
class Shown:
    """A visit that a case illuminates."""

    item_uuid: str
    title: Text
    day: date | None
    status: str
    trip_id: int
    trip: Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation that bears a case or one of its blocks out. ``voice`` is empty unless they agreed to be named."""

    link_id: int
    observation_id: int
    uuid: str
    kind: str
    text: Text
    rating: int | None
    day: date | None
    trip_id: int
    trip: Text
    item_uuid: str
    place: Text
    voice: str
    block_id: int | None


@dataclass(frozen=True, slots=True)
class Links:
    """The visits that a case illuminates or whose site shows it, and its evidence, the latest first."""

    visits: tuple[Shown, ...]
    evidence: tuple[Evidence, ...]


def links_of(session: Session, case_id: int) -> Links:
    """Visits and evidence of a case; raises :class:`NotFound`."""
    finding.get(session, CaseStudy, case_id, WHAT)
    named = sa.select(ItemCase.item_id).where(ItemCase.case_id == case_id)
    sites = sa.select(CaseSite.site_id).where(CaseSite.case_id == case_id)
    wanted = sa.select(Item).where(sa.or_(Item.id.in_(named), Item.site_id.in_(sites)))
    items = session.scalars(wanted.order_by(Item.start.desc(), Item.id)).all()
    said = sa.select(ObservationCase).where(ObservationCase.case_id == case_id).order_by(ObservationCase.id.desc())
    return Links(tuple(_shown(session, one) for one in items), tuple(_evidence(one) for one in session.scalars(said)))


def _shown(session: Session, item: Item) -> Shown:
    trip = session.get_one(Trip, item.trip_id)
    return Shown(item.uuid, item.title or (item.site.name if item.site else item.title),
                 item.start.date() if item.start else None, item.status, trip.id, trip.title)  # fmt: skip


def _evidence(link: ObservationCase) -> Evidence:
    one = link.observation
    person = one.person
    place = one.site.name if one.site is not None else one.item.title if one.item is not None else Text()
    return Evidence(
        link.id, one.id, one.uuid, one.kind, one.text, one.rating, one.day, one.trip_id, one.trip.title,
        one.item.uuid if one.item is not None else "", place,
        PersonName.of(person).printed if one.named and person is not None else "", link.block_id,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An observation that could be evidence."""

    id: int
    kind: str
    text: Text
    day: date | None
    trip: Text
    place: Text


def candidates(session: Session, case_id: int) -> tuple[Candidate, ...]:
    """The observations in words that are no evidence of the case yet, the latest first."""
    taken = sa.select(ObservationCase.observation_id).where(ObservationCase.case_id == case_id)
    wanted = (
        sa.select(Observation.id, Observation.kind, Observation.text, Observation.day, Trip.title, Site.name)
        .join(Trip, Observation.trip_id == Trip.id)
        .outerjoin(Site, Observation.site_id == Site.id)
        .where(Observation.text != Text(), Observation.id.not_in(taken))
        .order_by(Observation.day.desc(), Observation.id.desc())
    )
    return tuple(Candidate(*row[:5], row[5] or Text()) for row in session.execute(wanted))


# -- one action


def add_evidence(session: Session, observation_id: int, case_id: int, block_id: int | None = None) -> int:
    """An observation bears a case out, or one of its blocks; the number of the link. Linked twice, it is one link."""
    one, case = _observation(session, observation_id), finding.get(session, CaseStudy, case_id, WHAT)
    if block_id is not None and block_id not in {block.id for block in case.blocks}:
        raise _refused(msg("This is no longer part of the record."), msg("Read the record again."))
    return _linked(session, one, case, block_id).id


def remove_evidence(session: Session, case_id: int, link_id: int) -> None:
    """An observation no longer bears the case out; it stays with its trip."""
    case = finding.get(session, CaseStudy, case_id, WHAT)
    found = next((one for one in case.observation_links if one.id == link_id), None)
    if found is None:
        raise _refused(msg("This is no longer part of the record."), msg("Read the record again."))
    case.observation_links.remove(found)
    session.flush()


def make_block(
    session: Session, observation_id: int, case_id: int, title: Text | None = None, category_id: int | None = None
) -> int:
    """A new building block of a case out of what was said; the number of the block. Its words are its first lesson,
    in every language there is, and the observation stays its evidence; an open question is no lesson.
    """
    one, case = _observation(session, observation_id), finding.get(session, CaseStudy, case_id, WHAT)
    if category_id is not None:
        finding.get(session, AxisCode, category_id, msg("category"))
    position = max((block.position for block in case.blocks), default=-1) + 1
    lessons = () if one.kind == "question" else (one.text,)
    block = BuildingBlock(position=position, title=title or title_of(one.text), lessons=lessons, enabling_factors=())
    block.category_id = category_id
    case.blocks.append(block)
    session.flush()
    _linked(session, one, case, block.id)
    return block.id


def make_case(session: Session, observation_id: int, title: Text | None = None, author: str = "") -> int:
    """A new case out of what was said, a draft; its number. The site of the visit, its country and the themes come
    along, and the observation stays its evidence.
    """
    one = _observation(session, observation_id)
    case = CaseStudy(code=next_code(session, CaseStudy), title=title or title_of(one.text), author=author[:120].strip())
    case.original_language = one.text.source
    if one.kind == "question":
        case.challenge = one.text
    else:
        case.lessons = (one.text,)
    site = one.site
    if site is not None:
        case.countries = [site.country] if site.country else None
        case.site_links.append(CaseSite(site_id=site.id, position=0))
    links = one.theme_links or (site.theme_links if site is not None else [])
    case.theme_links += [
        CaseTheme(theme_id=id, position=place) for place, id in enumerate(link.theme_id for link in links)
    ]
    session.add(case)
    session.flush()
    _linked(session, one, case, None)
    return case.id


def _observation(session: Session, observation_id: int) -> Observation:
    one = finding.get(session, Observation, observation_id, OBSERVATION)
    if not one.text:
        raise _refused(msg("The observation has no words, only a rating."), msg("Write what was said first."))
    return one


def _linked(session: Session, one: Observation, case: CaseStudy, block_id: int | None) -> ObservationCase:
    found = next((link for link in case.observation_links if link.observation_id == one.id), None)
    if found is None or (block_id is not None and found.block_id not in (None, block_id)):
        found = ObservationCase(observation_id=one.id, block_id=block_id)
        case.observation_links.append(found)
    elif block_id is not None:
        found.block_id = block_id
    session.flush()
    session.expire(one, ["case_links"])
    return found


def title_of(said: Text) -> Text:
    """A title made of what was said: its first sentence in each language, the source's own and the others as drafts."""
    source = said.source
    made = Text().with_words(source, _first(said.get(source) or said.best()))
    for code in said.words:
        if code != source and said.state(code) != "stale":
            made = made.with_words(code, _first(said.get(code)), draft=True)
    return made


def _first(words: str) -> str:
    sentence = _SENTENCE.split(words.strip())[0].strip().rstrip(".。")
    if len(sentence) <= _TITLE:
        return sentence
    return sentence[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:，；：") + "…"


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)
