"""Words for the tables in which a person has rows."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.fields import RECORDS
from tripplanner.store.erasing.pictures import NAMED, SAID, SEEN

#: Why a photo or file of another record may show somebody.
WHY: Mapping[str, Message] = {
    NAMED: msg("its caption or name says so"),
    SAID: msg("hangs on a note of theirs"),
    SEEN: msg("from a trip of theirs"),
}
TABLES: Mapping[str, Message] = {
    "person": msg("Person"),
    "delegate": msg("Delegate"),
    "delegate_subgroup": msg("Sub-group"),
    "contact": msg("Contact"),
    "trip_member": msg("Member of the team"),
    "sensitive_value": msg("Protected values"),
    "consent": msg("Consent"),
    "journey": msg("Arrivals and departures"),
    "participation": msg("Takes part in"),
    "room_guest": msg("Room"),
    "item_host": msg("Hosts"),
    "trip_host": msg("Hosts of the trip"),
    "exchange": msg("Exchanges"),
    "observation": msg("Observation"),
    "vehicle": msg("Vehicle"),
    "attachment": msg("Attachments"),
    "reference": msg("Sources"),
    "verify_mark": msg("To verify"),
    "file": msg("Files"),
    "outbox_message": msg("Messages"),
    "outbox_attachment": msg("Attachments"),
    "feed": msg("Calendar address"),
    "publication": msg("Published calendar"),
    "feedback_answer": msg("Answers to forms"),
    "self_assessment": msg("Self-assessment"),
    "commitment": msg("Commitment"),
    "summary": msg("Learning summary"),
    "summary_block": msg("Learning summary"),
    "item": msg("Programme"),
    "day": msg("Day"),
    "site": msg("Site"),
    "organisation": msg("Organisation"),
    "trip": msg("Trip"),
    "question": msg("Question"),
    "case_study": msg("Case study"),
    "term": msg("Term"),
    "theme": msg("Theme"),
    "office": msg("Office"),
    "setting": msg("Settings"),
    "place": msg("Place"),
    "lodging": msg("Lodging"),
    "leg": msg("Leg"),
    "delegation": msg("Delegation"),
    "subgroup": msg("Sub-group"),
    "import_mark": msg("What imports noted"),
    "room": msg("Room"),
}


def table_words(table: str) -> Message | str:
    """The word of the domain for a table; its name where nobody gave it one."""
    return TABLES.get(table) or RECORDS.get(table) or table.replace("_", " ")
