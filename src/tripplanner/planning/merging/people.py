"""People who may be the same: by name in either script, address, telephone and the keyed hash of a passport number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.names import PersonName
from tripplanner.planning.merging.finding import DIFFERENT, Candidate, Matcher, Verdict
from tripplanner.planning.merging.words import digits, folded, sound, squeezed
from tripplanner.planning.people import NAME_COLUMNS
from tripplanner.planning.privacy.values import passport_twins
from tripplanner.planning.rows import execute, grouped


@dataclass(frozen=True, slots=True)
class _Who(Candidate):
    native: str
    latin: str  # words in the order of the alphabet
    sounds: str  # toneless pinyin of the native name, or the Latin name, squeezed
    given: str
    emails: frozenset[str]
    phones: frozenset[str]
    passport: int = 0  # people with the same passport have the same number here; 0: none or nobody else's


def _read(session: Session) -> Sequence[_Who]:
    statement = sa.select(Person.id, Person.uuid, Person.email, Person.phone, *NAME_COLUMNS).order_by(Person.id)
    contacts = sa.select(Contact.person_id, Contact.email + " " + Contact.phone).order_by(Contact.id)
    reach = grouped(session, contacts)
    twins = {person: number for number, group in enumerate(passport_twins(session), start=1) for person in group}
    return [_who(tuple(row), reach.get(row[0], ()), twins.get(row[0], 0)) for row in execute(session, statement)]


def _who(row: tuple[object, ...], reach: tuple[str, ...], passport: int) -> _Who:
    id, uuid, email, phone, *name = row
    parts = PersonName(*name)  # type: ignore[arg-type]
    mails = {str(email), *(words.partition(" ")[0] for words in reach)}
    phones = {str(phone), *(words.partition(" ")[2] for words in reach)}
    native = squeezed(parts.native)
    latin = folded(parts.preferred_latin or f"{parts.family} {parts.second_family} {parts.given}")
    plain = squeezed(f"{parts.family}{parts.second_family}{parts.given}") or squeezed(parts.preferred_latin)
    return _Who(
        int(str(id)), str(uuid), parts.printed, native, " ".join(sorted(latin.split())),
        plain or sound(parts.native) or native, folded(parts.given),
        frozenset(mail.strip().casefold() for mail in mails if "@" in mail),
        frozenset(found for one in phones if (found := digits(one))), passport,
    )  # fmt: skip


def _keys(who: _Who) -> Iterable[Hashable]:
    yield from (("mail", mail) for mail in who.emails)
    yield from (("phone", phone) for phone in who.phones)
    if who.passport:
        yield "passport", who.passport
    if who.native:
        yield "native", who.native
    if who.sounds:
        yield "sound", "".join(sorted(who.sounds))  # family and given name in either order
    words = who.latin.split()
    for word in words if len(words) > 1 else ():
        yield "word", word, tuple(sorted(one[0] for one in words))


def _compare(one: _Who, other: _Who) -> Verdict:
    named, why = _names(one, other)
    sure: list[tuple[int, Message]] = []
    if one.passport and one.passport == other.passport:
        sure.append((100, msg("same passport")))
    if one.emails & other.emails:
        sure.append((90 if named >= 60 else 80, msg("same e-mail")))
    if one.phones & other.phones and named >= 60:
        sure.append((88, msg("same telephone")))
    if one.emails and other.emails and not one.emails & other.emails and not one.passport:
        named -= 6  # two people of one name are common; two addresses of one person as well
    best = max([named, *(score for score, _ in sure)])
    reasons = (*(reason for _, reason in sure), *((why,) if why is not None and named >= 60 else ()))
    return Verdict(min(100, best + 4 * (len(reasons) - 1)), reasons) if reasons else DIFFERENT


def _names(one: _Who, other: _Who) -> tuple[int, Message | None]:
    """How alike the names are, and what is alike in them."""
    from rapidfuzz import fuzz

    if one.native and other.native:
        if one.native == other.native:
            return 96, msg("same name in its own script")
        return (40, None) if _written_alike(one, other) else (0, None)
    if one.latin and one.latin == other.latin:
        return 92, msg("same name in Latin letters")
    if one.sounds and sorted(one.sounds) == sorted(other.sounds) and _same_sound(one, other):
        return 86, msg("one name is how the other is read")
    likeness = round(fuzz.token_sort_ratio(one.latin, other.latin))
    return (likeness - 6, msg("names alike")) if likeness >= 84 else (0, None)


def _written_alike(one: _Who, other: _Who) -> bool:
    return bool(one.latin) and one.latin == other.latin


def _same_sound(one: _Who, other: _Who) -> bool:
    """Equal, or with family and given name the other way round."""
    turned = {one.sounds[at:] + one.sounds[:at] for at in range(len(one.sounds))}
    return other.sounds in turned


PEOPLE = Matcher("people", msg("People"), "person", _read, _keys, _compare)
