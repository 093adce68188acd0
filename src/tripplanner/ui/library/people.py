"""The parts of a person's name, each a line that can be edited on the card of a delegate or a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tripplanner.i18n import Message, msg
from tripplanner.model.people import Person
from tripplanner.planning.kinds import Shown

_PARTS: Mapping[str, Message] = {
    "native_family": msg("Family name in its own script"),
    "native_given": msg("Given name in its own script"),
    "family_name": msg("Family name"),
    "given_name": msg("Given name"),
    "second_family_name": msg("Second family name"),
    "preferred_latin": msg("Signs as"),
    "name_order": msg("Order of the name"),
    "gender": msg("Agreement of forms of address"),
    "romanisation": msg("Pronunciation"),
    "native_script": msg("Script"),
    "nationality": msg("Nationality"),
}
WORDS: Mapping[str, Mapping[str, Message]] = {
    "name_order": {"family_first": msg("family name first"), "given_first": msg("given name first")},
    "gender": {"": msg("not known"), "f": msg("feminine"), "m": msg("masculine")},
    "native_script": {
        "": msg("not known"),
        "Hans": msg("Chinese, simplified"),
        "Hant": msg("Chinese, traditional"),
        "Latn": msg("Latin"),
        "Cyrl": msg("Cyrillic"),
        "Arab": msg("Arabic"),
        "Deva": msg("Devanagari"),
        "Tibt": msg("Tibetan"),
        "Mong": msg("Mongolian"),
        "Jpan": msg("Japanese"),
        "Kore": msg("Korean"),
        "Grek": msg("Greek"),
        "Thai": msg("Thai"),
    },
}
NAMES = tuple(_PARTS)
#: A person whose name nobody has entered yet.
NAMELESS = msg("no name yet")


def names_of(person: Person) -> Sequence[Shown]:
    """A line for each part of the name, and the languages the person speaks."""
    parts = (
        Shown(key, title, getattr(person, key), WORDS.get(key), path=f"person.{key}") for key, title in _PARTS.items()
    )
    return (*parts, Shown("spoken", msg("Speaks"), person.languages, path="person.languages"))
