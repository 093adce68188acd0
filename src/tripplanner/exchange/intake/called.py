"""What has a name per language, as places and sites of the library have: how a row of a file is told by it."""

from __future__ import annotations

from tripplanner.exchange.intake import linked, wording
from tripplanner.exchange.intake.subjects import Values

#: One of them is enough to make a record.
IN_A_LANGUAGE = tuple(f"name.{language}" for language in wording.LANGUAGES)
#: The fields by any of which a row says which record it means.
NAMING = ("name", *IN_A_LANGUAGE, "code", "uuid")


def names(values: Values) -> list[tuple[str, object]]:
    """The names by language, as they are compared; then all of them whatever their language, which may be a guess."""
    named = ((language, values.get(f"name.{language}")) for language in wording.LANGUAGES)
    found = [(language, linked.normalised(name) or name) for language, name in named if name]
    return [*found, *(("*", name) for _, name in found)]


def label(values: Values) -> str:
    """What the record is called in a preview, empty without a name."""
    return next((values[field] for field in IN_A_LANGUAGE if values.get(field)), "")
