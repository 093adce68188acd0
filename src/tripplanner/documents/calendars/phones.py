"""What people read their calendar on: which flavour it takes, and how the file is opened there."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Phone:
    """``key`` is one of :data:`tripplanner.model.feeds.PHONES`; ``opening`` says how a file is opened."""

    key: str
    title: Message
    flavour: str
    opening: Message


PHONES: tuple[Phone, ...] = (
    Phone(
        "iphone",
        msg("iPhone or iPad"),
        "standard",
        msg("Tap the file in the message or in Files, then “Add All”, and choose a calendar."),
    ),
    Phone(
        "android",
        msg("Android with Google"),
        "standard",
        msg(
            "Open calendar.google.com in a browser, Settings, “Import”, and choose the file; the phone follows at once."
        ),
    ),
    Phone(
        "chinese",
        msg("Huawei, Xiaomi or another Chinese phone"),
        "phone",
        msg("Save the files from WeChat to the phone, then tap them one by one in the file manager: one event each."),
    ),
    Phone(
        "outlook",
        msg("Outlook on a computer"),
        "standard",
        msg("In Outlook, “Add calendar”, “Upload from file”, and choose the file."),
    ),
    Phone(
        "",
        msg("I don’t know"),
        "phone",
        msg("Tap the file; where only one event appears, tap the files in the folder beside it instead, one by one."),
    ),
)


def phone(key: str) -> Phone:
    """The one with this key; where nobody knows, the plainest."""
    return next((one for one in PHONES if one.key == key), PHONES[-1])
