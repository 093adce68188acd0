"""The contact list of the team: whom to call, from the emergency numbers to the guests (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("contacts", msg("Contact list"), "staff", 110)
