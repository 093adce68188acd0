"""The run sheet of the team: a page a day, with what only the team may read (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("runsheet", msg("Run sheet of the team"), "staff", 80)
