"""What a record leads to: its organisation, place, themes, other names. One verb for each sort of link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.cases import CaseAxis, CaseOrganisation, CaseSite, CaseStudy, CaseTheme
from tripplanner.model.partners import Organisation, OrganisationAlias, OrganisationTheme
from tripplanner.model.places import Place
from tripplanner.model.sites import Site, SiteOrganisation, SiteTheme
from tripplanner.model.themes import AxisCode, Theme
from tripplanner.planning import finding
from tripplanner.planning.owning import class_of, open_owner
from tripplanner.planning.using import name_of
from tripplanner.text import Text

#: Vocabularies that are no axes of the benchmark.
_NO_AXES = ("scale", "region", "block_category")
ROLES: Mapping[str, Message] = {
    "host": msg("host"),
    "manager": msg("manager"),
    "owner": msg("owner"),
    "partner": msg("partner"),
}


@dataclass(frozen=True, slots=True)
class One:
    """A column that leads to one record; ``may_lack``: to none as well."""

    key: str
    title: Message
    column: str
    target: str  # table
    may_lack: bool = True


@dataclass(frozen=True, slots=True)
class Many:
    """Rows of ``link`` that lead to several records; ``role``: each says what the record is there.

    ``apart``: the card shows them in a section of their own.
    """

    key: str
    title: Message
    link: Any
    owner: str
    column: str
    target: str  # table
    role: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that is led to: the number of the link (of the record itself, for a column), its name, its role."""

    id: int
    target: int
    uuid: str
    name: Text | str
    role: str = ""


_ORGANISATION = One("organisation", msg("Organisation"), "organisation_id", "organisation")
LINKS: Mapping[str, tuple[One | Many, ...]] = {
    "site": (
        One("place", msg("Place"), "place_id", "place"),
        Many("themes", msg("Themes"), SiteTheme, "site_id", "theme_id", "theme"),
        Many(
            "organisations", msg("Organisations"), SiteOrganisation, "site_id", "organisation_id", "organisation",
            role=True,
        ),
    ),
    "organisation": (Many("themes", msg("Themes"), OrganisationTheme, "organisation_id", "theme_id", "theme"),),
    "case_study": (
        Many("themes", msg("Themes"), CaseTheme, "case_id", "theme_id", "theme"),
        Many("axes", msg("Axes of the benchmark"), CaseAxis, "case_id", "axis_code_id", "axis_code", apart=True),
        Many("sites", msg("Sites"), CaseSite, "case_id", "site_id", "site"),
        Many("organisations", msg("Organisations"), CaseOrganisation, "case_id", "organisation_id", "organisation"),
    ),
    "delegate": (_ORGANISATION,),
    "trip_member": (_ORGANISATION,),
    "contact": (One("organisation", msg("Organisation"), "organisation_id", "organisation", may_lack=False),),
    "lodging": (One("place", msg("Place"), "place_id", "place"),),
    "place": (One("parent", msg("Lies in"), "parent_id", "place"),),
    "theme": (One("parent", msg("Part of the theme"), "parent_id", "theme"),),
    "leg": (
        One("from_place", msg("From"), "from_place_id", "place", may_lack=False),
        One("to_place", msg("To"), "to_place_id", "place", may_lack=False),
    ),
}  # fmt: skip
_MODELS: Mapping[str, Any] = {
    "organisation": Organisation, "place": Place, "theme": Theme, "site": Site, "case_study": CaseStudy,
    "axis_code": AxisCode,
}  # fmt: skip


def linked(session: Session, table: str, id: int) -> dict[str, tuple[Linked, ...]]:
    """What a record leads to, by the key of the link, in order."""
    record: Any = finding.get(session, class_of(table), id, msg("record"))
    found: dict[str, tuple[Linked, ...]] = {}
    for link in LINKS.get(table, ()):
        if isinstance(link, One):
            target = getattr(record, link.column)
            other: Any = session.get(_MODELS[link.target], target) if target is not None else None
            found[link.key] = (Linked(id, other.id, other.uuid, name_of(other)),) if other is not None else ()
        else:
            found[link.key] = tuple(_linked(session, link, row) for row in _rows(session, link, id))
    return found


def candidates(session: Session, table: str, key: str, id: int) -> list[tuple[int, Text]]:
    """The records (number, name) that a link may lead to; never the record itself."""
    link = _link(table, key)
    model = _MODELS[link.target]
    if model is AxisCode:
        axes = sa.select(AxisCode.id, AxisCode.label).where(AxisCode.axis.not_in(_NO_AXES))
        return [(number, label) for number, label in session.execute(axes.order_by(AxisCode.axis, AxisCode.position))]
    rows = session.execute(sa.select(model.id, model.name).order_by(model.code, model.id))
    return [(number, name) for number, name in rows if not (link.target == table and number == id)]


def set_link(session: Session, table: str, id: int, key: str, target: int | None) -> None:
    """Let a record lead to another one, or to none. Raises for what would go round in a circle."""
    link = _link(table, key)
    record = open_owner(session, table, id)
    if not isinstance(link, One) or (target is None and not link.may_lack):
        raise ValueError(f"{table}.{key} cannot be emptied")
    if target is not None:
        finding.get(session, _MODELS[link.target], target, link.title)
        _no_circle(session, link, id, target, table)
    setattr(record, link.column, target)
    session.flush()


def add_link(session: Session, table: str, id: int, key: str, target: int) -> int:
    """Let a record lead to one more; the number of the link. One that is led to already stays as it is."""
    link = _many(table, key)
    open_owner(session, table, id)
    finding.get(session, _MODELS[link.target], target, link.title)
    rows = _rows(session, link, id)
    known = next((row for row in rows if getattr(row, link.column) == target), None)
    if known is not None:
        return known.id
    position = max((row.position for row in rows), default=-1) + 1
    made = link.link(**{link.owner: id, link.column: target, "position": position})
    session.add(made)
    session.flush()
    _forget(session, table, id)
    return made.id


def remove_link(session: Session, table: str, id: int, key: str, link_id: int) -> None:
    """Let a record no longer lead to another one."""
    link = _many(table, key)
    open_owner(session, table, id)
    row = next((row for row in _rows(session, link, id) if row.id == link_id), None)
    if row is None:
        raise _gone()
    session.delete(row)
    session.flush()
    _forget(session, table, id)


def set_role(session: Session, table: str, id: int, key: str, link_id: int, role: str) -> None:
    """What a linked record is there: one of ``ROLES``."""
    link = _many(table, key)
    open_owner(session, table, id)
    row = next((row for row in _rows(session, link, id) if row.id == link_id), None)
    if row is None or not link.role:
        raise _gone()
    row.role = role
    session.flush()


def aliases(session: Session, organisation_id: int) -> tuple[tuple[int, str, str], ...]:
    """The other names of an organisation: number, words, language."""
    wanted = sa.select(OrganisationAlias).where(OrganisationAlias.organisation_id == organisation_id)
    rows = session.scalars(wanted.order_by(OrganisationAlias.name, OrganisationAlias.id))
    return tuple((row.id, row.name, row.language) for row in rows)


def add_alias(session: Session, organisation_id: int, name: str, language: str = "") -> int:
    """Another name of an organisation; one it has already is kept once."""
    organisation = finding.get(session, Organisation, organisation_id, msg("organisation"))
    words = name.strip()
    if not words:
        raise TripPlannerError(
            msg("A name needs letters."), msg("Nothing was changed."), msg("Write what it is called.")
        )
    known = next((one for one in organisation.aliases if one.name.casefold() == words.casefold()), None)
    if known is None:
        known = OrganisationAlias(name=words, language=language)
        organisation.aliases.append(known)
        session.flush()
    return known.id


def remove_alias(session: Session, organisation_id: int, alias_id: int) -> None:
    """An organisation is no longer called so."""
    organisation = finding.get(session, Organisation, organisation_id, msg("organisation"))
    found = next((one for one in organisation.aliases if one.id == alias_id), None)
    if found is None:
        raise _gone()
    organisation.aliases.remove(found)
    session.flush()


def _link(table: str, key: str) -> One | Many:
    return next(link for link in LINKS[table] if link.key == key)


def _many(table: str, key: str) -> Many:
    link = _link(table, key)
    if not isinstance(link, Many):
        raise ValueError(f"{table}.{key} leads to one record")
    return link


def _rows(session: Session, link: Many, id: int) -> Sequence[Any]:
    model = link.link
    wanted = sa.select(model).where(getattr(model, link.owner) == id)
    return session.scalars(wanted.order_by(model.position, model.id)).all()


def _linked(session: Session, link: Many, row: Any) -> Linked:
    other: Any = session.get_one(_MODELS[link.target], getattr(row, link.column))
    return Linked(row.id, other.id, other.uuid, name_of(other), row.role if link.role else "")


def _no_circle(session: Session, link: One, id: int, target: int, table: str) -> None:
    """A place does not lie in a place that lies in it."""
    if link.target != table:
        return
    at: int | None = target
    while at is not None:
        if at == id:
            raise TripPlannerError(
                msg("That would go round in a circle."), msg("Nothing was changed."), msg("Choose another record.")
            )
        at = getattr(session.get_one(_MODELS[table], at), link.column)


def _forget(session: Session, table: str, id: int) -> None:
    """Lists of links that were read before are read again."""
    record: Any = session.get(class_of(table), id)
    if record is not None:
        session.expire(record)


def _gone() -> TripPlannerError:
    return TripPlannerError(
        msg("This is no longer part of the record."), msg("Nothing was changed."), msg("Read the record again.")
    )
