"""The outline that official delegations owe at home (PDF or .docx)."""

from __future__ import annotations

from tripplanner.documents.kinds.summary import summary_kind
from tripplanner.i18n import msg

KIND = summary_kind("outline", msg("Outline of the delegation"), "outline", "authorities", 310)
