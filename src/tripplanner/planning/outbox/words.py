"""What the states of a message and the reasons for one are called."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message, msg

WHAT = msg("message")

#: Where a message stands, in the order in which one works through them.
STATES: Mapping[str, Message] = {
    "review": msg("to review"),
    "ready": msg("ready to send"),
    "sending": msg("being sent"),
    "doubtful": msg("doubtful: did it arrive?"),
    "failed": msg("failed"),
    "sent": msg("sent"),
    "aside": msg("set aside"),
}
#: What a message is for.
PURPOSES: Mapping[str, Message] = {
    "programme": msg("programme and calendar"),
    "changes": msg("what changed"),
    "request": msg("request to a host"),
    "cancel": msg("cancellation to a host"),
    "free": msg("free message"),
}
#: How a message left.
WAYS: Mapping[str, Message] = {
    "smtp": msg("by mail"),
    "hand": msg("handed over otherwise"),
}
