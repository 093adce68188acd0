"""Records that rows name in words: organisations, places, sites, sub-groups; found by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.naming import has_han
from tripplanner.exchange.intake.subjects import Held, Match, Told, Values
from tripplanner.i18n import Message, msg
from tripplanner.model.partners import Organisation, OrganisationAlias
from tripplanner.model.places import Place
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Vehicle
from tripplanner.planning.rows import execute
from tripplanner.planning.shelving.making import next_code
from tripplanner.text import EMPTY, Text

_PARTS = re.compile(r"\s+[–—-]\s+|[(),/|:·（）：，]")


class Lookup:
    """Numbers of records by any name: codes before names; a name of two records finds the first.

    Part of a name, ``Asters`` of *Asters – Conservatoire d’espaces naturels*, finds the only record that has it.
    """

    def __init__(self, rows: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
        self._ids: dict[str, int] = {}
        self._parts: dict[str, set[int]] = {}
        self._names: dict[int, str] = {}
        for id, names in rows:
            for name in names:
                self._add(id, name)

    def _add(self, id: int, name: Any) -> None:
        forms = list(name.words.values()) if isinstance(name, Text) else [name or ""]
        for form in filter(None, forms):
            self._ids.setdefault(_key(form), id)
            for part in _PARTS.split(form):
                if len(_key(part)) > 2:
                    self._parts.setdefault(_key(part), set()).add(id)
        if id not in self._names and (shown := name.best() if isinstance(name, Text) else name):
            self._names[id] = shown

    def find(self, name: str) -> int | None:
        """The number of the record called so."""
        exact = self._ids.get(_key(name))
        alike = self._parts.get(_key(name), set())
        return exact if exact is not None else next(iter(alike)) if len(alike) == 1 else None

    def canonical(self, name: str) -> str:
        """The name its record is shown by, whichever of its names was given; what nobody knows stays."""
        return self.name(self.find(name)) or name

    def name(self, id: int | None) -> str:
        """The name a record is shown by; empty for none."""
        return self._names.get(id, "") if id is not None else ""

    def put(self, id: int, name: str) -> None:
        """A record that was just made."""
        self._ids[_key(name)] = id
        self._names[id] = name


def _key(name: str) -> str:
    return normalised(name) or name.strip()


class Index:
    """Records by what tells them apart: their identifier, then keys in the order in which they are asked."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._by_uuid = {one.uuid: one for one in held}
        self._by_key: dict[Any, list[Held]] = {}

    def add(self, held: Held, *keys: Any) -> None:
        """Makes a record found by these keys."""
        for key in dict.fromkeys(keys):
            if key:
                self._by_key.setdefault(key, []).append(held)

    def of_uuid(self, values: Values) -> Match | None:
        """The record whose identifier a row has."""
        found = self._by_uuid.get(str(values.get("uuid", "")).strip().lower())
        return Match((found,), msg("by identifier")) if found is not None else None

    def of_keys(self, how: Message, *keys: Any) -> Match:
        """The records of the first key that any has."""
        for key in keys:
            if key and (found := self._by_key.get(key)):
                return Match(tuple(found), how)
        return Match()


def organisations(session: Session) -> Lookup:
    """Every organisation by its name in each language, its acronym, its aliases, its code."""
    aliases: dict[int, list[str]] = {}
    for id, name in execute(session, sa.select(OrganisationAlias.organisation_id, OrganisationAlias.name)):
        aliases.setdefault(id, []).append(name)
    columns = (Organisation.id, Organisation.name, Organisation.acronym, Organisation.code)
    rows = session.execute(sa.select(*columns).order_by(Organisation.id)).all()
    return Lookup((id, (name, acronym, *aliases.get(id, ()), code)) for id, name, acronym, code in rows)


def places(session: Session) -> Lookup:
    """Every place by its name in each language and its code."""
    rows = session.execute(sa.select(Place.id, Place.name, Place.code).order_by(Place.id)).all()
    return Lookup((id, (name, code)) for id, name, code in rows)


def sites(session: Session) -> Lookup:
    """Every site by its code and its name in each language."""
    rows = session.execute(sa.select(Site.id, Site.name, Site.code).order_by(Site.id)).all()
    return Lookup((id, (name, code)) for id, name, code in rows)


def vehicles(session: Session, trip_id: int) -> Lookup:
    """The vehicles of a trip by code and name."""
    query = sa.select(Vehicle.id, Vehicle.name, Vehicle.code).where(Vehicle.trip_id == trip_id)
    return Lookup((id, (name, code)) for id, name, code in session.execute(query.order_by(Vehicle.id)).all())


def themes(session: Session) -> Lookup:
    """Every theme by its code and its name in each language."""
    rows = session.execute(sa.select(Theme.id, Theme.name, Theme.code).order_by(Theme.id)).all()
    return Lookup((id, (name, code)) for id, name, code in rows)


def make_organisation(session: Session, known: Lookup, name: str, language: str) -> int:
    """The organisation called so, made if nobody knows it; its number."""
    found = known.find(name)
    if found is not None:
        return found
    made = Organisation(code=next_code(session, Organisation), name=named(name, language))
    session.add(made)
    session.flush()
    known.put(made.id, name)
    return made.id


def named(words: str, language: str) -> Text:
    """A name as a text: in Chinese where it is written so."""
    return EMPTY.with_words("zh" if has_han(words) else language, words)


def new_organisation(name: str) -> Message:
    """What a row says of an organisation that nobody knows."""
    return msg("The organisation “{name}” is new: it will be made.", name=name)


def unknown(key: str, what: Message) -> Told:
    """A name that has to be that of a record and is not; ``what`` is the sentence about it."""
    return Told(key, what, msg("Correct the name, or make the record first; or ignore the cell."))
