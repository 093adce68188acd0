"""What the kinds of record that a search gives are called."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message, msg

KIND_NAMES: Mapping[str, Message] = {
    "trips": msg("Trip"),
    "items": msg("Slot"),
    "days": msg("Day"),
    "lodgings": msg("Lodging"),
    "legs": msg("Leg"),
    "places": msg("Place"),
    "sites": msg("Site"),
    "organisations": msg("Organisation"),
    "contacts": msg("Contact"),
    "delegates": msg("Delegate"),
    "members": msg("Team"),
    "cases": msg("Case study"),
    "terms": msg("Term"),
    "themes": msg("Theme"),
    "texts": msg("Standard text"),
}
