"""Making a document in a job: its bytes are written once, and shown, saved and printed as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from tripplanner.collecting import NO_COLLECTION
from tripplanner.documents import registry
from tripplanner.documents.editions import edition
from tripplanner.documents.inspecting import Inspection, inspect
from tripplanner.documents.proofs import Proof
from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.planning.checks import Finding, check_trip
from tripplanner.progress import Progress
from tripplanner.ui.documents.arranging import Aim, key_of
from tripplanner.ui.documents.pages import PdfPages, ProofPages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.workspace import Workspace


#: Subjects of rules that concern what is printed.
_WORDS = ("language.", "print.")


@dataclass(frozen=True, slots=True)
class Draft:
    """Pages that are laid out: those in view are drawn, the file is still being written."""

    pages: ProofPages
    pictures: Mapping[tuple[int, int], QImage]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document. ``pages`` is None for what has none (a calendar), and
    shows the PDF where another kind of file is saved; ``findings`` are those about its words,
    ``unfinished`` the translations that it lacks or that nobody has reviewed, where the kind knows;
    ``inspected`` what its pages themselves show; ``content`` what it was made from.
    """

    kind: DocumentKind
    request: Request
    data: bytes
    pages: PdfPages | None
    findings: tuple[Finding, ...] = ()
    unfinished: TranslationList | None = None
    inspected: Inspection | None = None
    content: Any = None
    proof: Proof | None = None

    @property
    def suffix(self) -> str:
        """The ending of the file that is saved."""
        return self.kind.suffix_for(self.request)


@dataclass(frozen=True, slots=True)
class Look:
    """Whoever looks on: what is in view, and who is shown the pages in view as soon as they are laid out."""

    aim: Aim
    show: Callable[[Draft], None]


def make(
    workspace: Workspace, kind: DocumentKind, trip: int, request: Request, progress: Progress, look: Look | None = None
) -> Made:
    """Read and write the document; its bytes are what is shown, saved and printed. Any thread."""
    content = registry.content_of(workspace, kind, trip, request)
    progress.check()
    if kind.proof is None:
        made = _written(kind, request, content, progress)
    else:
        made = _proved(kind, kind.proof, request, content, progress, look)
    progress.check()
    about_words = _checked(workspace, trip, request)
    found = tuple(finding for finding in about_words if finding.rule.startswith(_WORDS) and not finding.dismissed)
    return replace(made, findings=found)


def _written(kind: DocumentKind, request: Request, content: Any, progress: Progress) -> Made:
    """The document as a file, then its pages read back from that."""
    lacking: list[TranslationList] = []
    with TemporaryDirectory(prefix="tripplanner-") as folder:
        target = registry.write(kind, content, Path(folder, f"document{kind.suffix}"), progress, lacking.append)
        shown = data = target.read_bytes()
    if kind.suffix_for(request) != kind.suffix:
        data = _as_asked(kind, request, content, progress)
    return Made(kind, request, data, _pages(kind, shown), unfinished=lacking[0] if lacking else None, content=content)


def _proved(
    kind: DocumentKind,
    prove: Callable[[Any, Progress], Proof],
    request: Request,
    content: Any,
    progress: Progress,
    look: Look | None,
) -> Made:
    """The pages laid out, those in view drawn and shown at once, then the file."""
    with NO_COLLECTION:
        proof = prove(content, progress)
        if look is not None:
            look.show(_drafted(proof, look.aim))
        progress.check()
        shown = data = proof.whole(progress)
    if kind.suffix_for(request) != kind.suffix:
        data = _as_asked(kind, request, content, progress)
    inspected = inspect(proof, content)
    return Made(kind, request, data, PdfPages(shown), (), proof.translations, inspected, content, proof)


def _drafted(proof: Proof, aim: Aim) -> Draft:
    pages = ProofPages(proof)
    wanted, scale = aim.wanted(pages.sizes)
    drawn = pages.render_some(wanted, scale)
    return Draft(pages, {key_of(page, scale): image for page, image in zip(wanted, drawn, strict=True)})


def _as_asked(kind: DocumentKind, request: Request, content: Any, progress: Progress) -> bytes:
    """The bytes of the other kind of file that is to be saved."""
    with TemporaryDirectory(prefix="tripplanner-") as folder:
        target = Path(folder, f"document{kind.suffix_for(request)}")
        return registry.write(kind, content, target, progress).read_bytes()


def _pages(kind: DocumentKind, data: bytes) -> PdfPages | None:
    """What the window shows page by page: a PDF, or a picture as a page of its own size."""
    if kind.suffix == ".png":
        from PIL import Image

        page = BytesIO()
        with Image.open(BytesIO(data)) as picture:
            picture.convert("RGB").save(page, "PDF", resolution=288, quality=95)
        data = page.getvalue()
    return PdfPages(data) if kind.suffix in (".pdf", ".png") else None


def _checked(workspace: Workspace, trip: int, request: Request) -> tuple[Finding, ...]:
    """What the rules say of the state that the document is made from: of a release, as it was frozen."""
    if request.release is None:
        return workspace.get(check_trip, trip, vault=workspace.vault)

    def frozen(session: Session) -> tuple[Finding, ...]:
        with edition(session, trip, request.release) as (source, id):
            return check_trip(source, id)

    return workspace.get(frozen)


def save(made: Made, target: Path) -> Path:
    """Put the bytes that were shown at ``target``: written aside and renamed, as every document is."""

    def put(data: Any, path: Path, _progress: Progress) -> None:
        path.write_bytes(data)

    return registry.write(replace(made.kind, write=put), made.data, target)
