"""The outbox: what would go to whom, why and in which language; what was prepared, and what became of it."""

from tripplanner.planning.outbox.addresses import check_address, check_line, problem_of
from tripplanner.planning.outbox.due import Due, Round, due, told
from tripplanner.planning.outbox.leaving import (
    Leaving,
    begin,
    count_stuck,
    doubtful,
    failed,
    hand_over,
    interrupted,
    later,
    leaving,
    not_sent,
    sent,
    settle,
)
from tripplanner.planning.outbox.receiving import Receiver, addressees, contact_of
from tripplanner.planning.outbox.rows import (
    AttachmentRow,
    MessageRow,
    bytes_of,
    count_states,
    list_messages,
    message_row,
)
from tripplanner.planning.outbox.scheduling import Appointment, Standing, appointments, schedule, standing, unschedule
from tripplanner.planning.outbox.server import MailServer, mail_server, set_mail_server, set_station_server
from tripplanner.planning.outbox.weighing import carried, check_weight
from tripplanner.planning.outbox.words import PURPOSES, STATES, WAYS
from tripplanner.planning.outbox.writing import (
    Enclosure,
    Prepared,
    add_message,
    doubt,
    edit_message,
    enclose,
    invites,
    keep_bytes,
    make_ready,
    set_aside,
    take_out,
    take_up,
    weigh,
)

__all__ = [
    "PURPOSES", "STATES", "WAYS", "Appointment", "AttachmentRow", "Due", "Enclosure", "Leaving", "MailServer",
    "MessageRow", "Prepared", "Receiver", "Round", "Standing", "add_message", "addressees", "appointments", "begin",
    "bytes_of", "carried", "check_address", "check_line", "check_weight", "contact_of", "count_states",
    "count_stuck", "doubt", "doubtful", "due", "edit_message", "enclose", "failed", "hand_over", "interrupted",
    "invites", "keep_bytes", "later", "leaving", "list_messages", "mail_server", "make_ready", "message_row",
    "not_sent", "problem_of", "schedule", "sent", "set_aside", "set_mail_server", "set_station_server", "settle",
    "standing", "take_out", "take_up", "told", "unschedule", "weigh",
]  # fmt: skip
