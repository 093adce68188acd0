"""Making the file of an edition, for the command line and the window alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents import registry
from tripplanner.documents.forms.content import of_edition
from tripplanner.documents.naming import joined, month, short
from tripplanner.documents.registry import Request
from tripplanner.i18n import msg, say
from tripplanner.planning.learning.feedback.giving import KIND
from tripplanner.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.forms.content import PrintedForm
    from tripplanner.planning.trips import TripRow
    from tripplanner.store.workspace import Workspace

AS: Mapping[str, str] = {"paper": "form", "xlsx": "form_sheet", "xlsform": "xlsform"}
"""The kind of document of each way to fill a form in."""


def make(
    workspace: Workspace,
    trip_id: int,
    form_id: int,
    way: str,
    request: Request,
    target: Path,
    progress: Progress = NO_PROGRESS,
) -> Path:
    """Write the edition ``form_id`` as *paper*, *xlsx* or *xlsform* (see :data:`AS`) to ``target``."""
    content = workspace.get(of_edition, trip_id, form_id, request)
    return registry.write(registry.kind(AS[way]), content, target, progress)


def name_of(session: Session, trip_id: int, form_id: int, way: str, request: Request, language: str) -> str:
    """The name the file gets unless somebody chooses another, in the language of whoever makes it."""
    from tripplanner.planning.trips import trip_row

    return _name(trip_row(session, trip_id), of_edition(session, trip_id, form_id, request), way, language)


def _name(trip: TripRow, content: PrintedForm, way: str, language: str) -> str:
    edition = say(msg("edition {number}", number=content.edition), language)
    tongues = "-".join(content.form.languages if way == "xlsform" else content.languages)
    parts = [month(trip), short(trip, language), say(KIND[content.form.kind], language), edition, tongues]
    suffix = "XLSForm.xlsx" if way == "xlsform" else registry.kind(AS[way]).suffix
    return f"{joined(parts)}_{suffix}" if way == "xlsform" else joined(parts) + suffix
