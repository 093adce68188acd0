"""Two records become one: all links move, nothing is doubled, one undo brings both back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.model.files import Attachment, File
from tripplanner.model.hosting import Exchange, TripHost
from tripplanner.model.journeys import Journey
from tripplanner.model.partners import Contact, Organisation, OrganisationTheme
from tripplanner.model.people import Consent, Person, SensitiveValue
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, DelegateSubGroup, Room, RoomGuest, Trip
from tripplanner.planning.merging.comparing import compare
from tripplanner.planning.merging.merging import merge
from tripplanner.planning.privacy.contents import Diet, Health
from tripplanner.planning.privacy.values import read_value, set_value
from tripplanner.planning.using import links_to
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.vault.ways import unlock_by_passphrase
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text
from vaults import PASSPHRASE, add_person, make_vault


def leads_to(session: Session, record: Any) -> int:
    """How many rows anywhere lead to a record, by number or by UUID."""
    by_number = sum(
        session.scalar(sa.select(sa.func.count()).select_from(link.cls.__table__).where(link.column == record.id)) or 0
        for link in links_to(record.__class__)
    )
    hanging = (Reference, VerifyMark, Attachment)
    return by_number + sum(
        session.scalar(sa.select(sa.func.count()).where(model.owner_uuid == record.uuid)) or 0 for model in hanging
    )


def rows_of(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Everything a person edits, by table, versions and times aside."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            table = mapper.class_.__table__  # type: ignore[attr-defined]
            columns = [c for c in table.columns if c.name not in ("version", "updated_at", "created_at")]
            found[table.name] = [tuple(row) for row in session.execute(sa.select(*columns).order_by(table.c.id))]
    return found


def two_people(session: Session) -> tuple[int, int]:
    """A delegate of the sample, and the same person once more with everything that can lead to one."""
    own = session.scalars(sa.select(Delegate).where(Delegate.rank == 1)).one()
    trip, item = own.delegation.trip, session.scalars(sa.select(Item).order_by(Item.id)).first()
    organisation = session.scalars(sa.select(Organisation)).first()
    assert item is not None
    assert organisation is not None
    twin = Person(family_name="Twin", email="twin@x.cn", languages=["zh"], notes="parle allemand")
    twin.consents.append(Consent(purpose="photos", given_on=date(2027, 1, 2)))
    twin.references = [Reference(url="https://example.org")]
    session.add(twin)
    session.flush()
    rank = len(own.delegation.delegates) + 1
    double = Delegate(delegation_id=own.delegation_id, person_id=twin.id, rank=rank, post=Text.of("fr", fr="Chef"))
    group = next(one for one in own.delegation.subgroups if one.id not in {s.subgroup_id for s in own.subgroup_links})
    double.subgroup_links = [DelegateSubGroup(subgroup_id=group.id)]
    room = session.scalars(sa.select(Room)).first()
    assert room is not None
    session.add_all([
        double, Contact(organisation_id=organisation.id, person_id=twin.id),
        RoomGuest(room_id=room.id, person_id=twin.id),
        Participation(item_id=item.id, person_id=twin.id), Participation(item_id=item.id, person_id=own.person_id),
        Journey(trip_id=trip.id, person_id=twin.id, direction="arrival", carrier="CA 861"),
        Journey(trip_id=trip.id, person_id=own.person_id, direction="arrival"),
    ])  # fmt: skip
    session.flush()
    return own.person_id, twin.id


def test_every_link_of_a_person_moves_and_nothing_is_doubled(sample_session: SampleSession) -> None:
    with sample_session() as session:
        session.connection().exec_driver_sql("PRAGMA foreign_keys=ON")
        keep, drop = two_people(session)
        twin = session.get_one(Person, drop)
        merge(session, "people", keep, drop, {"email": "right", "languages": "both", "notes": "both"})
        session.expire_all()
        assert session.get(Person, drop) is None
        assert leads_to(session, twin) == 0
        person = session.get_one(Person, keep)
        assert (person.email, "zh" in (person.languages or []), person.family_name != "Twin") == (
            "twin@x.cn",
            True,
            True,
        )
        (delegate,) = session.scalars(sa.select(Delegate).where(Delegate.person_id == keep))
        assert (len(delegate.subgroup_links), delegate.rank) == (2, 1)
        (journey,) = session.scalars(sa.select(Journey).where(Journey.person_id == keep))
        assert journey.carrier == "CA 861"
        items = session.scalars(sa.select(Participation.item_id).where(Participation.person_id == keep)).all()
        assert len(items) == len(set(items))
        assert [consent.purpose for consent in person.consents] == ["photos"]
        assert "https://example.org" in {one.url for one in person.references}


def two_organisations(session: Session) -> tuple[int, int]:
    """A host of the sample, and the same organisation once more."""
    host = session.scalars(sa.select(ItemHost).order_by(ItemHost.id)).first()
    assert host is not None
    keep, trip = host.organisation, session.scalars(sa.select(Trip)).one()
    twin = Organisation(name=Text.of("fr", fr="Nom d’avant", zh="旧名"), acronym="OLD", city="Annecy")
    twin.contacts.append(Contact(person=Person(family_name="Neu"), post=Text.of("fr", fr="Garde")))
    theme = session.scalars(sa.select(Theme)).first()
    assert theme is not None
    twin.theme_links.append(OrganisationTheme(theme=theme))
    session.add(twin)
    session.flush()
    session.add_all([
        ItemHost(item_id=host.item_id, organisation_id=twin.id, contact_id=twin.contacts[0].id),
        TripHost(trip_id=trip.id, organisation_id=twin.id, state="asked", thanked_on=date(2027, 7, 1)),
        TripHost(trip_id=trip.id, organisation_id=keep.id, state="confirmed"),
        Exchange(organisation_id=twin.id, contact_id=twin.contacts[0].id, summary="Bonjour"),
        VerifyMark(owner_uuid=twin.uuid, what="seat"), VerifyMark(owner_uuid=keep.uuid, what="seat"),
        Attachment(owner_uuid=twin.uuid, file=File(sha256="0" * 64, name="plan.pdf")),
    ])  # fmt: skip
    session.flush()
    return keep.id, twin.id


def test_names_of_an_organisation_become_aliases_and_its_hosting_is_one(sample_session: SampleSession) -> None:
    with sample_session() as session:
        session.connection().exec_driver_sql("PRAGMA foreign_keys=ON")
        keep, drop = two_organisations(session)
        twin = session.get_one(Organisation, drop)
        merge(session, "organisations", keep, drop)
        session.expire_all()
        assert (session.get(Organisation, drop), leads_to(session, twin)) == (None, 0)
        organisation = session.get_one(Organisation, keep)
        assert {"Nom d’avant", "旧名", "OLD"} <= {alias.name for alias in organisation.aliases}
        (host,) = organisation.trip_links
        assert (host.state, host.thanked_on) == ("confirmed", date(2027, 7, 1))
        assert [one.summary for one in organisation.exchanges] == ["Bonjour"]
        marks = session.scalars(sa.select(VerifyMark.what).where(VerifyMark.owner_uuid == organisation.uuid)).all()
        assert marks.count("seat") == 1


def test_a_merge_is_one_step_and_its_undo_brings_both_back(sample_workspace: Workspace) -> None:
    keep, drop = sample_workspace.do(msg("prepare"), two_organisations)
    before = sample_workspace.get(rows_of)
    sample_workspace.do(msg("merge"), merge, "organisations", keep, drop, {"name": "both"})
    after = sample_workspace.get(rows_of)
    assert before != after
    sample_workspace.undo()
    assert sample_workspace.get(rows_of) == before
    sample_workspace.redo()
    assert sample_workspace.get(rows_of) == after


def test_texts_are_joined_by_language_and_what_is_missing_is_taken(sample_session: SampleSession) -> None:
    with sample_session() as session:
        one = Site(name=Text.of("fr", fr="Marais"), summary=Text.of("fr", fr="Zone humide"), group_cap=None)
        other = Site(
            name=Text.of("fr", fr="Marais", zh="沼泽"), summary=Text.of("fr", fr="Autre"), group_cap=12, area="Isère"
        )
        theme = session.scalars(sa.select(Theme)).first()
        assert theme is not None
        for site in (one, other):
            site.theme_links.append(SiteTheme(theme=theme))
        session.add_all([one, other])
        session.flush()
        seen = compare(session, "sites", one.id, other.id)
        chosen = {pair.key: pair.choice for pair in seen.fields if not pair.same}
        assert chosen == {"name": "both", "summary": "left", "group_cap": "right", "area": "right"}
        merge(session, "sites", one.id, other.id, chosen)
        assert (one.name.get("zh"), one.summary.get("fr"), one.group_cap, one.area) == (
            "沼泽",
            "Zone humide",
            12,
            "Isère",
        )
        assert len(one.theme_links) == 1


def test_protected_values_do_not_move_while_no_vault_is_open(sample_session: SampleSession) -> None:
    with sample_session() as session:
        people = [Person(family_name="Li"), Person(family_name="Li")]
        session.add_all(people)
        session.flush()
        session.add(SensitiveValue(person_id=people[1].id, kind="diet", value="sealed"))
        session.flush()
        with pytest.raises(TripPlannerError, match="protected values"):
            merge(session, "people", people[0].id, people[1].id)
        assert session.get(Person, people[1].id) is not None
        merge(session, "people", people[1].id, people[0].id)
        assert [value.person_id for value in session.scalars(sa.select(SensitiveValue))] == [people[1].id]


def test_protected_values_are_encrypted_anew_for_who_stays(workspace: Workspace) -> None:
    make_vault(workspace)
    vault = workspace.vault
    keep, drop = (workspace.do(msg("add"), add_person, name) for name in ("Li", "Lee"))
    for person, words in ((keep, "noix"), (drop, "lait")):
        workspace.do(msg("set"), set_value, vault, person, "diet", Diet((), words))
    workspace.do(msg("set"), set_value, vault, drop, "health", Health("asthme"))
    assert workspace.get(compare, "people", keep, drop).protected == ("diet",)
    vault.lock()
    with pytest.raises(VaultLocked):
        workspace.do(msg("merge"), merge, "people", keep, drop, None, vault)
    assert workspace.get(lambda session: session.get(Person, drop)) is not None
    workspace.get(unlock_by_passphrase, vault, PASSPHRASE)
    workspace.do(msg("merge"), merge, "people", keep, drop, None, vault, frozenset({"diet"}))
    kept = {kind: workspace.get(read_value, vault, keep, kind) for kind in ("diet", "health")}
    assert {kind: value.reveal() for kind, value in kept.items() if value is not None} == {
        "diet": Diet((), "lait"), "health": Health("asthme"),
    }  # fmt: skip


def test_a_record_is_not_made_one_with_itself(sample_session: SampleSession) -> None:
    with sample_session() as session:
        site = session.scalars(sa.select(Site.id)).first()
        with pytest.raises(TripPlannerError, match="itself"):
            merge(session, "sites", site or 0, site or 0)
