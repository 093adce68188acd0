"""The form as a workbook to fill in: one for each participant, or one into which the office types them all."""

from __future__ import annotations

from pathlib import Path

from tripplanner.documents.forms.content import KIND as KIND_OF_FORM
from tripplanner.documents.forms.content import PER, WHO, PrintedForm, read
from tripplanner.documents.registry import DocumentKind
from tripplanner.i18n import msg
from tripplanner.progress import Progress


def _write(content: PrintedForm, target: Path, progress: Progress) -> None:
    from tripplanner.documents.forms.workbook import write

    write(content, target, progress)


KIND = DocumentKind(
    key="form_sheet",
    title=msg("Form to fill in (Excel)"),
    suffix=".xlsx",
    audience="delegates",
    read=read,
    write=_write,
    options=(KIND_OF_FORM, PER, WHO),
    position=173,
    opens=True,
    published=False,
)
