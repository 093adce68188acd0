"""What belongs to an item: its hosts and their answers, guests, questions, case studies, and where it takes place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.programme import Item, ItemCase, ItemHost, Participation, Question
from tripplanner.model.sites import Site
from tripplanner.model.trips import Vehicle
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.arranging.rights import open_item
from tripplanner.planning.items import WHAT
from tripplanner.planning.words import HOST_STATE
from tripplanner.text import EMPTY, Text

Name = Text | str
SITE = msg("site")
L = TypeVar("L", ItemHost, ItemCase, Participation)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that belongs to an item; ``state`` and ``contact`` (their name) are those of a host."""

    id: int
    name: Name
    state: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Attending:
    """One person's own part in an item: ``mode`` is a key of ``PRESENCE``.

    ``since`` and ``until`` are civil times of the item's first zone, ``None``: from its start, to its end.
    """

    id: int
    name: str
    mode: str
    since: datetime | None
    until: datetime | None
    note: Text


@dataclass(frozen=True, slots=True)
class Pause:
    """A break inside an item, in civil times of the item's first zone."""

    id: int
    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class ItemParts:
    """Everything that belongs to an item, in order. ``links`` gives the record of each of ``LINKS``."""

    item_id: int
    hosts: tuple[Part, ...]
    guests: tuple[Attending, ...]
    breaks: tuple[Pause, ...]
    questions: tuple[Part, ...]
    cases: tuple[Part, ...]
    links: dict[str, Part | None]


#: The records an item leads to: column, relationship, class, in the order a screen shows them.
LINKS: dict[str, tuple[str, Any]] = {
    "site": ("site_id", Site),
    "place": ("place_id", Place),
    "from_place": ("from_place_id", Place),
    "to_place": ("to_place_id", Place),
    "vehicle": ("vehicle_id", Vehicle),
    "fallback_site": ("fallback_site_id", Site),
}


def parts(session: Session, item_id: int) -> ItemParts:
    """What belongs to an item; raises :class:`NotFound`."""
    item = finding.get(session, Item, item_id, WHAT)
    return ItemParts(
        item.id,
        tuple(Part(one.id, one.organisation.name, one.state, _contact(one)) for one in item.host_links),
        tuple(_attending(one) for one in item.participants),
        tuple(Pause(one.id, one.start, one.end) for one in item.breaks),
        tuple(Part(one.id, one.text) for one in item.questions),
        tuple(Part(one.id, one.case.title) for one in item.case_links),
        {name: _linked(getattr(item, name)) for name in LINKS},
    )


def _contact(host: ItemHost) -> str:
    return PersonName.of(host.contact.person).printed if host.contact is not None else ""


def _attending(one: Participation) -> Attending:
    return Attending(one.id, PersonName.of(one.person).printed, one.mode, one.from_time, one.to_time, one.note)


def _linked(record: Any) -> Part | None:
    return None if record is None else Part(record.id, record.name or getattr(record, "code", ""))


def candidates(session: Session, what: str, trip_id: int) -> list[Part]:
    """What may be chosen for ``what``: a link, or *hosts*, *cases*, *guests*; in alphabetical order of their codes."""
    if what == "guests":
        people = session.scalars(sa.select(Person).order_by(Person.family_name, Person.given_name, Person.id))
        return [Part(one.id, PersonName.of(one).printed) for one in people]
    if what == "vehicle":
        own = sa.select(Vehicle).where(Vehicle.trip_id == trip_id).order_by(Vehicle.code, Vehicle.id)
        return [Part(one.id, one.name or one.code) for one in session.scalars(own)]
    model: Any = {"hosts": Organisation, "cases": CaseStudy}.get(what) or LINKS[what][1]
    name = model.title if what == "cases" else model.name
    rows = session.execute(sa.select(model.id, name).order_by(model.code, model.id))
    return [Part(id, text or EMPTY) for id, text in rows]


def set_link(session: Session, item_id: int, version: int | None, name: str, target: int | None) -> None:
    """Let an item lead to another site, place or vehicle (one of ``LINKS``), or to none."""
    setattr(open_item(session, item_id, version), LINKS[name][0], target)
    session.flush()


def set_where(session: Session, item_id: int, version: int | None, site: int | None, place: int | None) -> None:
    """Where an item is: at a site of the library and its place, at a place alone, or nowhere yet."""
    item = open_item(session, item_id, version)
    found = finding.get(session, Site, site, SITE) if site is not None else None
    item.site_id, item.place_id = site, found.place_id if found is not None else place
    session.flush()


def add_host(session: Session, item_id: int, organisation_id: int) -> int:
    """An organisation that receives, still to be contacted; one that does already stays as it is."""
    item = open_item(session, item_id, None)  # held: its links do not hold it
    links = item.host_links
    known = [one for one in links if one.organisation_id == organisation_id]
    return _joined(session, links, known, lambda: ItemHost(organisation_id=organisation_id, position=_next(links)))


def set_host_state(session: Session, item_id: int, host_id: int, state: str, today: date | None = None) -> None:
    """How far one has come with a host since ``today`` (``None``: nobody knows): one of the keys of ``HOST_STATE``."""
    if state not in HOST_STATE:
        raise ValueError(f"no state {state!r}")
    link = own_part(open_item(session, item_id, None).host_links, host_id)
    if link.state != state:
        link.state, link.since = state, today
    session.flush()


def add_case(session: Session, item_id: int, case_id: int) -> int:
    """A case study that illuminates the item."""
    item = open_item(session, item_id, None)
    links = item.case_links
    known = [one for one in links if one.case_id == case_id]
    return _joined(session, links, known, lambda: ItemCase(case_id=case_id, position=_next(links)))


def add_guest(session: Session, item_id: int, person_id: int) -> int:
    """A person from outside who is present at the item."""
    item = open_item(session, item_id, None)
    links = item.participants
    known = [one for one in links if one.person_id == person_id]
    return _joined(session, links, known, lambda: Participation(person_id=person_id, mode="present"))


def _joined(session: Session, links: list[L], known: list[L], make: Callable[[], L]) -> int:
    """The link that is known, or else a new one at the end."""
    if known:
        return known[0].id
    made = make()
    links.append(made)
    session.flush()
    return made.id


def add_question(session: Session, item_id: int, language: str, words: str) -> int:
    """A question prepared for the visit."""
    item = open_item(session, item_id, None)
    made = Question(position=_next(item.questions), text=EMPTY.with_words(language, words))
    item.questions.append(made)
    session.flush()
    return made.id


def edit_question(session: Session, item_id: int, question_id: int, language: str, words: str) -> None:
    """Another wording of a question in one language."""
    question = own_part(open_item(session, item_id, None).questions, question_id)
    if question.text.get(language) != words:
        question.text = question.text.with_words(language, words)
        session.flush()


def remove_part(session: Session, item_id: int, what: str, id: int) -> None:
    """Take off one of the *hosts*, *guests*, *breaks*, *questions* or *cases* of an item."""
    item = open_item(session, item_id, None)
    held: Any = getattr(item, _HELD[what])
    held.remove(own_part(held, id))
    session.flush()


_HELD = {
    "hosts": "host_links", "guests": "participants", "breaks": "breaks", "questions": "questions",
    "cases": "case_links",
}  # fmt: skip
ADD: dict[str, Callable[[Session, int, int], int]] = {"hosts": add_host, "guests": add_guest, "cases": add_case}


def _next(parts: Any) -> int:
    return max((one.position for one in parts), default=-1) + 1


def own_part(held: Any, id: int) -> Any:
    """The link or part with this number among those of an item; a refusal where it was taken off meanwhile."""
    found = next((one for one in held if one.id == id), None)
    if found is None:
        raise TripPlannerError(
            msg("This is no longer part of the item."), msg("Nothing was changed."), msg("Read the item again.")
        )
    return found
