"""The thank-you letter to a host: what was visited there, when and with whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tripplanner.dates import short_date
from tripplanner.documents.content import HostLine, ItemContent, OrganisationLine, TripContent
from tripplanner.documents.letters.composing import Composer, Value
from tripplanner.documents.letters.content import (
    Address,
    Block,
    Cell,
    Column,
    Letter,
    Letterhead,
    NewPage,
    Table,
    Title,
)
from tripplanner.documents.letters.facts import dateline, fields_of, joined, lines, signature
from tripplanner.documents.letters.receivers import Received
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import msg, printed

TITLE = printed("Thank-you letter")
_SUBJECT = printed("Our thanks for your welcome")
_GREETING = printed("Dear colleagues,")
_BODY = printed(
    "On behalf of the delegation “{delegation}” and of {office}, we thank you warmly for your welcome during the study"
    " trip “{trip}”, {dates}."
)
_CLOSING = printed(
    "The time you gave and the openness of the exchange were of great value to our guests. We hope that the exchange"
    " will go on."
)


WORDINGS = (
    Wording("letter.thanks", msg("Thanks: subject and text"), _BODY, _SUBJECT, ("delegation", "host", "visits")),
    Wording("letter.thanks.greeting", msg("Thanks: greeting"), _GREETING, fields=("host",)),
    Wording("letter.thanks.closing", msg("Thanks: last sentence"), _CLOSING, fields=("host", "visits")),
)


def letter(trip: TripContent, languages: tuple[str, ...], hosts: list[Received]) -> Letter:
    """A letter to each of ``hosts``; ``trip`` is what stands in the margins."""
    found: list[Block] = []
    for host in hosts:
        found += [NewPage()] if found else []
        found += _blocks(host, languages)
    return Letter(TITLE, trip, languages, tuple(found))


def _blocks(host: Received, languages: tuple[str, ...]) -> Iterator[Block]:
    trip, organisation = host.trip, host.organisation
    c = Composer(trip, languages)
    given = [(day.date, item) for day in trip.days for item in day.items if not item.cancelled]
    fields: dict[str, Value] = {
        **fields_of(trip),
        "host": organisation.name,
        "visits": joined(item.title for _, item in given),
    }
    yield Letterhead()
    yield _address(c, organisation, _contacts(trip, organisation))
    yield Title(c.title("letter.thanks", _SUBJECT, fields))
    yield from c.paragraphs("letter.thanks.greeting", _GREETING, fields)
    yield from c.paragraphs("letter.thanks", _BODY, fields)
    columns = (Column(c.say(printed("Date")), 0.8), Column(c.say(printed("What we saw")), 2.6),
               Column(c.say(printed("With whom")), 1.5))  # fmt: skip
    rows = tuple((c.cell(partial(short_date, day)), c.cell(item.title), _whom(c, item, organisation))
                 for day, item in given)  # fmt: skip
    if rows:
        yield Table(columns, rows)
    yield from c.paragraphs("letter.thanks.closing", _CLOSING, fields)
    yield signature(c)
    yield from c.notices()


def _contacts(trip: TripContent, organisation: OrganisationLine) -> list[HostLine]:
    """Who received the guests there, each once."""
    hosts = [host for item in trip.items for host in item.hosts if host.organisation.ref == organisation.ref]
    return list({host.contact.printed: host for host in hosts if host.contact}.values())


def _address(c: Composer, organisation: OrganisationLine, contacts: list[HostLine]) -> Address:
    people = [line for host in contacts for line in (c.line(host.contact), c.line(host.contact_post, quiet=True))]
    return Address(
        lines(c.line(organisation.name, bold=True), *people, c.line(organisation.address)), c.say(dateline(c.trip))
    )


def _whom(c: Composer, item: ItemContent, organisation: OrganisationLine) -> Cell:
    hosts = [host for host in item.hosts if host.organisation.ref == organisation.ref]
    return Cell(tuple(line for host in hosts for line in lines(
        c.line(host.contact), c.line(host.contact_post, quiet=True)
    )))  # fmt: skip
