"""The form as an XLSForm, of which KoboToolbox and ODK make a form for telephones and browsers."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.forms.content import KIND as KIND_OF_FORM
from tripplanner.documents.forms.content import PER, PrintedForm, read
from tripplanner.documents.registry import DocumentKind
from tripplanner.i18n import msg
from tripplanner.progress import Progress


def _write(content: PrintedForm, target: Path, progress: Progress) -> None:
    from tripplanner.documents.forms.xlsform import write

    write(content, target, progress)


KIND = DocumentKind(
    key="xlsform",
    title=msg("Form for KoboToolbox and ODK (XLSForm)"),
    suffix=".xlsx",
    audience="delegates",
    read=read,
    write=_write,
    options=(KIND_OF_FORM, PER),
    position=174,
    opens=True,
    published=False,
)
