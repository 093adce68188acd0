"""The attendance certificate: a page per delegate, with the days and what was visited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from tripplanner.dates import short_date
from tripplanner.documents.content import DelegationContent, ItemContent, PersonLine, TripContent
from tripplanner.documents.letters.composing import Composer, Value, in_language
from tripplanner.documents.letters.content import (
    Block,
    Cell,
    Column,
    Heading,
    Letter,
    Letterhead,
    Line,
    Name,
    NewPage,
    Table,
    Title,
)
from tripplanner.documents.letters.facts import (
    fields_for,
    fields_of,
    joined,
    lines,
    name_of,
    official,
    signature,
)
from tripplanner.documents.lists.people import is_there, role
from tripplanner.documents.narrowing import narrowed
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import msg, printed, say

TITLE = printed("Attendance certificate")
_COLON = re.compile(r"\s*[:：]\s*")
_OPENING = printed("{office} certifies that")
_BODY = printed("took part in the study trip “{trip}”, {dates} ({days} days), with the delegation “{delegation}”.")


_GUEST = ("person", "addressed", "post", "organisation", "delegation", "route", "days")
WORDINGS = (
    Wording("letter.certificate.opening", msg("Certificate: before the name"), _OPENING),
    Wording("letter.certificate", msg("Certificate: title, and what stands after the name"), _BODY, TITLE, _GUEST),
)


def letter(trip: TripContent, languages: tuple[str, ...], person: str | None = None) -> Letter:
    """A page for each delegate, by rank; for a person (a UUID), theirs alone."""
    found: list[Block] = []
    for delegation in trip.delegations:
        for guest in delegation.delegates:
            if person in (None, guest.person):
                found += [NewPage()] if found else []
                found += _page(narrowed(trip, guest.person), languages, delegation, guest)
    return Letter(TITLE, trip, languages, tuple(found))


def _page(
    trip: TripContent, languages: tuple[str, ...], delegation: DelegationContent, guest: PersonLine
) -> Iterator[Block]:
    c = Composer(trip, languages)
    own: dict[str, Value] = {"delegation": name_of(trip, delegation)}
    fields = {**fields_of(trip, delegation), **fields_for(guest, trip), **own}
    yield Letterhead()
    yield Title(c.title("letter.certificate", TITLE, fields))
    yield from c.large("letter.certificate.opening", _OPENING, fields)
    yield Name(guest.name, lines(c.line(guest.post or role(guest)), c.line(guest.organisation_name)))
    yield from c.large("letter.certificate", _BODY, fields)
    seen = _seen(c, guest)
    if seen.rows:
        yield Heading(c.say(printed("Visits and meetings")))
        yield seen
    yield signature(c, dated=True)
    yield from c.notices()


def _seen(c: Composer, guest: PersonLine) -> Table:
    """What was visited each day, small, each language in a column of its own: a certificate has one page."""
    columns = (Column(share=0.9), *(Column(share=2.0) for _ in c.languages))
    rows: list[tuple[Cell, ...]] = []
    for day in c.trip.days:
        seen = [item for item in official(day) if item.type != "ceremony" and item.title]
        if seen:
            said = c.say(joined(partial(_name, item, online=not is_there(item, guest)) for item in seen))
            cells = (Cell((Line((voice,), quiet=True),)) for voice in said)
            rows.append((c.cell(partial(short_date, day.date), quiet=True), *cells))
    return Table(columns, tuple(rows), small=True)


def _name(item: ItemContent, language: str, *, online: bool) -> str:
    """The title without what its colon explains; that it was followed from elsewhere, maybe after they had left."""
    title = _COLON.split(in_language(item.title, language))[0]
    return say(printed("{title} (online)", title=title), language) if online else title
