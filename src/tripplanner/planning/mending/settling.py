"""Settling what is missing: a permit, a passport note, an interpreter, a host, a question, a place, a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tripplanner.i18n import msg
from tripplanner.names import PersonName
from tripplanner.planning import fixing
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Host
from tripplanner.planning.checks.roster import Member
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.checks.words import named
from tripplanner.planning.mending.changes import NEW, Candidate, changed, items_of, written
from tripplanner.planning.mending.moving import MENDS as MOVING

QUESTION = msg("What of this could be done at home, and what would stand in the way?")


def _permit(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        label = msg("Ask for the permit or booking ({item})", item=named(item))
        yield changed(trip, label, item, {"permit_status": "requested"})
        label = msg("The permit or booking is granted ({item})", item=named(item))
        yield changed(trip, label, item, {"permit_status": "granted"})


def _passport(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        label = msg("Note that passports are needed ({item})", item=named(item))
        yield changed(trip, label, item, {"passport_needed": True})


def _ask(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        hosts, status = tuple(map(_asked, item.hosts)), _requested(item)
        label = msg("Ask the host ({item})", item=named(item))
        fix = Fix(label, fixing.ask_hosts, (item.id,))
        if hosts != item.hosts or status != item.status:
            yield Candidate(fix, trip.with_items(replace(item, hosts=hosts, status=status)))
        label = msg("The host has confirmed ({item})", item=named(item))
        yield changed(trip, label, item, {"status": "confirmed"})


def _counterpart(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Somebody whom the library knows at one of the hosts receives."""
    for item in items_of(trip, finding)[:1]:
        for host in item.hosts:
            if not host.contact:
                yield from received_by(trip, item, host)


def received_by(trip: CheckedTrip, item: CheckedItem, host: Host) -> Iterator[Candidate]:
    """Each of those whom the library knows at a host of an item receives."""
    for one in host.people:
        named_host = replace(host, contact=one.person, contact_name=one.name)
        hosts = tuple(named_host if other is host else other for other in item.hosts)
        label = msg("Let {name} of {host} receive ({item})", name=one.name, host=host.organisation, item=named(item))
        fix = Fix(label, fixing.name_host, (item.id, host.link, one.contact_id))
        yield Candidate(fix, trip.with_items(replace(item, hosts=hosts)))


def _opening(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Who receives at a site of which nobody knows when it is open is asked; the finding stays, as a reminder."""
    for item in items_of(trip, finding)[:1]:
        if item.site is None:
            continue
        hosts = item.hosts or tuple(Host(name) for name in item.site.hosts)
        if any(host.state == "to_contact" for host in hosts):
            after = replace(item, hosts=tuple(map(_asked, hosts)), status=_requested(item))
            label = msg("Ask {host} whether {site} is open ({item})", host=hosts[0].organisation, site=item.site.name,
                        item=named(item))  # fmt: skip
            yield Candidate(Fix(label, fixing.ask_hosts, (item.id,)), trip.with_items(after))


def _asked(host: Host) -> Host:
    return replace(host, state="asked") if host.state == "to_contact" else host


def _requested(item: CheckedItem) -> str:
    return "requested" if item.status == "idea" else item.status


def _interpreting(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        label = msg("Set consecutive interpreting ({item})", item=named(item))
        yield changed(trip, label, item, {"interpreting": "consecutive"})
        label = msg("Set simultaneous interpreting ({item})", item=named(item))
        yield changed(trip, label, item, {"interpreting": "simultaneous"})
        yield _with_interpreter(trip, item, "consecutive")
        yield _with_interpreter(trip, item, "simultaneous")
        label = msg("No interpreting is needed ({item})", item=named(item))
        yield changed(trip, label, item, {"interpreting": "none"})


def _with_interpreter(trip: CheckedTrip, item: CheckedItem, mode: str) -> Candidate:
    label = msg("Plan an interpreter, still to be named, for {item}", item=named(item))
    fix = Fix(label, fixing.interpret, (trip.id, item.id, mode))
    return Candidate(fix, _joined(trip).with_items(replace(item, interpreting=mode)))


def _joined(trip: CheckedTrip) -> CheckedTrip:
    """The trip with one interpreter more."""
    member = Member(0, 0, NEW, PersonName(family=fixing.NAMELESS), "interpreter")
    company = {day: people + 1 for day, people in trip.company.items()}
    return replace(trip, members=(*trip.members, member), interpreters=trip.interpreters + 1, company=company)


def _interpreter(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Somebody who interprets on other days stays longer, or one is planned who is still to be named."""
    for item in items_of(trip, finding)[:1]:
        for member in trip.members:
            if member.role == "interpreter" and item.day:
                yield _stays(trip, member, item)
        label = msg("Plan an interpreter, still to be named")
        yield Candidate(Fix(label, fixing.interpret, (trip.id,)), _joined(trip))


def _overlap(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """One of the two at another time, or an interpreter more."""
    yield from MOVING["time.overlap"](trip, finding)
    label = msg("Plan an interpreter, still to be named")
    yield Candidate(Fix(label, fixing.interpret, (trip.id,)), _joined(trip))


def _stays(trip: CheckedTrip, member: Member, item: CheckedItem) -> Candidate | None:
    day = item.day
    if day is None:
        return None
    first = min(member.first, day) if member.first else None
    last = max(member.last, day) if member.last else None
    longer = replace(member, first=first, last=last)
    members = tuple(longer if one is member else one for one in trip.members)
    company = {at: people + (longer.there(at) and not member.there(at)) for at, people in trip.company.items()}
    label = msg("Let {name} interpret on {day} as well", name=member.name.printed, day=day)
    return Candidate(
        Fix(label, fixing.extend_member, (member.id, day)), replace(trip, members=members, company=company)
    )


def _question(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    for item in items_of(trip, finding)[:1]:
        label = msg("Prepare a first question ({item})", item=named(item))
        fix = Fix(label, fixing.add_question, (item.id, written(QUESTION)))
        yield Candidate(fix, trip.with_items(replace(item, questions=item.questions + 1)))


def _city(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The town of the site, or where the item before it leaves the group."""
    for item in items_of(trip, finding)[:1]:
        before = [
            one for one in trip.placed
            if one.groups & item.groups and one.after and one.ends and item.begins and one.ends <= item.begins
        ]  # fmt: skip
        for one in reversed(before[-3:]):
            place = one.after
            if place and place.id > 0:
                label = msg("Set the place of {item}: {place}", item=named(item), place=place.name)
                yield changed(trip, label, item, {"place_id": place.id}, place=place)


def _pinyin(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The pinyin of a Chinese name as dictionaries give it."""
    for person in (*trip.travellers, *trip.members):
        if any(row.uuid == person.uuid for row in finding.rows):
            family, given = _spelt(person.name.native_family), _spelt(person.name.native_given)
            name = replace(person.name, family=family, given=given)
            label = msg("Write {name} as {latin}", name=person.name.native, latin=name.latin)
            fix = Fix(label, fixing.spell_name, (person.person_id, family, given))
            yield Candidate(fix, _renamed(trip, person.uuid, name))


def _spelt(characters: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(characters, v_to_u=True)).capitalize() if characters else ""


def _renamed(trip: CheckedTrip, uuid: str, name: PersonName) -> CheckedTrip:
    travellers = tuple(replace(one, name=name) if one.uuid == uuid else one for one in trip.travellers)
    members = tuple(replace(one, name=name) if one.uuid == uuid else one for one in trip.members)
    return replace(trip, travellers=travellers, members=members)


def _word(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """The word of the glossary instead of the one it forbids."""
    row = finding.rows[0]
    term = next((one for one in trip.glossary.terms if one.uuid == finding.rows[-1].uuid), None)
    wrong = str(finding.what.params.get("wrong", ""))
    for language, words in term.forbidden.items() if term else ():
        right = next(iter(term.forms(language)), "") if term else ""
        if wrong in words and right:
            texts = tuple(
                replace(one, text=one.text.reworded(language, one.text.get(language).replace(wrong, right)))
                if one.uuid == row.uuid and wrong in one.text.get(language) else one
                for one in trip.texts
            )  # fmt: skip
            label = msg("Write “{right}” instead of “{wrong}”", right=right, wrong=wrong)
            fix = Fix(label, fixing.replace_word, (row.table, row.uuid, language, wrong, right))
            yield Candidate(fix, replace(trip, texts=texts))


MENDS = {
    "site.permit_missing": _permit,
    "site.lead_time_passed": _permit,
    "site.hours_unverified": _opening,
    "site.season_unverified": _opening,
    "site.border_without_passport_note": _passport,
    "people.host_unconfirmed": _ask,
    "people.head_without_counterpart": _counterpart,
    "people.interpreting_unset": _interpreting,
    "people.interpreter_missing": _interpreter,
    "time.interpreter_overlap": _overlap,
    "learning.visit_without_question": _question,
    "mission.activity_without_city": _city,
    "language.name_without_pinyin": _pinyin,
    "language.forbidden_term": _word,
}
