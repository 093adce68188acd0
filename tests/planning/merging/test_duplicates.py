"""Finding what may be the same, and leaving alone what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.i18n import say
from tripplanner.model.glossary import Term
from tripplanner.model.partners import Organisation, OrganisationAlias
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.sites import Site
from tripplanner.planning.merging.finding import duplicates, matchers, tell_apart
from tripplanner.text import Text


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def put(session: Session, *records: Any) -> list[int]:
    session.add_all(records)
    session.flush()
    return [record.id for record in records]


def person(**parts: str) -> Person:
    return Person(**parts)


def reasons(session: Session, kind: str, one: int, other: int) -> set[str]:
    """Why two records are proposed as the same; empty when they are not."""
    found = [pair for pair in duplicates(session, kind, only=one) if {pair.left, pair.right} == {one, other}]
    return {say(reason, "en") for pair in found for reason in pair.reasons}


def test_the_sample_holds_nobody_twice(session: Session) -> None:
    assert {kind: len(duplicates(session, kind)) for kind in matchers()} == {
        "people": 0, "organisations": 1, "sites": 0, "places": 0, "terms": 0,
    }  # fmt: skip


LI_NA = {"family_name": "Li", "given_name": "Na", "native_family": "李", "native_given": "娜"}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (LI_NA, {"native_family": "李", "native_given": "娜"}, {"same name in its own script"}),
        (LI_NA, {"family_name": "LI", "given_name": "Nà"}, {"same name in Latin letters"}),
        ({"native_family": "李", "native_given": "娜"}, {"family_name": "Li", "given_name": "Na"},
         {"one name is how the other is read"}),
        ({"native_family": "欧阳", "native_given": "明"}, {"family_name": "Ming", "given_name": "Ouyang"},
         {"one name is how the other is read"}),
        ({"family_name": "García", "second_family_name": "López", "given_name": "Ana"},
         {"family_name": "Garcia", "second_family_name": "Lopez", "given_name": "Ana"}, {"same name in Latin letters"}),
        ({"family_name": "Marchetaz", "given_name": "Elodie", "email": "A@x.fr"},
         {"family_name": "Marchétaz", "given_name": "Élodie", "email": "a@x.fr"},
         {"same e-mail", "same name in Latin letters"}),
        ({"family_name": "Dupont", "given_name": "Anne", "phone": "+33 4 50 66 47 51"},
         {"family_name": "Dupond", "given_name": "Anne", "phone": "04 50 66 47 51"}, {"same telephone", "names alike"}),
        (LI_NA, {**LI_NA, "native_given": "那"}, set()),
        ({"family_name": "Dupont", "given_name": "Anne"}, {"family_name": "Dupont", "given_name": "Paul"}, set()),
        ({"given_name": "Tenzin"}, {"family_name": "Tenzin", "given_name": "Dorje"}, set()),
    ],
)  # fmt: skip
def test_people_are_found_by_name_in_either_script_and_by_what_is_theirs_alone(
    session: Session, one: dict[str, str], other: dict[str, str], why: set[str]
) -> None:
    first, second = put(session, person(**one), person(**other))
    assert reasons(session, "people", first, second) == why


def test_one_passport_under_two_names_is_found_while_the_vault_is_locked(session: Session) -> None:
    first, second = put(session, person(family_name="Yun"), person(native_family="云"))
    for number in (first, second):
        session.add(SensitiveValue(person_id=number, kind="passport", value="sealed", blind="a" * 64))
    session.flush()
    assert "same passport" in reasons(session, "people", first, second)


def test_organisations_are_found_by_alias_acronym_and_site(session: Session) -> None:
    base = Organisation(name=Text.of("fr", fr="Office de la biodiversité alpine"), acronym="OBA", country="FR")
    base.aliases.append(OrganisationAlias(name="Alpine Biodiversity Agency", language="en"))
    base.website = "https://www.oba.example/fr/"
    twins = [
        Organisation(name=Text.of("en", en="Alpine biodiversity agency")),
        Organisation(name=Text.of("fr", fr="OBA Annecy"), acronym="oba", country="FR"),
        Organisation(name=Text.of("fr", fr="Office biodiversité alpine"), website="oba.example"),
        Organisation(name=Text.of("fr", fr="Office de la biodiversité marine")),
    ]
    first, *others = put(session, base, *twins)
    assert [reasons(session, "organisations", first, other) for other in others] == [
        {"same name"}, {"same acronym"}, {"same web site", "names alike"}, set(),
    ]  # fmt: skip


def test_sites_are_the_same_by_name_where_they_lie_near_each_other(session: Session) -> None:
    def site(name: str, at: tuple[float, float] | None) -> Site:
        north, east = at or (None, None)
        return Site(name=Text.of("fr", fr=name), latitude=north, longitude=east)

    first, near, misspelt, far, unknown, other = put(
        session, site("Tourbière de Montfort", (45.3, 5.9)), site("Tourbière de Montfort", (45.301, 5.9)),
        site("Tourbiere de Monfort", (45.29, 5.91)), site("Tourbière de Montfort", (48.0, 2.0)),
        site("Tourbière de Montfort", None), site("Tourbière des Creusates", (45.3, 5.9)),
    )  # fmt: skip
    found = [reasons(session, "sites", first, one) for one in (near, misspelt, far, unknown, other)]
    assert found == [{"same name", "110 m apart"}, {"names alike", "1360 m apart"}, set(), {"same name"}, set()]


def test_terms_are_the_same_word_in_one_language(session: Session) -> None:
    first, second, third = put(
        session, Term(term=Text.of("fr", fr="Zone tampon essai", en="trial buffer")),
        Term(term=Text.of("en", en="Trial buffer")), Term(term=Text.of("fr", fr="Trial buffer")),
    )  # fmt: skip
    assert reasons(session, "terms", first, second) == {"same word in: en"}
    assert reasons(session, "terms", first, third) == set()


def test_what_somebody_told_apart_is_not_proposed_again(session: Session) -> None:
    records = person(**LI_NA), person(**LI_NA)
    first, second = put(session, *records)
    tell_apart(session, records[1].uuid, records[0].uuid)
    tell_apart(session, records[0].uuid, records[1].uuid)
    assert reasons(session, "people", first, second) == set()
