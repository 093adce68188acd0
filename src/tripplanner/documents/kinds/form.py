"""The form that participants fill in by hand (PDF, A4): boxes to tick, lines to write on."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.forms.content import KIND as KIND_OF_FORM
from tripplanner.documents.forms.content import PER, WHO, PrintedForm, read
from tripplanner.documents.registry import DocumentKind
from tripplanner.i18n import msg
from tripplanner.progress import Progress


def _write(content: PrintedForm, target: Path, progress: Progress) -> None:
    from tripplanner.documents.forms.writing import write

    write(content, target, progress)


KIND = DocumentKind(
    key="form",
    title=msg("Form to fill in on paper"),
    suffix=".pdf",
    audience="delegates",
    read=read,
    write=_write,
    options=(KIND_OF_FORM, PER, WHO),
    position=172,
    opens=True,
    published=False,
)
