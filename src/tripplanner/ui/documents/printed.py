"""The page of a document that prints some words: documents are made until one has them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from tripplanner.documents import registry
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.progress import Progress
from tripplanner.ui.documents.pages import PdfPages
from tripplanner.ui.documents.passage import Passage

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace

#: The documents that are looked through, in this order: the booklet says most.
_KINDS = ("booklet", "itinerary")
#: Pixels of a page’s width.
WIDTH = 560


@dataclass(frozen=True, slots=True)
class Printed:
    """A page with a passage; ``scale`` pixels per point. ``pages`` is how many the document has."""

    kind: DocumentKind
    passage: Passage
    image: QImage
    scale: float
    pages: int


def printed_place(
    workspace: Workspace, trip: int, language: str, words: str, scale: float, progress: Progress
) -> Printed | None:
    """Make the documents in a language until one has these words; none of them may. Any thread."""
    known = registry.kinds()
    for kind in (known[key] for key in _KINDS if key in known):
        progress.check()
        content = registry.content_of(workspace, kind, trip, Request(language))
        with TemporaryDirectory(prefix="tripplanner-") as folder:
            data = registry.write(kind, content, Path(folder, "document.pdf"), progress).read_bytes()
        pages = PdfPages(data)
        try:
            found = pages.find(words)
            if found is not None:
                zoom = scale * WIDTH / pages.sizes[found.page].width
                return Printed(kind, found, pages.render(found.page, zoom), zoom / scale, len(pages))
        finally:
            pages.close()
    return None
