"""Words for the codes of the domain, to show on screens and in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message, msg

STAGE: Mapping[str, Message] = {
    "idea": msg("Idea"),
    "preparation": msg("In preparation"),
    "confirmed": msg("Confirmed"),
    "published": msg("Published"),
    "under_way": msg("Under way"),
    "review": msg("Review"),
    "archived": msg("Archived"),
}
ITEM_TYPE: Mapping[str, Message] = {
    "arrival": msg("Arrival"),
    "transfer": msg("Transfer"),
    "visit": msg("Visit"),
    "meeting": msg("Meeting"),
    "meal": msg("Meal"),
    "lodging": msg("Lodging"),
    "ceremony": msg("Ceremony"),
    "debrief": msg("Debrief"),
    "free_time": msg("Free time"),
    "departure": msg("Departure"),
}
ITEM_STATUS: Mapping[str, Message] = {
    "idea": msg("idea"),
    "requested": msg("requested"),
    "confirmed": msg("confirmed"),
    "cancelled": msg("cancelled"),
    "done": msg("done"),
}
INTERPRETING: Mapping[str, Message] = {
    "none": msg("none"),
    "consecutive": msg("consecutive"),
    "simultaneous": msg("simultaneous"),
}
PERMIT: Mapping[str, Message] = {
    "requested": msg("requested"),
    "granted": msg("granted"),
    "not_needed": msg("not needed"),
}
PRESENCE: Mapping[str, Message] = {
    "present": msg("present"),
    "absent": msg("absent"),
    "online": msg("online"),
}
HOST_STATE: Mapping[str, Message] = {
    "to_contact": msg("to contact"),
    "asked": msg("asked"),
    "confirmed": msg("confirmed"),
    "refused": msg("refused"),
}
MEMBER_ROLE: Mapping[str, Message] = {
    "staff": msg("Staff"),
    "interpreter": msg("Interpreter"),
    "driver": msg("Driver"),
    "guest": msg("Guest"),
}
DELEGATE_ROLE: Mapping[str, Message] = {
    "head": msg("Head of delegation"),
    "deputy": msg("Deputy head"),
    "member": msg("Member"),
    "accompanying": msg("Accompanying person"),
}
TEXT_STATE: Mapping[str, Message] = {
    "source": msg("source"),
    "missing": msg("missing"),
    "stale": msg("out of date"),
    "draft": msg("draft"),
    "reviewed": msg("reviewed"),
}


def word(group: Mapping[str, Message], code: str | None) -> Message | str:
    """The word for ``code``, or the code itself where the domain has no word for it yet."""
    return group.get(code or "") or (code or "")
