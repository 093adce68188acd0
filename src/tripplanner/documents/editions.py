"""Which state of a trip a document is made from: the draft, or a release as it was frozen."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.registry import DocumentKind, Kept, Request


@dataclass
class _Shelf:
    """Releases that stay open: they never change, so what was opened once serves every later reading."""

    closing: ExitStack
    opened: dict[tuple[Any, int, int | Kept, bool], tuple[Session, int]]


_SHELF: ContextVar[_Shelf | None] = ContextVar("_SHELF", default=None)


@contextmanager
def kept_open() -> Generator[None]:
    """While much is read of the same releases: each is opened once. Holds within one thread."""
    if _SHELF.get() is not None:
        yield
        return
    with ExitStack() as closing:
        token = _SHELF.set(_Shelf(closing, {}))
        try:
            yield
        finally:
            _SHELF.reset(token)


@contextmanager
def edition(
    session: Session, trip_id: int, release: int | Kept | None, *, withdrawn: bool = False
) -> Generator[tuple[Session, int]]:
    """The session to read from and the trip's number there: those given, or those of release number ``release``, or of
    a version that was kept and is no release.

    ``withdrawn``: with the items that the release took back, as calendars need them. Raises :class:`NotFound`.
    """
    shelf = _SHELF.get()
    if release is None:
        yield session, trip_id
    elif shelf is None:
        with _opened(session, trip_id, release, withdrawn) as found:
            yield found
    else:
        key = (session.get_bind(), trip_id, release, withdrawn)
        if key not in shelf.opened:
            shelf.opened[key] = shelf.closing.enter_context(_opened(session, trip_id, release, withdrawn))
        yield shelf.opened[key]


@contextmanager
def _opened(session: Session, trip_id: int, release: int | Kept, withdrawn: bool) -> Generator[tuple[Session, int]]:
    from tripplanner.documents.registry import Kept
    from tripplanner.planning.releases import record_of, thawed, version_of

    asked = (release.number, release.sort) if isinstance(release, Kept) else (release, "release")
    frozen = record_of(session, version_of(session, trip_id, *asked))
    with thawed(session, frozen, withdrawn=withdrawn) as opened:
        yield opened, frozen.content["rows"]["trip"][0]["id"]


def refuse_kept(kind: DocumentKind, request: Request) -> None:
    """What updates what somebody has, or says what is new since, is made from releases and the draft alone."""
    from tripplanner.documents.registry import Kept

    if isinstance(request.release, Kept) and (kind.compares or kind.opens or kind.withdrawn):
        raise TripPlannerError(
            msg("“{kind}” is made from a release or from the draft.", kind=kind.title),
            msg("Nothing was written."),
            msg("Choose another kind of document, or a release."),
        )


def read(session: Session, kind: DocumentKind, trip_id: int, request: Request) -> Any:
    """What a document of ``kind`` says, of the draft or of the version that is asked for."""
    refuse_kept(kind, request)
    if kind.compares or kind.opens:
        return kind.read(session, trip_id, request)
    with edition(session, trip_id, request.release, withdrawn=kind.withdrawn) as (source, id):
        return kind.read(source, id, request)


def read_shared(session: Session, kind: DocumentKind, trip_id: int, request: Request) -> Any:
    """What all copies of a document have in common, likewise; only for kinds that have it."""
    assert kind.shared is not None
    refuse_kept(kind, request)
    if kind.compares or kind.opens:
        return kind.shared(session, trip_id, request)
    with edition(session, trip_id, request.release, withdrawn=kind.withdrawn) as (source, id):
        return kind.shared(source, id, request)
