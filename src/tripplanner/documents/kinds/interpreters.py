"""The schedule of the interpreters, a page for each (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("interpreters", msg("Interpreters’ schedule"), "staff", 100)
