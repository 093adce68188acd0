"""A family name that stands alone, as in “Dupont arrives late”: in texts of the trips of that person it is theirs.

It is not where it may be anything else: somebody else’s name, part of the name of an organisation or a place, a word
that people use, or a name that is written small somewhere in the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from tripplanner.model.types import TextColumn
from tripplanner.store.changes import portions, recorded_tables, stored
from tripplanner.store.erasing.following import Gone, gone_with, links
from tripplanner.store.erasing.spelt import HAN, bounded, compared, is_han, part, plain, words_of

_TRIP = "trip"
_NAMES = ("family_name", "given_name", "second_family_name", "native_family", "native_given", "preferred_latin")
_CALLED = ("organisation", "organisation_alias", "place", "site", "theme", "term", "lodging", "vehicle")
_TITLES = ("name", "term", "acronym")
_LEAST = 3  # letters; two are a name in capitals alone
# Names that are words as well, in French or English, often with a capital; and numerals.
_SAID = (
    "petit grand blanc noir roux brun gris vert bois fontaine riviere foret montagne lac val vallee mont pont marais "
    "moulin chateau eglise ferme maison jardin berger boulanger boucher charpentier meunier marchand chevalier roi "
    "prince comte baron duc marquis page bon beau joly doux gentil sage fort long court gros gras jeune vieux neuf "
    "rose fleur olive poirier pommier noyer chene sapin loup renard cerf lievre merle pinson corbeau mouton lundi "
    "mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout nord sud est "
    "ouest matin midi soir salle cour place port porte tour rue route gare hotel chambre repas cafe source sentier "
    "young king white black brown green gray grey hill wood woods forest lake rivers field park bridge church house "
    "hall stone rock cook baker butcher farmer fisher hunter miller carter walker day may rich wise good best small "
    "short strong sharp swift bird fox wolf lamb fish summer winter spring march april june english french chinese "
    "train bus car man men pan can fan pin ran tang song gang sang sun fang win wan bang hang ban bin gage sur les des "
    "une par son ses mes ton nos vos pas non oui bar mer the and for not you all any has his her him she was who why "
    "xii xiii xiv xvi xix xxi iii vii mme mlle "
    "he ma an du lu su tu la le sa xi ii iv vi ix"
)
_WORDS = frozenset(_SAID.split())
_HAN_WORDS = frozenset(
    "高中水白安方金石马牛羊江田林山海云花雷车米向和公平红黄蓝绿黑时年月日天东南西北左右上下大小多少有无是同全空单双"
    "包餐于从成党何宁文武温热冷关路房商师家店站门口男女素荤"
) | {"东方", "南宫", "百里", "西门", "南门", "东门", "北门", "第五", "公孙", "司徒", "太史"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The trips of a person: the UUIDs of all that belongs to them, and what names may be besides a person’s."""

    uuids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()  # plain words that name others and other things
    called: str = ""  # the Chinese among them, one after the other
    texts: tuple[str, ...] = field(default=(), repr=False)

    def is_theirs(self, family: str) -> bool:
        """Whether a family name can only be that of the person."""
        own = "".join(map(plain, words_of(family)))
        if is_han(family):
            return own not in _HAN_WORDS and own not in self.called
        if own in _WORDS or own in self.names or len(own) < 2:
            return False
        small = re.compile(rf"(?<!\w){re.escape(family.lower())}(?!\w)")
        return not any(small.search(text) for text in self.texts)


def surroundings(connection: sa.Connection, gone: Gone) -> Surroundings:
    """The trips that a person takes part in, as host or guest."""
    trips = _trips_of(connection, gone)
    if not trips:
        return Surroundings()
    near = gone_with(connection, {_TRIP: trips})
    said = list(_others(connection, gone))
    words = frozenset(plain(word) for name in said for word in words_of(name))
    whole = frozenset("".join(map(plain, words_of(name))) for name in said)
    called = " ".join(plain(name) for name in said if is_han(name))
    return Surroundings(frozenset(near.uuids), words | whole, called, tuple(_texts(connection, near)))


def alone(family: str) -> tuple[str, str]:
    """The pattern of a family name that stands alone, and a looser one that knows no case."""
    words = words_of(family)
    loose = part(words)
    if is_han(family):
        return (f"(?<![{HAN}]){loose}(?![{HAN}])" if len(family) == 1 else loose), loose
    letters = sum(map(len, words))
    if letters < _LEAST:
        return f"(?-i:{bounded(re.escape(family.upper()), han=False)})", loose
    return f"(?-i:(?=[^\\W\\d_a-zß-öø-ÿ])){bounded(loose, han=False)}", loose


def families(image: Mapping[str, Any]) -> Iterator[str]:
    """The family names of a row of a person who has other names as well."""
    for family, given in (("family_name", "given_name"), ("native_family", "native_given")):
        name = str(image.get(family) or "").strip()
        if name and str(image.get(given) or "").strip():
            yield name


def ground_of(family: str) -> tuple[str, ...]:
    """The words that are in every text that holds the name."""
    return tuple(sorted(set(map(compared, words_of(family)))))


def _trips_of(connection: sa.Connection, gone: Gone) -> set[int]:
    """By the trip that a row of theirs bears, or that what it must point to bears."""
    found: set[int] = set()
    touched: dict[str, set[int]] = {table: set(ids) for table, ids in gone.rows.items()}
    for (table, _), ids in gone.freed.items():
        touched.setdefault(table, set()).update(ids)
    for name, ids in touched.items():
        table = stored(name)
        bearing = [table.c.trip_id] if "trip_id" in table.c else []
        for portion in portions(sorted(ids)):
            for column in bearing:
                found.update(connection.scalars(sa.select(column).where(table.c.id.in_(portion))))
            for link in links():
                above = stored(link.target)
                if link.table == name and link.firm and "trip_id" in above.c:
                    joined = sa.select(above.c.trip_id).join(table, table.c[link.column] == above.c.id)
                    found.update(connection.scalars(joined.where(table.c.id.in_(portion))))
    return found - {None}  # type: ignore[arg-type]


def _others(connection: sa.Connection, gone: Gone) -> Iterator[str]:
    """Names of everybody else, and of organisations, places and the like."""
    people = stored("person")
    columns = [people.c[name] for name in _NAMES]
    for id, *names in connection.execute(sa.select(people.c.id, *columns)):
        yield from filter(None, names if not gone.has("person", id) else ())
    for table in _CALLED:
        mapped = recorded_tables()[table]
        for column in (mapped.c[name] for name in _TITLES if name in mapped.c):
            yield from _said(connection.scalars(sa.select(column)), isinstance(column.type, TextColumn))


def _said(values: Iterable[Any], in_languages: bool) -> Iterator[str]:
    for value in values:
        if value:
            yield from value.words.values() if in_languages else (str(value),)


def _texts(connection: sa.Connection, near: Gone) -> Iterator[str]:
    """Everything written in the rows of these trips."""
    for name, table in recorded_tables().items():
        columns = [column for column in table.columns if isinstance(column.type, sa.String | TextColumn)]
        for portion in portions(sorted(near.rows.get(name, ()))):
            for row in connection.execute(sa.select(*columns).where(table.c.id.in_(portion))) if columns else ():
                yield from _words_in(row)


def _words_in(row: Collection[Any]) -> Iterator[str]:
    for value in row:
        yield from (value,) if isinstance(value, str) else value.words.values() if value else ()
