"""Arrivals and departures: who comes and goes when, where and by what (PDF or .xlsx)."""

from tripplanner.documents.listing import list_kind
from tripplanner.i18n import msg

KIND = list_kind("arrivals", msg("Arrivals and departures"), "staff", 140, logistics=True)
