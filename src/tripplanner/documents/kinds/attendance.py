"""The attendance list: who takes part, with a box for each day (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("attendance", msg("Attendance list"), "staff", 120)
