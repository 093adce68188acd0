"""The gift list: who receives one, with room to write (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("gifts", msg("Gift list"), "staff", 170)
