"""What is asked of hosts, item by item: whom, since when, what they answered, and which invitations are due."""

from tripplanner.planning.requests.answering import Answer, Known, answered, asked, outdated, same
from tripplanner.planning.requests.due import Due, Invited, Sent, due
from tripplanner.planning.requests.reading import ANSWER, HostRequest, list_requests
from tripplanner.planning.requests.sent import sent_of

__all__ = [
    "ANSWER", "Answer", "Due", "HostRequest", "Invited", "Known", "Sent", "answered", "asked", "due", "list_requests",
    "outdated", "same", "sent_of",
]  # fmt: skip
