"""What a list says of people: the state of a passport, that a diet is kept, a consent; nothing of what is locked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tripplanner.dates import months_later
from tripplanner.i18n import msg
from tripplanner.model.trips import Trip
from tripplanner.planning.browsing.asking import note_told, numbers, overview
from tripplanner.planning.browsing.shapes import Question
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.privacy.consents import add_consent
from tripplanner.planning.privacy.contents import Diet, Passport
from tripplanner.planning.privacy.reveals import SHOW, reveals_of
from tripplanner.planning.privacy.standing import Standing, standings
from tripplanner.planning.privacy.values import CHANGE, set_value
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.workspace import Workspace
from vaults import make_vault

PORK = Question(conditions=("no_pork",))


def test_a_list_tells_states_and_who_eats_no_pork_to_an_open_vault_alone(sample_workspace: Workspace) -> None:
    office = sample_workspace
    make_vault(office)
    vault, guests = office.vault, office.get(list_delegates, 1)
    people = [row.person_id for row in guests]
    back = office.get(lambda session: session.get_one(Trip, 1).last_day)
    until = [back - timedelta(1), months_later(back, 6) - timedelta(1), months_later(back, 6), None]
    for person, day in zip(people, until, strict=False):
        office.do(CHANGE, set_value, vault, person, "passport", Passport("E1", day))
    for person, codes in zip(people, (("no_beef",), ("halal",), ("allergy", "no_pork"), ("vegan",)), strict=False):
        office.do(CHANGE, set_value, vault, person, "diet", Diet(codes, "x"))
    for person, fields in zip(people, ({"given_on": back}, {"asked_on": back}), strict=False):
        office.do(msg("x"), add_consent, person, "personal_data", "fr", **fields)
    day = {"given_on": back, "withdrawn_on": back}
    office.do(msg("x"), add_consent, people[2], "personal_data", "fr", **day)
    office.do(msg("x"), add_consent, people[3], "photos", "fr", given_on=back)

    def said() -> list[Standing]:
        found = office.get(standings, vault, people, back)
        return [found[person] for person in people[:5]]

    consents = ("given", "asked", "withdrawn", "none", "none")
    passports = ("over", "soon", "valid", "undated", "none")
    assert [(one.consent, one.passport, one.diet) for one in said()] == [
        (consent, passport, "none" if at == 4 else "kept")
        for at, (consent, passport) in enumerate(zip(consents, passports, strict=True))
    ]
    found = office.get(numbers, "delegates", PORK, 1, vault)
    assert found == [row.id for row in guests[1:4]]
    office.do(SHOW, note_told, vault, "delegates", found, "diet")
    looked = [bool(office.get(reveals_of, row.person_uuid)) for row in guests[:5]]
    assert looked == [False, True, True, True, False]

    vault.lock()
    assert {(one.passport, one.diet) for one in said()} == {("locked", "locked")}
    assert [one.consent for one in said()] == list(consents)
    for holder in (vault, None):
        with pytest.raises(VaultLocked, match="locked"):
            office.get(numbers, "delegates", PORK, 1, holder)
    assert office.get(overview, "delegates", 1, (), {"x": PORK}).saved == {}
