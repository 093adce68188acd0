"""The invitation: a letter to a delegation, or to one person, with who is invited and the programme in short."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.documents.content import DelegationContent, PersonLine, TripContent
from tripplanner.documents.letters.composing import Composer, Value
from tripplanner.documents.letters.content import (
    Address,
    Block,
    Heading,
    Letter,
    Letterhead,
    NewPage,
    Paragraph,
    Title,
)
from tripplanner.documents.letters.facts import (
    dateline,
    fields_for,
    fields_of,
    lines,
    name_of,
    programme,
    roster,
    signature,
)
from tripplanner.documents.lists.people import role
from tripplanner.documents.narrowing import narrowed
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import msg, printed
from tripplanner.text import EMPTY

TITLE = printed("Invitation letter")
_SUBJECT = printed("Invitation: {trip}")
_GREETING = printed("Dear colleagues,")
_PERSONAL_GREETING = printed("Dear {greeted},")
_BODY = printed(
    "{office} has the pleasure of inviting the delegation “{delegation}” to the study trip “{trip}”, {dates}.\n\n"
    "The stay serves professional exchange. Annex 1 names those who are invited, annex 2 gives the programme in short."
)
_PERSONAL_BODY = printed(
    "{office} has the pleasure of inviting you, with the delegation “{delegation}”, to the study trip “{trip}”,"
    " {dates}.\n\n"
    "The stay serves professional exchange. The annex gives your programme in short."
)
_COSTS = printed(
    "The costs of travel, stay and insurance are borne as agreed in writing between the sending institution and the"
    " host."
)
_CLOSING = printed("We remain at your disposal for the formalities of the journey and look forward to welcoming you.")


_GUEST = ("person", "addressed", "greeted", "post", "organisation", "delegation", "size", "route", "days")
WORDINGS = (
    Wording("letter.invitation", msg("Invitation: subject and text"), _BODY, _SUBJECT, ("delegation", "size", "route")),
    Wording("letter.invitation.greeting", msg("Invitation: greeting"), _GREETING),
    Wording("letter.invitation.person", msg("Invitation to one delegate: subject and text"), _PERSONAL_BODY, _SUBJECT,
            _GUEST),
    Wording("letter.invitation.person.greeting", msg("Invitation to one delegate: greeting"), _PERSONAL_GREETING,
            fields=("greeted", "addressed")),
    Wording("letter.invitation.costs", msg("Invitation: who pays"), _COSTS),
    Wording("letter.invitation.closing", msg("Invitation: last sentence"), _CLOSING),
)  # fmt: skip


def letter(trip: TripContent, languages: tuple[str, ...], person: str | None = None) -> Letter:
    """One letter per delegation; for a person (a UUID), theirs alone. A delegate has one, the team has none."""
    found: list[Block] = []
    for delegation in trip.delegations:
        guests = [line for line in delegation.delegates if line.person == person] if person else [None]
        for guest in guests:
            found += [NewPage()] if found else []
            found += _blocks(narrowed(trip, person) if person else trip, languages, delegation, guest)
    return Letter(TITLE, trip, languages, tuple(found))


def _blocks(
    trip: TripContent, languages: tuple[str, ...], delegation: DelegationContent, guest: PersonLine | None
) -> Iterator[Block]:
    c = Composer(trip, languages)
    fields: dict[str, Value] = {**fields_of(trip, delegation), "delegation": name_of(trip, delegation)}
    if guest:
        fields |= fields_for(guest, trip)
    key = "letter.invitation.person" if guest else "letter.invitation"
    yield Letterhead()
    yield _address(c, delegation, guest)
    yield Title(c.title(key, _SUBJECT, fields))
    yield from c.paragraphs(f"{key}.greeting", _PERSONAL_GREETING if guest else _GREETING, fields)
    yield from c.paragraphs(key, _PERSONAL_BODY if guest else _BODY, fields)
    if trip.objectives:
        yield Heading(c.say(printed("Purpose")))
        yield from (Paragraph(c.say(text), bullet=True) for text in trip.objectives)
    yield Heading(c.say(printed("Costs")))
    yield from c.paragraphs("letter.invitation.costs", _COSTS, fields)
    yield from c.paragraphs("letter.invitation.closing", _CLOSING, fields)
    yield signature(c)
    yield from _annexes(c, delegation, guest)
    yield from c.notices()


def _address(c: Composer, delegation: DelegationContent, guest: PersonLine | None) -> Address:
    when = c.say(dateline(c.trip))
    if guest is None:
        head = delegation.delegates[0].organisation_name if delegation.delegates else EMPTY
        return Address(lines(c.line(name_of(c.trip, delegation), bold=True), c.line(head)), when)
    post = guest.post or role(guest)
    return Address(lines(c.line(guest.name), c.line(post), c.line(guest.organisation_name)), when)


def _annexes(c: Composer, delegation: DelegationContent, guest: PersonLine | None) -> Iterator[Block]:
    yield NewPage()
    if guest is None:
        yield Title(c.say(printed("Annex 1: persons invited")))
        yield roster(c, delegation)
        yield Title(c.say(printed("Annex 2: the programme in short")))
    else:
        yield Title(c.say(printed("Annex: the programme in short")))
    yield programme(c, c.trip.days)
