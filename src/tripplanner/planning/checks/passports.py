"""Passports: valid six months beyond the return, and in the name that is printed. Nothing is said of a locked one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tripplanner.dates import months_later
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.naming import plain
from tripplanner.planning.checks.roster import Traveller
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.privacy.contents import Passport

SOON_DAYS = 45  # before the trip, by when passports are asked for
VALID_MONTHS = 6  # beyond the return


def _unverified(trip: CheckedTrip) -> Iterator[Finding]:
    """What is not known: those that are locked away, those without a date, those that nobody recorded."""
    locked = [one for one in trip.travellers if "passport" in one.protected and one.facts is None]
    if locked:
        what = msgn("Whether {n} passport is valid for six months after the return is not checked: the vault is "
                    "locked.",
                    "Whether {n} passports are valid for six months after the return is not checked: the vault is "
                    "locked.", len(locked))  # fmt: skip
        yield UNVERIFIED.found(what)
    undated = [one for one in trip.travellers if _undated(one)]
    if undated:
        what = msgn("The passport of {n} guest has no date: that it is valid for six months is unverified.",
                    "The passports of {n} guests have no date: that they are valid for six months is unverified.",
                    len(undated))  # fmt: skip
        yield UNVERIFIED.found(what)
    yield from _lacking(trip)


def _undated(one: Traveller) -> bool:
    passport = one.fact(Passport)
    return "passport" in one.protected and one.facts is not None and (passport is None or passport.expires is None)


def _lacking(trip: CheckedTrip) -> Iterator[Finding]:
    left = (trip.first_day - trip.today).days if trip.today else -1
    lacking = sum("passport" not in one.protected for one in trip.travellers)
    if lacking and 0 <= left <= SOON_DAYS:
        what = msgn("The passport of {n} guest is not recorded; that it is valid for six months is unverified.",
                    "The passports of {n} guests are not recorded; that they are valid for six months is unverified.",
                    lacking)  # fmt: skip
        yield UNVERIFIED.found(what)


def _expiring(trip: CheckedTrip) -> Iterator[Finding]:
    """Two findings at most: a finding about a person would keep in clear that their passport expires, if dismissed."""
    until = [
        (one, passport.expires) for one in trip.travellers if (passport := one.fact(Passport)) and passport.expires
    ]
    over = [one for one, day in until if day < _return(trip, one)]
    if over:
        what = msg("Expires before the return: the passport of {names}.", names=names(over))
        yield EXPIRING.found(what, level="blocks")
    soon = [one for one, day in until if _return(trip, one) <= day < months_later(_return(trip, one), VALID_MONTHS)]
    if soon:
        what = msg("Expires within six months of the return: the passport of {names}.", names=names(soon))
        yield EXPIRING.found(what)


def _return(trip: CheckedTrip, one: Traveller) -> date:
    return one.last or trip.last_day


def _other_name(trip: CheckedTrip) -> Iterator[Finding]:
    other = [one for one in trip.travellers if (passport := one.fact(Passport)) and not _same(passport.name, one)]
    if other:
        what = msg("In the passport of {names} another name is printed than on the roster.", names=names(other))
        yield OTHER_NAME.found(what)


def _same(printed: str, one: Traveller) -> bool:
    """Do the letters agree, whatever stands first? Unknown agrees."""
    name = one.name
    spelt = (name.family + name.second_family + name.given, name.preferred_latin)
    return not plain(printed) or not any(spelt) or any(sorted(plain(printed)) == sorted(plain(form)) for form in spelt)


def names(people: Iterable[Traveller]) -> Message:
    """Names as they stand in a sentence."""
    first, *others = [one.name.printed for one in people]
    joined = msg("{name}", name=first)
    for other in others:
        joined = msg("{first}, {next}", first=joined, next=other)
    return joined


UNVERIFIED = Rule("people.passport_unverified", "warns", msg("Passports are unverified"),
                  msg("Borders ask for a passport valid six months beyond the return."), _unverified,
                  scope="frame")  # fmt: skip
EXPIRING = Rule("people.passport_expiring", "warns", msg("A passport expires too early"),
                msg("Borders ask for a passport valid six months beyond the return."), _expiring,
                scope="frame")  # fmt: skip
OTHER_NAME = Rule("people.passport_name", "warns", msg("A passport has another name"),
                  msg("Invitation, badge and passport must show one name."), _other_name, scope="frame")  # fmt: skip
RULES = (UNVERIFIED, EXPIRING, OTHER_NAME)
