"""What a letterhead says of the office."""

from __future__ import annotations

from tripplanner.documents.content import OfficeIdentity

Pairs = list[tuple[str, str]]
"""Words, each with its language."""


def office_names(office: OfficeIdentity, languages: tuple[str, ...]) -> Pairs:
    """The name in each language, once where it is the same; its short name where it has no other."""
    return _each({code: office.name.get(code) for code in languages}) or [
        (words, languages[0]) for words in (office.name.best() or office.short_name,) if words
    ]


def address_lines(office: OfficeIdentity, languages: tuple[str, ...]) -> Pairs:
    """The address in each language, then telephone, e-mail and site, as far as they are known."""
    places = _each({code: office.address.get(code) for code in languages}) or [
        (words, languages[0]) for words in (office.address.best(),) if words
    ]
    reached = " · ".join(one for one in (office.phone, office.email) if one)
    return [*places, *((one, "en") for one in (reached, office.website) if one)]


def _each(said: dict[str, str]) -> Pairs:
    found = [(words, code) for code, words in said.items() if words]
    return found[:1] if len({words for words, _ in found}) == 1 else found
