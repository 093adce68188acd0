"""The sheet that tells how a printer turns paper over (PDF, two sides)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from tripplanner.documents.duplex.document import DuplexTest


def _read(_session: Any, _trip_id: int, request: Request) -> DuplexTest:
    """It says the same for every trip."""
    from tripplanner.documents.duplex.document import DuplexTest

    return DuplexTest(request.language, request.option("paper", "a4"))


def _write(content: DuplexTest, target: Path, progress: Progress) -> None:
    from tripplanner.documents.duplex.document import TITLE, laid_out
    from tripplanner.documents.pdf.surface import DocumentInfo, pdf_bytes
    from tripplanner.i18n import say

    info = DocumentInfo(say(TITLE, content.language), content.language)
    target.write_bytes(pdf_bytes(laid_out(content), info, progress=progress))


KIND = DocumentKind(
    key="duplex_test",
    title=msg("Two-sided printing test"),
    suffix=".pdf",
    audience="public",
    read=_read,
    write=_write,
    options=(Option("paper", msg("Paper of the sheets"), ("a4", "letter"), (msg("A4"), msg("Letter"))),),
    position=22,
    straight=True,
    published=False,
)
