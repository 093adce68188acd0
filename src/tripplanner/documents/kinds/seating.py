"""The seating plan by rank, a page for each table (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("seating", msg("Seating plan"), "staff", 160)
