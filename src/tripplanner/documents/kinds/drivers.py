"""The driver sheet: what each vehicle drives, from where to where, with whom (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("drivers", msg("Driver sheet"), "drivers", 90)
