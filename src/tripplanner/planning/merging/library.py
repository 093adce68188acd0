"""Organisations, sites, places and terms that may be the same."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.glossary import Term
from tripplanner.model.partners import Organisation, OrganisationAlias
from tripplanner.model.places import Place
from tripplanner.model.sites import Site
from tripplanner.planning.merging.finding import DIFFERENT, Candidate, Matcher, Verdict, rare
from tripplanner.planning.merging.words import folded, host
from tripplanner.planning.rows import decoded, execute, grouped, stored
from tripplanner.text import Text

NEAR_KM, FAR_KM = 2.0, 30.0
_OTHER, _MISSPELT = 65, 75
_CELL = 0.03  # degrees: about three kilometres


@dataclass(frozen=True, slots=True)
class _Thing(Candidate):
    """``names`` folded, in any language; ``rare`` are the words of them that few others have."""

    names: frozenset[str]
    rare: frozenset[str] = frozenset()
    acronym: str = ""
    host: str = ""
    country: str = ""
    at: tuple[float, float] | None = None  # latitude, longitude in degrees
    category: str = ""


def _organisations(session: Session) -> Sequence[_Thing]:
    statement = sa.select(OrganisationAlias.organisation_id, OrganisationAlias.name)
    aliases = grouped(session, statement.order_by(OrganisationAlias.organisation_id))
    own = (Organisation.id, Organisation.uuid, stored(Organisation.name))
    more = (Organisation.acronym, Organisation.website, Organisation.country)
    found: list[_Thing] = []
    for id, uuid, name, acronym, website, country in execute(session, sa.select(*own, *more).order_by(Organisation.id)):
        text = decoded(name)
        names = _folded((*text.words.values(), *aliases.get(id, ())))
        found.append(_Thing(id, uuid, _title(text), names, frozenset(), folded(acronym), host(website), country))
    return _telling(found)


def _sites(session: Session) -> Sequence[_Thing]:
    return _located(session, Site)


def _places(session: Session) -> Sequence[_Thing]:
    return _located(session, Place)


def _located(session: Session, model: Any) -> Sequence[_Thing]:
    columns = (model.id, model.uuid, stored(model.name), model.latitude, model.longitude, model.country)
    category = (model.kind,) if model is Place else (sa.literal(""),)
    found: list[_Thing] = []
    for id, uuid, name, north, east, country, kind in execute(
        session, sa.select(*columns, *category).order_by(model.id)
    ):
        text = decoded(name)
        at = (north, east) if north is not None and east is not None else None
        found.append(
            _Thing(id, uuid, _title(text), _folded(text.words.values()), country=country, at=at, category=kind)
        )
    return _telling(found)


def _terms(session: Session) -> Sequence[_Thing]:
    statement = sa.select(Term.id, Term.uuid, stored(Term.term), Term.category).order_by(Term.id)
    found: list[_Thing] = []
    for id, uuid, term, category in execute(session, statement):
        text = decoded(term)
        names = frozenset(f"{language} {folded(words)}" for language, words in text.words.items() if folded(words))
        found.append(_Thing(id, uuid, _title(text), names, category=category))
    return _telling(found)


def _telling(things: Sequence[_Thing]) -> Sequence[_Thing]:
    """The things with the words that tell them from others."""
    words = [frozenset(word for name in thing.names for word in name.split() if len(word) > 2) for thing in things]
    known = rare(words)
    return [
        _Thing(
            one.id, one.uuid, one.name, one.names, own & known, one.acronym, one.host, one.country, one.at, one.category
        )
        for one, own in zip(things, words, strict=True)
    ]


def _keys(thing: _Thing) -> Iterable[Hashable]:
    yield from (("name", name) for name in thing.names)
    yield from (("word", word) for word in thing.rare)
    if len(thing.acronym) > 1:
        yield "acronym", thing.acronym
    if thing.host:
        yield "host", thing.host
    if thing.at is not None:
        north, east = (math.floor(degrees / _CELL) for degrees in thing.at)
        yield from (("cell", north + up, east + side) for up in (0, 1) for side in (0, 1))


def _compare_organisations(one: _Thing, other: _Thing) -> Verdict:
    likeness = _likeness(one.names, other.names)
    same_country = not (one.country and other.country) or one.country == other.country
    reasons = _named(likeness)
    score = likeness if same_country else likeness - 12
    if one.acronym and one.acronym == other.acronym and same_country:
        reasons.append(msg("same acronym"))
        score = max(score, 84)
    if one.host and one.host == other.host and likeness >= 55:
        reasons.append(msg("same web site"))
        score = max(score, 82)
    return _verdict(score, reasons)


def _compare_located(one: _Thing, other: _Thing) -> Verdict:
    likeness = _likeness(one.names, other.names)
    if likeness < 70 or (one.category and other.category and one.category != other.category):
        return DIFFERENT
    reasons = _named(likeness)
    apart = kilometres(one.at, other.at)
    if apart is None:
        return _verdict(likeness - 6, reasons)
    if apart > FAR_KM:
        return DIFFERENT
    if apart > NEAR_KM:
        return _verdict(likeness - 12, reasons)
    reasons.append(msg("{count} m apart", count=round(apart * 100) * 10))
    return _verdict(max(likeness, 80) + 4, reasons)


def _compare_terms(one: _Thing, other: _Thing) -> Verdict:
    same = sorted({name.partition(" ")[0] for name in one.names & other.names})
    if same:
        return _verdict(88 + 4 * len(same), [msg("same word in: {languages}", languages=tuple(same))])
    languages = {name.partition(" ")[0] for name in one.names} & {name.partition(" ")[0] for name in other.names}
    alike = [_likeness(_of(one, language), _of(other, language)) for language in languages]
    return _verdict(max(alike, default=0) - 6, [msg("names alike")])


def _of(thing: _Thing, language: str) -> frozenset[str]:
    return frozenset(name.partition(" ")[2] for name in thing.names if name.startswith(f"{language} "))


def _named(likeness: int) -> list[Message]:
    return [msg("same name")] if likeness == 100 else [msg("names alike")] if likeness >= 70 else []


def _verdict(score: int, reasons: list[Message]) -> Verdict:
    return Verdict(min(100, score), tuple(reasons)) if reasons else DIFFERENT


def _likeness(names: frozenset[str], others: frozenset[str]) -> int:
    """How alike the two most alike names are, the order of words aside: 0 to 100."""
    if names & others:
        return 100
    return max((_alike(one, other) for one in names for other in others), default=0)


def _alike(one: str, other: str) -> int:
    """“Parc des Écrins” and “Parc des Cévennes” have many letters in common and each a word the other lacks."""
    from rapidfuzz import fuzz

    found = round(fuzz.token_sort_ratio(one, other))
    return min(found, _OTHER) if found > _OTHER and _lacks(one, other) and _lacks(other, one) else found


def _lacks(one: str, other: str) -> bool:
    """Whether a word of the second is not in the first, however it may be misspelt."""
    from rapidfuzz import fuzz

    words = one.split()
    return any(len(word) > 2 and max(fuzz.ratio(word, own) for own in words) < _MISSPELT for word in other.split())


def kilometres(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """The distance of two points (latitude, longitude in degrees) as the crow flies."""
    if one is None or other is None:
        return None
    north, east = (math.radians(b - a) for a, b in zip(one, other, strict=True))
    square = math.sin(north / 2) ** 2
    square += math.cos(math.radians(one[0])) * math.cos(math.radians(other[0])) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(square)))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(found for name in names if (found := folded(name)))


def _title(text: Text) -> str:
    return text.best("fr", "en")


ORGANISATIONS = Matcher(
    "organisations", msg("Organisations"), "organisation", _organisations, _keys, _compare_organisations
)
SITES = Matcher("sites", msg("Sites"), "site", _sites, _keys, _compare_located)
PLACES = Matcher("places", msg("Places"), "place", _places, _keys, _compare_located)
TERMS = Matcher("terms", msg("Glossary"), "term", _terms, _keys, _compare_terms)
