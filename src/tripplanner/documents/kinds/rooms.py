"""The rooming list: rooms, who shares them and for which nights, a page for each lodging (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("rooms", msg("Rooming list"), "hosts", 130, logistics=True)
