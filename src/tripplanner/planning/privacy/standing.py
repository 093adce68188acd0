"""What a list may say of people: whether they agreed, whether their passport will do, whether a diet is kept.

No value is given out: of a passport its state alone, of a diet that there is one. While the vault is locked neither is
said of anybody, so that a list does not tell who has a value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import months_later
from tripplanner.i18n import Message, msg
from tripplanner.model.people import Consent, SensitiveValue
from tripplanner.planning.privacy.contents import Diet, Passport
from tripplanner.planning.privacy.values import read_values
from tripplanner.planning.rows import execute
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.vault.vault import Vault

PassportState = Literal["locked", "none", "undated", "over", "soon", "valid"]
CONSENTS: Mapping[str, Message] = {
    "given": msg("consent given"),
    "withdrawn": msg("consent withdrawn or refused"),
    "asked": msg("consent asked for"),
    "none": msg("consent missing"),
}
PASSPORTS: Mapping[str, Message] = {
    "locked": msg("locked"),
    "none": msg("passport missing"),
    "undated": msg("present, no date"),
    "over": msg("expires before the return"),
    "soon": msg("under 6 months left"),
    "valid": msg("present, valid"),
}
DIET_STATES: Mapping[str, Message] = {
    "locked": msg("locked"),
    "none": msg("no diet"),
    "kept": msg("diet on record"),
}
#: Diets in which there is no pork.
PORKLESS = frozenset({"no_pork", "halal", "vegetarian", "vegan"})
_VALID_MONTHS = 6  # beyond the return, as borders ask


@dataclass(frozen=True, slots=True)
class Standing:
    """States by the keys of :data:`CONSENTS`, :data:`PASSPORTS` and :data:`DIET_STATES`."""

    consent: str
    passport: PassportState
    diet: str


def standings(session: Session, vault: Vault, people: Collection[int], back: date | None) -> Mapping[int, Standing]:
    """How people (by number) stand; ``back`` is the day they return, where it is known."""
    consents = _consents(session, people)
    try:
        known = read_values(session, vault, people, ("passport",), skip_damaged=True) if vault.is_open else None
    except VaultLocked:  # its key was changed at another station
        known = None
    kept = _kept(session, people) if known is not None else frozenset[tuple[int, str]]()

    def standing(person: int) -> Standing:
        consent = consents.get(person, "none")
        if known is None:
            return Standing(consent, "locked", "locked")
        passport = known.get(person, {}).get("passport")
        found = passport if isinstance(passport, Passport) else Passport() if (person, "passport") in kept else None
        return Standing(consent, _passport(found, back), "kept" if (person, "diet") in kept else "none")

    return {person: standing(person) for person in people}


def without_pork(session: Session, vault: Vault, people: Collection[int]) -> set[int]:
    """Those of these people (by number) whose diet has no pork in it; raises ``VaultLocked``."""
    found = read_values(session, vault, people, ("diet",), skip_damaged=True)
    diets = {person: values.get("diet") for person, values in found.items()}
    return {person for person, diet in diets.items() if isinstance(diet, Diet) and PORKLESS.intersection(diet.codes)}


def _passport(passport: Passport | None, back: date | None) -> PassportState:
    if passport is None:
        return "none"
    if passport.expires is None:
        return "undated"
    if back is None:
        return "valid"
    if passport.expires < back:
        return "over"
    return "soon" if passport.expires < months_later(back, _VALID_MONTHS) else "valid"


def _kept(session: Session, people: Collection[int]) -> frozenset[tuple[int, str]]:
    columns = sa.select(SensitiveValue.person_id, SensitiveValue.kind)
    wanted = SensitiveValue.person_id.in_(people), SensitiveValue.kind.in_(("passport", "diet"))
    return frozenset((row[0], row[1]) for row in execute(session, columns.where(*wanted)))


def _consents(session: Session, people: Collection[int]) -> Mapping[int, str]:
    """What was said about personal data: a consent that stands counts before one that was withdrawn."""
    columns = (Consent.person_id, Consent.asked_on, Consent.given_on, Consent.withdrawn_on)
    query = sa.select(*columns).where(Consent.person_id.in_(people), Consent.purpose == "personal_data")
    found: dict[int, set[str]] = {}
    for person, asked, given, withdrawn in execute(session, query):
        state = "withdrawn" if withdrawn else "given" if given else "asked" if asked else "none"
        found.setdefault(person, set()).add(state)
    return {person: next(state for state in CONSENTS if state in states) for person, states in found.items()}
