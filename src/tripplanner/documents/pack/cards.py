"""Whom one may have to call, as cards that any telephone takes into its contacts (vCard 3.0)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from tripplanner.documents.content import LodgingLine, OfficeIdentity, PersonLine, TripContent
from tripplanner.documents.pack.telephone import telephone
from tripplanner.exchange.outgoing.formats.vcard import escaped, folded
from tripplanner.i18n import printed, say
from tripplanner.names import PersonName

ON_CALL = printed("On call, day and night")


def vcards(trip: TripContent, code: str) -> bytes:
    """The office, the staff and interpreters whose numbers the audience may read, and the lodgings of the nights."""
    lines = [
        *_office(trip.office, code),
        *(line for one in trip.members if one.phone for line in _person(one, code)),
        *(line for lodging in _lodgings(trip) for line in _lodging(lodging, code)),
    ]
    return b"".join(map(folded, lines))


def _card(uid: str, name: str, parts: str, phones: tuple[str, ...], more: Iterator[str]) -> Iterator[str]:
    numbers = [number for phone in phones if (number := telephone(phone)) and number.dialled]
    if not numbers:
        return
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{uid}"
    yield f"FN:{escaped(name)}"
    yield f"N:{parts}"
    for number in dict.fromkeys(numbers):
        yield f"TEL;TYPE=VOICE:{number.dialled}"
    yield from more
    yield "END:VCARD"


def _office(office: OfficeIdentity, code: str) -> Iterator[str]:
    name = office.name.best(code) or office.short_name
    if name:
        on_call = _card(
            str(uuid5(NAMESPACE_URL, f"{office.ref.uuid}/on-call")), f"{name} – {say(ON_CALL, code)}",
            _alone(f"{name} – {say(ON_CALL, code)}"), (office.emergency_phone,), iter((f"ORG:{escaped(name)}",)),
        )  # fmt: skip
        yield from on_call
        yield from _card(office.ref.uuid, name, _alone(name), (office.phone,), _of_office(office, name, code))


def _of_office(office: OfficeIdentity, name: str, code: str) -> Iterator[str]:
    yield f"ORG:{escaped(name)}"
    if office.email:
        yield f"EMAIL:{escaped(office.email)}"
    if office.address:
        yield _address(office.address.best(code))


def _person(line: PersonLine, code: str) -> Iterator[str]:
    yield from _card(line.person, line.name.printed, _parts(line.name), (line.phone,), _of_person(line, code))


def _of_person(line: PersonLine, code: str) -> Iterator[str]:
    if line.post:
        yield f"TITLE:{escaped(line.post.best(code))}"
    if line.organisation_name:
        yield f"ORG:{escaped(line.organisation_name.best(code))}"


def _lodgings(trip: TripContent) -> Iterator[LodgingLine]:
    found = (night.lodging for day in trip.days for night in day.nights if night.lodging)
    yield from {lodging.ref: lodging for lodging in found}.values()


def _lodging(lodging: LodgingLine, code: str) -> Iterator[str]:
    name = lodging.name.best(code)
    phone = lodging.phone or (lodging.place.phone if lodging.place else "")
    address = lodging.address or (lodging.place.address if lodging.place else "")
    more = iter((_address(address),) if address else ())
    yield from _card(lodging.ref.uuid, name, _alone(name), (phone,), more)


def _parts(name: PersonName) -> str:
    """Characters where there are any, which telephones of their readers show; else Latin letters."""
    family, given = (name.native_family, name.native_given) if name.native else (name.family, name.given)
    return f"{escaped(family)};{escaped(given)};;;" if family or given else _alone(name.printed)


def _alone(name: str) -> str:
    return f"{escaped(name)};;;;"


def _address(address: str) -> str:
    return f"ADR:;;{escaped(address)};;;;"
