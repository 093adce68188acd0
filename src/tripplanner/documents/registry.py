"""The kinds of document. A kind is one module of ``documents/kinds`` that holds a ``KIND``; no list names it.

A document is made in two steps: ``read`` takes a session and gives frozen content; ``write`` takes that
content and a path and needs neither database nor window. The window, the command line and the tests go
through :func:`make`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tripplanner import discovery
from tripplanner.documents.editions import read
from tripplanner.documents.kept import made
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.targets import written_aside

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.proofs import Proof
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.vault.vault import Vault
    from tripplanner.store.workspace import Workspace

T = TypeVar("T")

_FIGURE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice a kind offers: ``values`` are its allowed values, the first is the default.

    ``ordered``: chosen are any of them in any order, joined by commas; all in this order is the default. ``group`` is
    the heading it stands under; ``only_with`` another option and its values without which it makes no difference.
    ``between``: it can also be any figure from the least to the most; ``values`` are then those that are proposed.
    """

    key: str
    title: Message
    values: tuple[str, ...]
    labels: tuple[Message, ...] = ()
    ordered: bool = False
    group: Message | None = None
    only_with: tuple[str, tuple[str, ...]] | None = None
    between: tuple[float, float] | None = None

    @property
    def default(self) -> str:
        """The value of whoever chooses nothing."""
        return ",".join(self.values) if self.ordered else self.values[0]

    def allows(self, value: str) -> bool:
        """Whether it can have this value."""
        if not self.ordered:
            return not self.values or value in self.values or self.figure(value) == value
        parts = value.split(",") if value else []
        return len(set(parts)) == len(parts) and set(parts) <= set(self.values)

    def figure(self, typed: str) -> str:
        """A figure as somebody types it (``13,5``), as a value; nothing where it is none or out of bounds."""
        plain = typed.strip().replace(",", ".")
        if self.between is None or not _FIGURE.fullmatch(plain):
            return ""
        least, most = self.between
        return f"{float(plain):g}" if least <= float(plain) <= most else ""

    def chosen(self, value: str) -> tuple[str, ...]:
        """The parts of an ordered value, in their order; those that it does not know are left out."""
        return tuple(dict.fromkeys(part for part in value.split(",") if part in self.values))


@dataclass(frozen=True, slots=True)
class Kept:
    """A frozen version that is no release: ``sort`` is *approved* or *snapshot*, each counts by itself."""

    sort: str
    number: int


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: languages (``second`` stands beside the first), whose copy, which release, options.

    ``person`` is the UUID of a person whose own copy it is, ``organisation`` that of a host; ``release`` a release
    number, ``None`` the draft; or a version that was kept and is no release.
    """

    language: str
    second: str | None = None
    person: str | None = None
    release: int | Kept | None = None
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    organisation: str | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """One or two languages, in reading order."""
        return (self.language,) if not self.second or self.second == self.language else (self.language, self.second)

    @property
    def number(self) -> int | None:
        """The number of the release that is asked for; ``None`` where it is none."""
        return self.release if isinstance(self.release, int) else None

    def for_everybody(self) -> Request:
        """The same for nobody in particular."""
        return replace(self, person=None, organisation=None) if self.person or self.organisation else self

    def option(self, key: str, default: str = "") -> str:
        """The chosen value of an option."""
        return self.options.get(key, default)


_ENDINGS = (".pdf", ".docx", ".xlsx", ".zip", ".html", ".ics", ".png")
_FILES = {
    "pdf": msg("PDF, to print"),
    "docx": msg("Word, to edit"),
    "xlsx": msg("Excel, to work with"),
    "zip": msg("everything, in one file to unpack"),
    "html": msg("the page alone"),
}


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    ``audience``: delegates, hosts, staff, drivers, authorities or public: it decides what may be read into
    the content. ``read(session, trip_id, request)`` returns frozen content; ``write(content, path, progress)``
    writes the file at ``path``; it may return the translations that are not finished in it. ``straight``: ``read``
    also takes a file that is read straight (:mod:`tripplanner.store.straight`) in place of the session.
    ``for_hosts``: it can be narrowed to an organisation that hosts.

    Where many copies are made, ``shared(session, trip_id, request)`` reads what all with the same release and options
    have in common (for organisations apart from people), and ``copy(shared, request)`` gives the content of one, as
    ``read`` does. ``said(content)`` is the content without what the pages do not say (whose copy it is): where it is
    equal, so are the files.

    ``formats`` are other endings that it can be written with: ``write`` goes by that of the file, and an option
    “format” is offered. ``withdrawn``: a release is read with the items that it took back, as cancelled ones.
    ``compares``: it says what differs from an earlier version, so ``read`` gets the session itself and looks for the
    release; without an earlier one there is no such document. ``opens``: it reads the trip in more than one way, so it
    opens the release itself. ``published``: it is made with everything else of a
    trip; letters are not, which somebody reads and signs before they leave.

    ``series(shared, request)``: the requests of the several files that all of it takes, each with what sets its name
    apart (a card for each day); their options make no difference to ``shared``. Such a kind is published to everybody,
    not to each person. ``proof(content, progress)`` lays out the pages that ``write`` writes: they can be shown before
    the file is made, and say where their words come from.

    ``protected(session, vault, trip_id, request)`` stands for ``read`` where protected values are in it: it writes down
    what it used, so it goes through ``workspace.do`` (:func:`content_of`); such a kind is never published. ``values``
    are the kinds of protected values that it says.
    """

    key: str
    title: Message
    suffix: str
    audience: str
    read: Callable[[Session, int, Request], Any]
    write: Callable[[Any, Path, Progress], TranslationList | None]
    options: tuple[Option, ...] = ()
    position: int = 100
    straight: bool = False
    shared: Callable[[Session, int, Request], Any] | None = None
    copy: Callable[[Any, Request], Any] | None = None
    said: Callable[[Any], Any] | None = None
    for_hosts: bool = False
    protected: Callable[[Session, Vault, int, Request], Any] | None = None
    withdrawn: bool = False
    formats: tuple[str, ...] = ()
    compares: bool = False
    opens: bool = False
    series: Callable[[Any, Request], Iterable[tuple[Request, Message]]] | None = None
    published: bool = True
    proof: Callable[[Any, Progress], Proof] | None = None
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.formats:
            endings = tuple(ending.removeprefix(".") for ending in (self.suffix, *self.formats))
            offered = Option("format", msg("File"), endings, tuple(map(_FILES.__getitem__, endings)))
            object.__setattr__(self, "options", (*self.options, offered))

    def suffix_for(self, request: Request) -> str:
        """The ending of the file that is asked for."""
        asked = "." + request.option("format", self.suffix.removeprefix("."))
        return asked if asked in self.formats else self.suffix


@cache
def kinds() -> Mapping[str, DocumentKind]:
    """Every kind by its key, in the order the documents screen shows them."""
    found: list[DocumentKind] = discovery.found("tripplanner.documents.kinds", "KIND")
    return {kind.key: kind for kind in sorted(found, key=lambda kind: (kind.position, kind.key))}


def kind(key: str) -> DocumentKind:
    """The kind under ``key``; raises :class:`NotFound` with the known ones."""
    alone: DocumentKind | None = discovery.one("tripplanner.documents.kinds", key, "KIND")
    if alone and alone.key == key:
        return alone
    try:
        return kinds()[key]
    except KeyError:
        raise NotFound(
            msg("There is no document kind “{key}”.", key=key),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(kinds())),
        ) from None


def content_of(workspace: Workspace, document: DocumentKind, trip_id: int, request: Request) -> Any:
    """What a document says. Raises :class:`VaultLocked` where it needs protected values and the vault is locked."""
    if document.protected is None:
        return workspace.get(read, document, trip_id, request)
    if request.release is not None:
        raise _only_now(document)
    label = msg("make the document “{kind}”", kind=document.title)
    return workspace.do(label, document.protected, workspace.vault, trip_id, request)


def _only_now(document: DocumentKind) -> TripPlannerError:
    return TripPlannerError(
        msg("“{kind}” is made from what the vault holds now; no release holds that.", kind=document.title),
        msg("Nothing was written."),
        msg("Ask for the draft: leave the release out."),
    )


def write(
    document: DocumentKind,
    content: Any,
    target: Path,
    progress: Progress | None = None,
    unfinished: Callable[[TranslationList], None] | None = None,
    *,
    ending: str | None = None,
) -> Path:
    """Write ``content`` aside and rename it onto ``target``: a failed or cancelled export leaves the old file.

    What holds protected values is for nobody else on this computer.

    ``unfinished`` is told which translations are missing, stale or not reviewed, where the kind knows; ``ending`` is
    the format where the name of the file does not say one. Raises :class:`TripPlannerError` where it cannot be
    written, would take the place of a database, or where its name says another sort of file than it is.
    """
    suffix = ending_for(document, target, ending)
    found = written_aside(
        target,
        suffix,
        lambda aside: made(document, content, aside, progress or NO_PROGRESS),
        private=document.protected is not None,
    )
    if unfinished and found:
        unfinished(found)
    return target


def ending_for(document: DocumentKind, target: Path, asked: str | None = None) -> str:
    """The format of a file of this name; ``asked`` is the one it has to be.

    Raises :class:`TripPlannerError` for a name that says another: a Word file called .pdf would be taken for damaged.
    """
    named, offered = target.suffix.lower(), (document.suffix, *document.formats)
    wanted = (asked,) if asked else offered
    if named in wanted:
        return named
    if named in _ENDINGS:
        raise TripPlannerError(
            msg("“{kind}” is no file “{ending}”.", kind=document.title, ending=named),
            msg("Nothing was written."),
            msg("Let the name end with one of: {kinds}.", kinds=wanted),
        )
    return wanted[0]


def bytes_of(document: DocumentKind, content: Any, progress: Progress | None = None) -> bytes:
    """The file that ``content`` makes, for a document that carries it inside."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"part{document.suffix}")
        made(document, content, target, progress or NO_PROGRESS)
        return target.read_bytes()
