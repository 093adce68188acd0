"""Budget and spending by category and currency (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("budget", msg("Budget and spending"), "staff", 180, logistics=True)
