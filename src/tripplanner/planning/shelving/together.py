"""The same change made to many records at once, and what they have in common before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.cases import CaseTheme
from tripplanner.model.partners import Organisation, OrganisationTheme
from tripplanner.model.sites import SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, SubGroup
from tripplanner.planning.archived import refuse_archived
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import kind
from tripplanner.text import Text

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Common:
    """What the chosen records hold in a field: the ``value`` they share, or that they differ."""

    same: bool
    value: object = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A field that leads to another record: by a column of its own, or through rows of ``link`` (several).

    ``owner`` and ``target`` are the columns of the link rows.
    """

    key: str
    title: Message
    to: Any
    column: str = ""
    link: Any = None
    owner: str = ""
    target: str = ""
    may_lack: bool = True


_THEMES = msg("Themes")
_ORGANISATION = msg("Organisation")
TIES: Mapping[str, tuple[Tie, ...]] = {
    "delegates": (
        Tie("organisation", _ORGANISATION, Organisation, "organisation_id"),
        Tie("subgroups", msg("Sub-groups"), SubGroup, "", DelegateSubGroup, "delegate_id", "subgroup_id"),
    ),
    "contacts": (Tie("organisation", _ORGANISATION, Organisation, "organisation_id", may_lack=False),),
    "sites": (Tie("themes", _THEMES, Theme, "", SiteTheme, "site_id", "theme_id"),),
    "organisations": (Tie("themes", _THEMES, Theme, "", OrganisationTheme, "organisation_id", "theme_id"),),
    "cases": (Tie("themes", _THEMES, Theme, "", CaseTheme, "case_id", "theme_id"),),
}


def common(session: Session, kind_key: str, ids: Sequence[int], path: str) -> Common:
    """What the records hold in a field: ``path`` is a column of theirs, or of their person (``person.gender``)."""
    model = kind(kind_key).model
    column, joined = _column(model, path)
    found: list[Any] = []
    for portion in _portions(ids):
        statement = sa.select(column).where(model.id.in_(portion)).distinct().limit(2)
        found += session.scalars(statement.join(model.person) if joined else statement)
    return Common(True, found[0]) if found and all(value == found[0] for value in found) else Common(False)


def set_values(session: Session, kind_key: str, values: Mapping[int, object], path: str, language: str = "") -> int:
    """Give each record (by its number) its value of a field, as one step; returns how many changed.

    :param language: with it the values are words of a text in this language; its other languages stay.

    :raises TripPlannerError: a record is gone, or the trip of a delegate is archived. Nothing is changed then.
    """
    owner, _, name = path.rpartition(".")
    changed = 0
    for record in _records(session, kind_key, list(values)):
        part = getattr(record, owner) if owner else record
        now = getattr(part, name)
        new = _worded(now, language, str(values[record.id])) if language else values[record.id]
        if new != now:
            setattr(part, name, new)
            changed += 1
    session.flush()
    return changed


def set_for_all(session: Session, kind_key: str, ids: Sequence[int], path: str, value: object) -> int:
    """As :func:`set_values`, with one value for all."""
    return set_values(session, kind_key, dict.fromkeys(ids, value), path)


def targets(session: Session, tie: Tie, trip_id: int | None = None) -> list[tuple[int, Text | str]]:
    """The records that a tie may lead to, with their words; sub-groups are those of the trip."""
    if tie.to is SubGroup:
        statement = sa.select(SubGroup).join(Delegation).where(Delegation.trip_id == trip_id)
        groups = session.scalars(statement.order_by(Delegation.position, SubGroup.position, SubGroup.id))
        return [(group.id, group.name or group.code) for group in groups]
    order = tie.to.position if tie.to is Theme else tie.to.code
    found = session.execute(sa.select(tie.to.id, tie.to.name).order_by(order, tie.to.id))
    return [(id, name) for id, name in found]


def tied(session: Session, kind_key: str, ids: Sequence[int], tie: Tie) -> Counter[int | None]:
    """How many of the records lead to each target."""
    model = kind(kind_key).model
    found: Counter[int | None] = Counter()
    for portion in _portions(ids):
        if tie.column:
            target, owner = getattr(model, tie.column), model.id
        else:
            target, owner = getattr(tie.link, tie.target), getattr(tie.link, tie.owner)
        statement = sa.select(target, sa.func.count(sa.distinct(owner))).where(owner.in_(portion)).group_by(target)
        found.update({row[0]: row[1] for row in session.execute(statement)})
    return found


def tie_to(session: Session, kind_key: str, ids: Sequence[int], tie: Tie, target: int | None) -> int:
    """Let all records lead to one other, or to none; returns how many changed."""
    if target is not None:
        get(session, tie.to, target, tie.title)
    return set_for_all(session, kind_key, ids, tie.column, target)


def tie_more(
    session: Session, kind_key: str, ids: Sequence[int], tie: Tie, add: Sequence[int] = (), remove: Sequence[int] = ()
) -> int:
    """Let all records also lead to ``add`` and no longer to ``remove``; returns how many changed.

    Sub-groups are those of the delegate's own delegation: others are left out.
    """
    changed = 0
    for record in _records(session, kind_key, ids):
        wanted = [id for id in add if tie.to is not SubGroup or _of_delegation(session, id, record)]
        changed += _retie(session, record, tie, wanted, set(remove))
    session.flush()
    return changed


def _retie(session: Session, record: Any, tie: Tie, add: Sequence[int], remove: set[int]) -> bool:
    links = session.scalars(sa.select(tie.link).where(getattr(tie.link, tie.owner) == record.id)).all()
    known = {getattr(link, tie.target) for link in links}
    gone = [link for link in links if getattr(link, tie.target) in remove]
    new = [id for id in add if id not in known]
    for link in gone:
        session.delete(link)
    for id in new:
        position = {"position": len(links)} if hasattr(tie.link, "position") else {}
        session.add(tie.link(**{tie.owner: record.id, tie.target: id, **position}))
    return bool(gone or new)


def _of_delegation(session: Session, subgroup_id: int, delegate: Delegate) -> bool:
    group = session.get(SubGroup, subgroup_id)
    return group is not None and group.delegation_id == delegate.delegation_id


def _records(session: Session, kind_key: str, ids: Sequence[int]) -> Iterator[Any]:
    """The records in the order given; those of an archived trip refuse."""
    found = kind(kind_key)
    for portion in _portions(list(dict.fromkeys(ids))):
        session.scalars(sa.select(found.model).where(found.model.id.in_(portion))).all()  # one statement, then cached
        for id in portion:
            record = get(session, found.model, id, found.what)
            if isinstance(record, Delegate):
                refuse_archived(session, record.delegation.trip_id)
            yield record


def _worded(now: Text, language: str, words: str) -> Text:
    return now if now.get(language) == words else now.with_words(language, words)


def _column(model: Any, path: str) -> tuple[Any, bool]:
    owner, _, name = path.rpartition(".")
    return (getattr(model.person.property.mapper.class_, name), True) if owner else (getattr(model, name), False)


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _PORTION):
        yield ids[start : start + _PORTION]


@dataclass(frozen=True, slots=True)
class Change:
    """One change for all: a field and its value, with a language for the words of a text."""

    path: str
    value: object
    language: str = ""


@dataclass(frozen=True, slots=True)
class Retie:
    """One change for all of what they lead to: ``target`` (``None`` for nothing), or some more and some no longer."""

    tie: Tie
    target: int | None = None
    add: tuple[int, ...] = ()
    remove: tuple[int, ...] = ()


def change_together(
    session: Session, kind_key: str, ids: Sequence[int], changes: Sequence[Change], reties: Sequence[Retie] = ()
) -> None:
    """Make every change to all of these records, as one step; errors as :func:`set_values`."""
    for change in changes:
        set_values(session, kind_key, dict.fromkeys(ids, change.value), change.path, change.language)
    for one in reties:
        if one.tie.column:
            tie_to(session, kind_key, ids, one.tie, one.target)
        else:
            tie_more(session, kind_key, ids, one.tie, one.add, one.remove)


def fill_columns(session: Session, kind_key: str, columns: Sequence[tuple[str, str, Mapping[int, object]]]) -> int:
    """Give records their values of several fields (path, language, values by record), as one step; how many changed."""
    return sum(set_values(session, kind_key, values, path, language) for path, language, values in columns)
