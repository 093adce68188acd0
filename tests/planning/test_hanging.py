"""What hangs on a record: links, other names, closures, sources, doubts and its history in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, say
from tripplanner.model.cases import CaseStudy
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.places import Leg, Place
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, Lodging, Trip
from tripplanner.planning.archived import Archived
from tripplanner.planning.blocks import blocks, categories, remove_block, set_block
from tripplanner.planning.changes import changes_of
from tripplanner.planning.closures import closures, remove_closure, set_closure
from tripplanner.planning.edits import edit
from tripplanner.planning.linking import (
    LINKS,
    add_alias,
    add_link,
    aliases,
    candidates,
    linked,
    remove_alias,
    remove_link,
    set_link,
    set_role,
)
from tripplanner.planning.owning import class_of
from tripplanner.planning.sourcing import add_doubt, provenance, remove_source, set_source, settle_doubt
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def first(session: Session, model: type) -> int:
    return session.scalars(sa.select(model.id).order_by(model.id)).first() or 0  # type: ignore[attr-defined]


def test_every_kind_says_what_it_leads_to(session: Session) -> None:
    for table in LINKS:
        number = first(session, class_of(table))
        assert linked(session, table, number).keys() == {link.key for link in LINKS[table]}
        assert all(candidates(session, table, link.key, number) for link in LINKS[table])


def test_a_site_gains_a_theme_and_an_organisation_with_its_part(session: Session) -> None:
    site = Site(name=Text.of("fr", fr="Essai"))
    session.add(site)
    session.flush()
    theme, organisation = first(session, Theme), first(session, Organisation)
    made = add_link(session, "site", site.id, "themes", theme)
    assert add_link(session, "site", site.id, "themes", theme) == made
    host = add_link(session, "site", site.id, "organisations", organisation)
    set_role(session, "site", site.id, "organisations", host, "manager")
    found = linked(session, "site", site.id)
    assert [one.target for one in found["themes"]] == [theme]
    assert [(one.target, one.role) for one in found["organisations"]] == [(organisation, "manager")]
    remove_link(session, "site", site.id, "themes", made)
    assert (linked(session, "site", site.id)["themes"], site.theme_links) == ((), [])


def test_a_place_never_lies_in_itself(session: Session) -> None:
    town, hamlet = Place(name=Text.of("fr", fr="Bourg")), Place(name=Text.of("fr", fr="Hameau"))
    session.add_all([town, hamlet])
    session.flush()
    set_link(session, "place", hamlet.id, "parent", town.id)
    for target in (hamlet.id, town.id):
        with pytest.raises(TripPlannerError, match="circle"):
            set_link(session, "place", town.id, "parent", target)
    set_link(session, "place", hamlet.id, "parent", None)
    assert hamlet.parent_id is None


def test_an_organisation_has_each_other_name_once(session: Session) -> None:
    organisation = first(session, Organisation)
    before = len(aliases(session, organisation))
    one = add_alias(session, organisation, "Ancien nom", "fr")
    assert add_alias(session, organisation, " ANCIEN NOM ") == one
    assert len(aliases(session, organisation)) == before + 1
    remove_alias(session, organisation, one)
    with pytest.raises(TripPlannerError):
        remove_alias(session, organisation, one)
    with pytest.raises(TripPlannerError):
        add_alias(session, organisation, " ")
    assert len(aliases(session, organisation)) == before


def test_closures_have_days_in_order(session: Session) -> None:
    site, leg = first(session, Site), first(session, Leg)
    before = len(closures(session, "site", site))
    one = set_closure(session, "site", site, None, date(2027, 6, 14), None, "fr", "Travaux")
    set_closure(session, "site", site, one, date(2027, 6, 14), date(2027, 6, 20), "zh", "施工")
    row = next(row for row in closures(session, "site", site) if row.id == one)
    assert (row.last, row.reason.get("fr"), row.reason.get("zh")) == (date(2027, 6, 20), "Travaux", "施工")
    for days in ((date(2027, 6, 14), date(2027, 6, 13)), (None, None)):
        with pytest.raises(TripPlannerError, match="closure lasts"):
            set_closure(session, "site", site, None, *days, "fr", "")
    set_closure(session, "leg", leg, None, date(2027, 1, 1), None, "fr", "Tunnel", 40)
    assert closures(session, "leg", leg)[0].detour_min == 40
    remove_closure(session, "site", site, one)
    assert len(closures(session, "site", site)) == before


def test_sources_and_doubts_are_noted_and_settled(session: Session) -> None:
    site = Site(name=Text.of("fr", fr="Essai"))
    session.add(site)
    session.flush()
    one = set_source(session, "site", site.id, None, "", "asters.asso.fr/montfort")
    set_source(session, "site", site.id, one, "Plan de gestion", "https://asters.asso.fr/montfort")
    for wrong in ("javascript:alert(1)", "file:///etc/passwd", "just words"):
        with pytest.raises(TripPlannerError, match="no web address"):
            set_source(session, "site", site.id, None, "", wrong)
    doubt = add_doubt(session, "site", site.id, "horaires")
    settle_doubt(session, "site", site.id, doubt, "anna")
    seen = provenance(session, site.uuid)
    assert [(row.citation, row.url) for row in seen.sources] == [("Plan de gestion", "https://asters.asso.fr/montfort")]
    assert [(row.what, row.settled_by, row.settled_at is not None) for row in seen.doubts] == [
        ("horaires", "anna", True)
    ]
    settle_doubt(session, "site", site.id, doubt, "anna", settled=False)
    remove_source(session, "site", site.id, one)
    seen = provenance(session, site.uuid)
    assert (seen.sources, seen.doubts[0].settled_at) == ((), None)


def test_an_archived_trip_keeps_its_links_and_sources(session: Session) -> None:
    lodging, delegate = first(session, Lodging), first(session, Delegate)
    session.scalars(sa.select(Trip)).one().stage = "archived"
    session.flush()
    for verb, arguments in (
        (set_link, ("lodging", lodging, "place", None)), (set_link, ("delegate", delegate, "organisation", None)),
        (set_source, ("lodging", lodging, None, "x", "")), (add_doubt, ("lodging", lodging, "x")),
        (remove_source, ("lodging", lodging, 1)), (settle_doubt, ("lodging", lodging, 1, "anna")),
    ):  # fmt: skip
        with pytest.raises(Archived):
            verb(session, *arguments)  # type: ignore[operator]


def test_a_history_says_what_was_before_and_after_in_words(sample_workspace: Workspace) -> None:
    number, place = sample_workspace.get(lambda session: (first(session, Site), first(session, Place)))
    what = msg("site")

    def change(session: Session) -> str:
        site = session.get_one(Site, number)
        name = site.name.with_words("fr", "Écopont")
        edit(session, Site, number, None, what, group_cap=25, name=name, place_id=place, open_weekdays=[1, 2])
        return site.uuid

    uuid = sample_workspace.do(msg("edit “{field}”", field=msg("Name")), change)
    row = sample_workspace.get(changes_of, uuid)[0]
    told = {(one.column, one.language): (say(one.title, "en"), one.after) for one in row.fields}
    name = sample_workspace.get(lambda session: session.get_one(Place, place).name)
    assert (row.actor, row.action, say(row.label, "en")) == ("anna", "changed", "edit “Name”")
    assert told == {
        ("group_cap", ""): ("Largest group", 25), ("name", "fr"): ("Name", "Écopont"),
        ("open_weekdays", ""): ("Open weekdays", [1, 2]), ("place_id", ""): ("place", name),
    }  # fmt: skip


def test_a_history_never_tells_a_protected_value(sample_workspace: Workspace) -> None:
    def protect(session: Session) -> tuple[str, str]:
        person = session.scalars(sa.select(Person)).first()
        assert person is not None
        person.notes = "changé"
        value = SensitiveValue(person_id=person.id, kind="diet", value="canary")
        session.add(value)
        session.flush()
        return person.uuid, value.uuid

    uuids = sample_workspace.do(msg("edit"), protect)
    rows = sample_workspace.get(changes_of, *uuids)
    assert "canary" not in repr(rows)
    assert [one.column for one in rows[0].fields] == ["notes"]


def test_a_building_block_keeps_the_translations_of_its_lines(session: Session) -> None:
    case = first(session, CaseStudy)
    before = len(blocks(session, case))
    category = categories(session)[0][0]
    made = set_block(
        session,
        case,
        None,
        "fr",
        "Passage",
        category_id=category,
        factors=["Accord", " ", "Budget"],
        lessons=["Patience"],
    )
    block = next(one for one in blocks(session, case) if one.id == made)
    assert [text.get("fr") for text in block.enabling_factors] == ["Accord", "Budget"]
    set_block(session, case, made, "zh", "通道", category_id=category, factors=["协议", "预算"], lessons=["耐心"])
    set_block(session, case, made, "fr", "Passage", factors=["Accord écrit"], lessons=["Patience"])
    block = next(one for one in blocks(session, case) if one.id == made)
    (factor,) = block.enabling_factors
    assert (factor.get("zh"), factor.state("zh"), block.category) == ("协议", "stale", None)
    assert block.lessons[0].state("zh") == "reviewed"
    remove_block(session, case, made)
    with pytest.raises(TripPlannerError):
        remove_block(session, case, made)
    with pytest.raises(TripPlannerError, match="title"):
        set_block(session, case, None, "fr", " ")
    assert len(blocks(session, case)) == before
