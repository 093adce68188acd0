"""Where a record is used: which items, trips, nights, sites, cases … lead to it, and as what.

Found from the mapped classes, not from a list kept by hand: a link that is added later is found by being there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.model.costs import Cost
from tripplanner.model.programme import Day, Item
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning.kinds import kinds
from tripplanner.store.changes import portions
from tripplanner.text import Text

#: What a record is to the one that uses it, by table and column.
ROLES: Mapping[tuple[str, str], Message] = {
    ("building_block", "category_id"): msg("category of a building block"),
    ("case_axis", "axis_code_id"): msg("axis"),
    ("case_organisation", "organisation_id"): msg("organisation"),
    ("case_site", "site_id"): msg("site of the case study"),
    ("case_theme", "theme_id"): msg("theme"),
    ("commitment", "case_id"): msg("commitment"),
    ("commitment", "item_id"): msg("commitment"),
    ("commitment", "organisation_id"): msg("commitment"),
    ("commitment", "person_id"): msg("commitment"),
    ("contact", "person_id"): msg("contact"),
    ("cost", "item_id"): msg("cost"),
    ("delegate", "organisation_id"): msg("organisation of a delegate"),
    ("delegate", "person_id"): msg("delegate"),
    ("delegate_subgroup", "delegate_id"): msg("member of the sub-group"),
    ("delegate_subgroup", "subgroup_id"): msg("sub-group of a delegate"),
    ("delegation", "organisation_id"): msg("organisation of the delegation"),
    ("exchange", "contact_id"): msg("exchange"),
    ("exchange", "trip_id"): msg("exchange"),
    ("feed", "person_id"): msg("calendar address"),
    ("feedback_answer", "person_id"): msg("answers to a form"),
    ("feedback_answer", "subgroup_id"): msg("answers to a form"),
    ("item", "fallback_site_id"): msg("site of the plan B"),
    ("item", "from_place_id"): msg("start of the way"),
    ("item", "leg_id"): msg("way"),
    ("item", "place_id"): msg("place"),
    ("item", "site_id"): msg("site"),
    ("item", "to_place_id"): msg("end of the way"),
    ("item", "vehicle_id"): msg("vehicle"),
    ("item_case", "case_id"): msg("case study"),
    ("item_host", "contact_id"): msg("contact of a host"),
    ("item_host", "organisation_id"): msg("host"),
    ("item_objective", "objective_id"): msg("serves the objective"),
    ("item_theme", "theme_id"): msg("theme"),
    ("item_subgroup", "subgroup_id"): msg("takes part"),
    ("journey", "person_id"): msg("arrival or departure"),
    ("journey", "place_id"): msg("arrival or departure"),
    ("leg", "from_place_id"): msg("end of a leg"),
    ("leg", "to_place_id"): msg("end of a leg"),
    ("lodging", "place_id"): msg("place of a lodging"),
    ("night", "lodging_id"): msg("night"),
    ("night", "subgroup_id"): msg("night"),
    ("objective_theme", "theme_id"): msg("theme of an objective"),
    ("observation", "answer_id"): msg("observation"),
    ("observation", "item_id"): msg("observation"),
    ("observation", "person_id"): msg("observation"),
    ("observation", "site_id"): msg("observation"),
    ("observation", "subgroup_id"): msg("observation"),
    ("observation_case", "block_id"): msg("observation"),
    ("observation_case", "case_id"): msg("observation"),
    ("observation_theme", "theme_id"): msg("observation"),
    ("organisation", "logo_id"): msg("logo"),
    ("organisation_theme", "theme_id"): msg("theme"),
    ("office", "logo_id"): msg("logo"),
    ("outbox_message", "organisation_id"): msg("message"),
    ("outbox_message", "person_id"): msg("message"),
    ("participation", "person_id"): msg("takes part"),
    ("person", "photo_id"): msg("photo"),
    ("place", "parent_id"): msg("lies in it"),
    ("question", "origin_id"): msg("question of a visit"),
    ("room_guest", "person_id"): msg("sleeps there"),
    ("attachment", "file_id"): msg("attached file"),
    ("self_assessment", "answer_id"): msg("self-assessment"),
    ("self_assessment", "person_id"): msg("self-assessment"),
    ("site", "photo_id"): msg("photo"),
    ("site", "place_id"): msg("place of a site"),
    ("site_organisation", "organisation_id"): msg("organisation of the site"),
    ("site_theme", "theme_id"): msg("theme"),
    ("subgroup", "organisation_id"): msg("organisation of a sub-group"),
    ("summary_block", "theme_id"): msg("summary"),
    ("theme", "parent_id"): msg("sub-theme"),
    ("trip_theme", "theme_id"): msg("theme of the trip"),
    ("trip_host", "contact_id"): msg("contact of a host"),
    ("trip_host", "organisation_id"): msg("host of the trip"),
    ("trip_member", "organisation_id"): msg("organisation of the team"),
    ("trip_member", "person_id"): msg("member of the team"),
    ("vehicle", "company_id"): msg("coach company"),
    ("vehicle", "driver_id"): msg("driver"),
}
#: Parts of a trip that the model does not delete with it by itself.
_OF_TRIP = (Item, Day, Cost)
#: Parts that a person would miss if they went unasked with the record that is one of their two owners.
_RELIED_ON = frozenset({("trip_host", "organisation_id")})
#: Classes that are shown by themselves; other rows stand for the record they are part of.
_SHOWN = frozenset({
    "trip", "day", "item", "site", "organisation", "contact", "delegate", "trip_member", "lodging", "vehicle", "place",
    "leg", "case_study", "term", "theme", "delegation", "subgroup", "person", "office",
})  # fmt: skip
_UNLISTED: Mapping[str, str] = {"trip_member": "members", "case_study": "cases"}
#: Columns that say when a use is.
_WHEN = ("start", "at", "date", "day", "first_day")


@dataclass(frozen=True, slots=True)
class Use:
    """A record that leads to another.

    ``kind`` is the key of its list (*items*, *sites* …; *days*, *delegations* … have none), ``role`` what the used
    record is there, ``name`` its words, ``when`` its day or moment. ``blocks``: the used record cannot be deleted while
    it is so.
    """

    kind: str
    id: int
    uuid: str
    name: Text | str
    role: Message
    trip_id: int | None = None
    when: date | datetime | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class _Link:
    """A column by which rows of ``cls`` lead to another class; ``part``: they go with it; ``loose``: it is emptied."""

    cls: Any
    column: Any
    part: bool
    loose: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.cls.__table__.name, self.column.name

    def leads_to(self, cls: Any) -> bool:
        """Whether the column leads to rows of ``cls``."""
        return any(key.column.table is cls.__table__ for key in self.column.foreign_keys)


def uses(session: Session, record: Any, most: int = 200) -> tuple[Use, ...]:
    """Where ``record`` is used, trips first and then by kind, each use once; at most ``most`` of each sort.

    What belongs to the record itself (its closures, its rooms) is no use of it; what leads to those parts is.
    """
    found: dict[tuple[str, int], dict[str, Use]] = defaultdict(dict)
    for link, row in sorted(_leading(session, record, most), key=lambda pair: not pair[0].leads_to(_class(record))):
        whole = _whole(session, row, link.column.name)
        if whole is None or _is(whole, record):
            continue
        use = _use(whole, row, link)
        if link.leads_to(_class(record)) or (use.kind, use.id) not in found:
            found[use.kind, use.id].setdefault(use.role.id, use)
    each = (use for roles in found.values() for use in roles.values())
    return tuple(sorted(each, key=lambda use: (use.kind != "items", use.kind, str(use.when or ""), use.id)))


def blocking(session: Session, record: Any, most: int = 200) -> tuple[Use, ...]:
    """Only the uses that keep the record from being deleted."""
    return tuple(use for use in uses(session, record, most) if use.blocks)


def perhaps_used(session: Session, model: type[Record], ids: Iterable[int]) -> set[int]:
    """Those of the records that anything leads to which may keep them from being deleted: the others surely can be.

    A few statements tell it of any number of records; :func:`blocking` then says it of each that is left.
    """
    return _led_to(session, model, {id: {id} for id in ids}, frozenset({model}))


def _led_to(session: Session, model: Any, wholes: Mapping[int, set[int]], seen: frozenset[Any]) -> set[int]:
    """``wholes``: for rows of ``model`` the records they are parts of."""
    found: set[int] = set()
    for link in links_to(model):
        if link.loose:
            continue
        inside: dict[int, set[int]] = defaultdict(set)
        for some in portions(sorted(wholes)):
            for id, of in session.execute(sa.select(link.cls.id, link.column).where(link.column.in_(some))):
                inside[id] |= wholes[of]
        if not link.part or link.key in _RELIED_ON:
            found.update(*inside.values())
        elif inside and link.cls not in seen and model is not Trip:
            found |= _led_to(session, link.cls, inside, seen | {link.cls})
    return found


def count_uses(session: Session, record: Any) -> int:
    """How many rows lead to the record or to a part of it, without reading them."""
    total = 0
    for link in links_to(_class(record)):
        of_record = link.column == record.id
        if not link.part or link.key in _RELIED_ON:
            total += session.scalar(sa.select(sa.func.count()).select_from(link.cls.__table__).where(of_record)) or 0
    return total


def _leading(
    session: Session, record: Any, most: int, seen: frozenset[Any] = frozenset()
) -> Iterator[tuple[_Link, Any]]:
    """The rows that lead to a record or to one of its parts, each with the link it does so by."""
    for link in links_to(_class(record)):
        rows = session.scalars(sa.select(link.cls).where(link.column == record.id).order_by(link.cls.id).limit(most))
        for row in rows:
            if not link.part or link.key in _RELIED_ON:
                yield link, row
            elif (row.__table__.name, row.id) not in seen and not isinstance(record, Trip):
                inside = seen | {(record.__table__.name, record.id)}
                yield from ((one, other) for one, other in _leading(session, row, most, inside))


def _class(record: Any) -> Any:
    found: Any = record.__class__
    return found


@cache
def links_to(cls: type[Record]) -> tuple[_Link, ...]:
    """Every column that leads to rows of ``cls``, by table and column."""
    table: Any = cls.__table__  # type: ignore[attr-defined]
    found: list[_Link] = []
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.local_table.name):  # type: ignore[union-attr]
        if not issubclass(mapper.class_, Record):
            continue
        columns: Any = mapper.local_table.columns
        for column in columns:
            if any(key.column.table is table for key in column.foreign_keys):
                part = column.name in owners(mapper.class_) and _owned_by(cls, mapper.class_)
                found.append(_Link(mapper.class_, column, part, bool(column.nullable) and _emptied(cls, column)))
    return tuple(found)


@cache
def owners(cls: type[Record]) -> frozenset[str]:
    """The columns by which a row is part of another: it goes with it."""
    found = {"trip_id"} if cls in _OF_TRIP else set[str]()
    for mapper in Base.registry.mappers:
        for relationship in mapper.relationships:
            if relationship.mapper.class_ is cls and relationship.cascade.delete_orphan:
                found |= {str(column.name) for column in relationship.remote_side}
    return frozenset(found)


def _owned_by(owner: Any, cls: Any) -> bool:
    if owner is Trip and cls in _OF_TRIP:
        return True
    relationships: Any = owner.__mapper__.relationships
    return any(one.mapper.class_ is cls and one.cascade.delete_orphan for one in relationships)


def _emptied(owner: Any, column: Any) -> bool:
    """Whether deleting the owner empties the column: the owner knows the rows and does not own them."""
    relationships: Any = owner.__mapper__.relationships
    return any(column in one.remote_side and not one.cascade.delete for one in relationships)


def _whole(session: Session, row: Any, came_by: str) -> Any:
    """The record that a row is part of, up to one that is shown by itself."""
    while row is not None and row.__table__.name not in _SHOWN:
        up = sorted(owners(type(row)) - {came_by, "owner_uuid"})
        if not up:
            return row
        key = next(iter(row.__table__.columns[up[0]].foreign_keys))
        target = next(m.class_ for m in Base.registry.mappers if m.local_table is key.column.table)
        row, came_by = session.get(target, getattr(row, up[0])), ""
    return row


def _is(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one.id == other.id


def _use(whole: Any, row: Any, link: _Link) -> Use:
    role = ROLES.get(link.key, msg("linked record"))
    blocks = not link.loose and (not link.part or link.key in _RELIED_ON)
    times = (getattr(one, name, None) for one in (row, whole) for name in _WHEN)
    when = next((at for at in times if isinstance(at, date)), None)
    return Use(kind_of(whole), whole.id, whole.uuid, name_of(whole), role, trip_of(whole), when, blocks)


@cache
def _keys() -> Mapping[str, str]:
    """The key of the list of each table that has one."""
    found = defaultdict(str, {kind.model.__tablename__: key for key, kind in kinds().items()})
    return {**found, **{table: key for table, key in _UNLISTED.items() if table not in found}}


def kind_of(record: Any) -> str:
    """The key of the list a record is in, else the name of its table in the plural."""
    table = str(record.__table__.name)
    return _keys().get(table, f"{table}s")


def trip_of(record: Any) -> int | None:
    """The number of the trip a record belongs to."""
    if isinstance(record, Trip):
        return record.id
    for name in ("trip_id", "delegation", "lodging", "day"):
        value = getattr(record, name, None)
        if isinstance(value, int):
            return value
        if isinstance(value, Record):
            return trip_of(value)
    return None


def name_of(record: Any) -> Text | str:
    """What a record is called: its text, a person's printed name, both ends of a leg."""
    if hasattr(record, "family_name"):
        return PersonName.of(record).printed
    if hasattr(record, "person"):
        return PersonName.of(record.person).printed if record.person is not None else ""
    if hasattr(record, "from_place") and hasattr(record, "both_ways"):
        return f"{_plain(record.from_place.name)} → {_plain(record.to_place.name)}"
    named = (getattr(record, name, None) for name in ("title", "name", "term", "label"))
    found = next((text for text in named if text), None)
    if isinstance(found, Text | str):
        return found
    return str(getattr(record, "code", "") or getattr(record, "date", "") or "")


def _plain(text: Text) -> str:
    return text.best("fr", "en")
