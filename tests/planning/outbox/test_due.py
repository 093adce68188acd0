"""Only those hear of a release whose own programme is not what they were sent last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from letterbox import one_item
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost, ItemSubGroup
from tripplanner.model.sites import SiteOrganisation
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, TripMember
from tripplanner.planning import outbox, releases
from tripplanner.planning.outbox import Prepared, Receiver, Round
from tripplanner.planning.outbox.due import doubts, own_changes
from tripplanner.planning.releases.wording import details
from tripplanner.text import Text


def released(session: Session) -> Round:
    releases.release(session, 1, by="anna", anyway="test")
    found = outbox.due(session, 1)
    assert found is not None
    return found


def send(session: Session, found: Round, but: Collection[str] = ()) -> None:
    """Everybody who is due has it from now on, except those with these UUIDs."""
    for one in found.due:
        who = one.receiver
        if who.uuid not in but:
            key = f"{found.version.number}:{who.uuid}"
            prepared = Prepared(
                key, one.purpose, who.name, who.address, who.language, "s", "b", release_number=found.version.number,
                person_id=who.person_id, organisation_id=who.organisation_id,
            )  # fmt: skip
            outbox.hand_over(session, [outbox.add_message(session, 1, prepared)])


def heard(found: Round) -> dict[str, int | None]:
    """Who hears of it, and since which version."""
    return {one.receiver.uuid: one.since for one in found.due}


def concerned(session: Session, item: Item) -> set[str]:
    """Who takes part in an item, and who hosts it: asked of the rows themselves."""
    groups = sa.select(ItemSubGroup.subgroup_id).where(ItemSubGroup.item_id == item.id)
    day = item.start.date() if item.start else None
    guests = sa.select(Person.uuid, Delegate.arrives_on, Delegate.leaves_on).join(
        Delegate, Delegate.person_id == Person.id
    )
    guests = guests.join(Delegation).where(Delegation.trip_id == 1)
    if session.scalars(groups).first() is not None:
        guests = guests.where(Delegate.id.in_(sa.select(DelegateSubGroup.delegate_id)
                                              .where(DelegateSubGroup.subgroup_id.in_(groups))))  # fmt: skip
    team = (
        sa.select(Person.uuid, TripMember.from_day, TripMember.to_day).join(TripMember).where(TripMember.trip_id == 1)
    )
    rows = [*session.execute(guests), *session.execute(team)]
    people = {uuid for uuid, first, last in rows if (first or day) <= day <= (last or day)}
    hosts = {link.organisation.uuid for link in session.scalars(sa.select(ItemHost).where(ItemHost.item_id == item.id))}
    at = sa.select(SiteOrganisation).where(SiteOrganisation.site_id == item.site_id)
    return people | hosts | {link.organisation.uuid for link in session.scalars(at)}


def an_item(session: Session, *, split: bool) -> Item:
    """A hosted visit, of one sub-group or of everybody."""
    grouped = Item.id.in_(sa.select(ItemSubGroup.item_id))
    hosted = Item.id.in_(sa.select(ItemHost.item_id))
    wanted = sa.select(Item).where(Item.trip_id == 1, Item.type == "visit", hosted, grouped if split else ~grouped)
    return next(one for one in session.scalars(wanted.order_by(Item.start)) if one.start and one.status != "cancelled")


def test_each_is_told_what_is_new_to_them_since_what_they_have(sample_session: SampleSession) -> None:
    with sample_session() as session:
        assert outbox.due(session, 1) is None
        people = {person.uuid: person for person in session.scalars(sa.select(Person))}
        lost = session.scalars(sa.select(TripMember).where(TripMember.trip_id == 1)).first()
        assert lost is not None
        lost.person.email = "nobody@"
        first = released(session)
        (unreachable,) = first.unreachable
        assert unreachable.receiver.uuid == lost.person.uuid
        assert unreachable.unreachable == msg("“{address}” is no e-mail address.", address="nobody@")
        by_uuid = {one.receiver.uuid: one for one in first.due}
        delegates = [one for one in first.due if one.receiver.language == "zh"]
        assert (len(delegates), first.unchanged, set(heard(first).values())) == (14, (), {None})
        assert {bool(one.doubts) for one in delegates} == {True}  # drafts wait for somebody who speaks Chinese
        assert {bool(one.doubts) for one in first.due if one.receiver.language == "fr"} == {False}

        item = an_item(session, split=True)
        mine = concerned(session, item)
        late = next(uuid for uuid in by_uuid if uuid in mine and uuid in people)
        away = next(uuid for uuid in by_uuid if uuid not in mine and uuid in people)
        send(session, first, {away})

        item.start, item.end = (moment + timedelta(minutes=90) for moment in (item.start, item.end) if moment)
        second = released(session)
        assert heard(second) == {away: None} | dict.fromkeys(mine, 1)
        assert {one.purpose for one in second.due if one.receiver.uuid != away} == {"changes"}
        told = next(one for one in second.due if one.receiver.uuid == late)
        assert [change.item.uuid for change in told.changes] == [item.uuid]
        assert "moved" in told.changes[0].kinds
        send(session, second, {late, away})

        whole = an_item(session, split=False)
        whole.title = whole.title.with_words("zh", whole.title.get("zh") + "（新）")
        staff = sa.select(TripMember).where(TripMember.trip_id == 1, TripMember.role == "staff")
        gone = session.scalars(staff.order_by(TripMember.id.desc())).first()
        assert gone is not None
        left = gone.person.uuid
        chinese = {uuid for uuid in concerned(session, whole) if by_uuid[uuid].receiver.language == "zh"}
        session.delete(gone)
        session.flush()
        third = released(session)
        has = {uuid: 2 if uuid in mine else 1 for uuid in by_uuid} | {late: 1, away: None}
        assert heard(third) == {uuid: has[uuid] for uuid in chinese | {late, away, left}}
        (farewell,) = (one for one in third.due if one.receiver.gone)
        assert (farewell.receiver.uuid, bool(farewell.doubts)) == (left, True)
        assert {kind for change in farewell.changes for kind in change.kinds} == {"removed"}
        both = next(one for one in third.due if one.receiver.uuid == late)
        assert {change.item.uuid for change in both.changes} == {item.uuid, whole.uuid}


def test_a_host_that_is_met_no_longer_is_told_what_falls_away(sample_session: SampleSession) -> None:
    with sample_session() as session:
        first = released(session)
        hosts = [one.receiver for one in first.due if one.receiver.is_host]
        alone = next(one for one in hosts if len(one.items) == 1)
        send(session, first)
        session.delete(session.scalars(sa.select(Item).where(Item.uuid.in_(alone.items))).one())
        session.flush()
        found = released(session)
        gone = next(one for one in found.due if one.receiver.uuid == alone.uuid)
        assert (gone.receiver.gone, gone.receiver.language, gone.since) == (True, alone.language, 1)
        assert [change.kinds for change in gone.changes] == [("removed",)]
        assert gone.doubts


def test_hosts_hear_that_fewer_come_to_them_and_nobody_else_does(sample_session: SampleSession) -> None:
    with sample_session() as session:
        first = released(session)
        send(session, first)
        hosts = {one.receiver.uuid for one in first.due if one.receiver.is_host}
        delegate = session.scalars(sa.select(Delegate).order_by(Delegate.rank)).first()
        assert delegate is not None
        who, last = delegate.person.uuid, date(2027, 6, 17)
        placed = [one for one in session.scalars(sa.select(Item).where(Item.trip_id == 1)) if one.start]
        missed = [one for one in placed if one.start.date() > last and who in concerned(session, one)]
        delegate.leaves_on = last
        session.flush()
        second = released(session)
        assert set(heard(second)) == {who} | {uuid for one in missed for uuid in hosts & concerned(session, one)}
        told = next(one for one in second.due if one.receiver.is_host)
        assert {change.kinds for change in told.changes} == {("who",)}
        assert list(details(told.changes[0], "fr")) == [("14 délégués", "13 délégués")]


def reader(language: str) -> Receiver:
    return Receiver("u", "N", "n@example.org", language, 1)


def test_words_in_a_language_that_somebody_does_not_read_change_nothing_for_them() -> None:
    before = one_item(Text.of("fr", fr="Visite", zh="参观", en="Visit"))
    after = one_item(Text.of("fr", fr="Visite", zh="考察", en="Visit"))
    assert [len(own_changes(before, after, language)) for language in ("fr", "en", "zh", "es")] == [0, 0, 1, 0]


def test_what_a_human_has_to_look_at() -> None:
    text = Text.of("fr", ["zh", "en"], fr="Visite", zh="参观", en="Visit")
    stale = text.with_words("fr", "Visite guidée")
    counted = {
        language: [[message.id.split(" ", 1)[1] for message in doubts(one_item(title).values(), reader(language))]
                   for title in (text, stale)]
        for language in ("fr", "en", "zh", "es")
    }  # fmt: skip
    assert counted == {
        "fr": [[], []],
        "en": [[], ["translation is out of date."]],
        "zh": [["text in their language was reviewed by nobody."], ["translation is out of date."]],
        "es": [["text is not translated for them."], ["text is not translated for them."]],
    }
