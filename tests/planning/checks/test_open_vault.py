"""What rules say of protected values while the vault is open, and what they cannot say while it is locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from planning.checks.trips import ANNECY, FIRST, item, site, trip
from tripplanner.dates import months_later
from tripplanner.i18n import languages, say
from tripplanner.model.people import SensitiveValue
from tripplanner.model.programme import Item, ItemHost
from tripplanner.model.trips import Delegate
from tripplanner.names import PersonName
from tripplanner.planning import diets
from tripplanner.planning.checks import check_trip, findings, read_trip
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.roster import Traveller
from tripplanner.planning.exchanges import edit_exchange
from tripplanner.planning.privacy.contents import Content, Diet, Mobility, Passport
from tripplanner.planning.privacy.values import CHANGE, set_value
from tripplanner.store.workspace import Workspace
from vaults import CHEAP, LABEL, make_vault

RETURN = FIRST + timedelta(days=7)
LI = PersonName("Li", "Na", native_family="李", native_given="娜", native_script="Hans")


def guest(*facts: Content, number: int = 1, **fields: object) -> Traveller:
    kinds = {Passport: "passport", Diet: "diet", Mobility: "mobility"}
    known = {kinds[type(fact)]: fact for fact in facts}
    one = Traveller(
        number, number, f"uuid-{number}", LI, groups=frozenset({1}), protected=dict.fromkeys(known), facts=known
    )
    return replace(one, **fields)


def said(rule: str, checked: CheckedTrip) -> list[tuple[str, str]]:
    return [(one.level, say(one.what, "en")) for one in findings(checked) if one.rule == rule]


def test_a_passport_is_valid_six_months_beyond_the_return_or_its_holder_is_named() -> None:
    def told(expires: date, **fields: object) -> list[tuple[str, str]]:
        return said("people.passport_expiring", trip(travellers=(guest(Passport("E1", expires), **fields),)))

    six = months_later(RETURN, 6)
    assert told(six) == []
    assert told(six - timedelta(days=1)) == [
        ("warns", "Expires within six months of the return: the passport of 李娜 LI Na.")
    ]
    assert told(RETURN) == [("warns", "Expires within six months of the return: the passport of 李娜 LI Na.")]
    assert told(RETURN - timedelta(days=1)) == [("blocks", "Expires before the return: the passport of 李娜 LI Na.")]
    assert told(six - timedelta(days=1), last=RETURN - timedelta(days=1)) == []
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    everything = [
        say(one.what, code)
        for one in findings(trip(travellers=(guest(Passport("E1", RETURN)),)))
        for code in languages()
    ]
    assert not any("E1" in words or str(RETURN) in words for words in everything)


def test_passports_are_unverified_while_locked_or_without_a_date() -> None:
    rule = "people.passport_unverified"
    assert said(rule, trip(travellers=(guest(Passport("E1", date(2031, 1, 1))),))) == []
    assert "has no date" in said(rule, trip(travellers=(guest(Passport("E1")),)))[0][1]
    unreadable = guest(protected={"passport": None})
    assert "has no date" in said(rule, trip(travellers=(unreadable,)))[0][1]
    locked = guest(Passport("E1", RETURN), facts=None)
    assert said(rule, trip(travellers=(locked,))) == [
        ("warns", "Whether 1 passport is valid for six months after the return is not checked: the vault is locked.")
    ]
    assert said("people.passport_expiring", trip(travellers=(locked,))) == []


def test_the_name_in_a_passport_is_the_one_on_the_roster() -> None:
    def told(name: str) -> int:
        return len(said("people.passport_name", trip(travellers=(guest(Passport("E1", name=name)),))))

    assert [told(name) for name in ("LI NA", "Na Li", "", "LIN NA", "LI NAN")] == [0, 0, 0, 1, 1]


def test_diets_are_counted_by_what_is_asked_for_and_nobody_is_named() -> None:
    lunch = item("1", "12:00", "13:00", "meal", place=ANNECY)
    eaters = (
        guest(Diet(("no_pork", "allergy"), "peanuts")),
        guest(Diet(("no_pork",)), number=2),
        guest(Diet((), "x"), number=3),
    )
    (told,) = said("people.diet_unverified", trip(lunch, travellers=eaters))
    assert told == (
        "warns",
        "Whether Annecy knows what is asked for is unverified: 2 × no pork, 1 × allergy, 1 × in words.",
    )
    (told,) = said(
        "people.diet_unverified", trip(lunch, travellers=(*eaters, guest(Diet(("vegan",)), facts=None, number=4)))
    )
    assert told[1] == (
        "Whether Annecy knows the diets of 4 guests is unverified; which they are, is not checked: the vault is locked."
    )


def test_walks_and_steps_are_measured_by_the_weakest_guest() -> None:
    hike = item("1", "9:00", "12:00", site=site(walk_min=60, ascent_m=200, step_free=False))

    def rules(*facts: Content) -> set[str]:
        subjects = {one.rule for one in findings(trip(hike, travellers=(guest(*facts),)))}
        return subjects & {"site.walk_too_far", "site.walk_unverified", "site.not_step_free"}

    assert rules(Mobility(60, 200)) == set()
    assert rules(Mobility(59)) == {"site.walk_too_far"}
    assert rules(Mobility(None, 199, True)) == {"site.walk_too_far", "site.not_step_free"}
    assert rules(Mobility(words="slow")) == {"site.walk_unverified"}
    locked = trip(hike, travellers=(guest(Mobility(1), facts=None),))
    assert "the vault is locked" in said("site.walk_unverified", locked)[0][1]
    assert said("site.walk_too_far", locked) == []


def test_the_rules_decide_on_the_sample_as_soon_as_the_vault_is_open(sample_workspace: Workspace) -> None:
    office = sample_workspace
    office.vault.cost = CHEAP
    make_vault(office)
    person = office.get(lambda session: session.scalars(sa.select(Delegate.person_id).order_by(Delegate.id)).first())
    office.do(CHANGE, set_value, office.vault, person, "passport", Passport("CANARY7391", date(2027, 7, 1)))
    office.do(CHANGE, set_value, office.vault, person, "diet", Diet((), "CANARY7391"))
    subjects = {"people.passport_unverified", "people.passport_expiring"}

    def told() -> set[str]:
        return {one.rule for one in office.get(check_trip, 1, None, office.vault)} & subjects

    assert told() == {"people.passport_expiring"}
    assert "CANARY" not in repr(office.get(read_trip, 1, None, office.vault))
    office.do(LABEL, lambda session: setattr(session.scalars(sa.select(SensitiveValue)).first(), "value", "1.AAAA"))
    assert told() == {"people.passport_unverified"}
    office.vault.lock()
    assert told() == {"people.passport_unverified"}


def test_a_host_that_was_told_the_diets_is_named_again_only_when_one_has_changed_since(
    sample_workspace: Workspace,
) -> None:
    office = sample_workspace
    office.vault.cost = CHEAP
    make_vault(office)
    person = office.get(lambda session: session.scalars(sa.select(Delegate.person_id).order_by(Delegate.id)).first())
    office.do(CHANGE, set_value, office.vault, person, "diet", Diet(("no_pork",)))

    def untold() -> dict[str, str]:
        found = office.get(check_trip, 1, None, vault=office.vault)
        return {one.about: say(one.what, "en") for one in found if one.rule == "people.diet_unverified"}

    before = untold()
    meals = sa.select(ItemHost.organisation_id, Item.uuid).join(Item).where(Item.type.in_(("meal", "ceremony")))
    host, meal = office.get(lambda session: session.execute(meals.order_by(Item.start, ItemHost.id)).first())
    changed = office.get(diets.changed_on, 1)
    office.do(LABEL, diets.tell, 1, host, changed, "Told them")
    assert {about for about in before if meal in about} == before.keys() - untold().keys() != set()
    told = office.get(diets.told, 1, host)
    assert (told.day, told.contact) == (changed, "")  # type: ignore[union-attr]
    office.do(LABEL, edit_exchange, told.exchange_id, day=changed - timedelta(days=1))  # type: ignore[union-attr]
    assert before.keys() == (now := untold()).keys()
    assert "was told the diets on" in next(words for about, words in now.items() if meal in about)
    eaten = sa.select(Item.place_id, Item.uuid).where(Item.type == "meal", Item.place_id.is_not(None))
    place, meal = office.get(lambda session: session.execute(eaten.where(~Item.host_links.any())).first())
    assert office.get(diets.feeds, 1, place)
    office.do(LABEL, diets.tell_place, 1, place, changed, "Told them")
    office.do(LABEL, diets.tell_place, 1, place, changed, "Told them once more")
    assert {about for about in now if meal in about} == now.keys() - untold().keys() != set()
    assert office.get(diets.told_place, 1, place).day == changed  # type: ignore[union-attr]
