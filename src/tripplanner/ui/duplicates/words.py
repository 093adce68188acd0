"""What a field says of each side, in words. No widgets."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message
from tripplanner.planning.kinds import Shown, kinds
from tripplanner.planning.merging.comparing import BOTH, LEFT, RIGHT, Comparison, FieldPair
from tripplanner.text import Text
from tripplanner.ui.language import short_name
from tripplanner.ui.library.people import WORDS as OF_NAMES
from tripplanner.ui.records.values import Writer

#: Which duplicates are looked for from which list.
LOOKED_FOR: Mapping[str, str] = {
    "delegates": "people", "contacts": "people", "members": "people", "organisations": "organisations",
    "sites": "sites", "places": "places", "terms": "terms",
}  # fmt: skip


def value_words(pair: FieldPair, value: object, kind: str, writer: Writer) -> str:
    """A value on one or several lines; ``–`` for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Text):
        return "\n".join(f"{short_name(code)} · {words}" for code, words in value.words.items()) or "–"
    if isinstance(value, tuple):
        return "\n".join(one.best(writer.first) if isinstance(one, Text) else str(one) for one in value) or "–"
    shown = Shown(pair.key, pair.title, value, _codes(kind, pair.key))
    return writer.value(shown) or "–"


def _codes(kind: str, key: str) -> Mapping[str, Message] | None:
    """The words for the codes of a field."""
    if kind == "people":
        return OF_NAMES.get(key)
    found = kinds().get(kind)
    return next((field.words for field in found.fields if field.key == key), None) if found is not None else None


def choices(seen: Comparison, chosen: Mapping[str, str], survivor: str) -> dict[str, str]:
    """What was chosen, as the verb takes it: *left* is what the record that stays has."""
    turned = {LEFT: RIGHT, RIGHT: LEFT, BOTH: BOTH} if survivor == RIGHT else {}
    return {key: turned.get(choice, choice) for key, choice in chosen.items() if key in {p.key for p in seen.fields}}
