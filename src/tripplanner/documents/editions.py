"""Which state of a trip a document is made from: the draft, or a release as it was frozen."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.registry import DocumentKind, Request


@contextmanager
def edition(
    session: Session, trip_id: int, release: int | None, *, withdrawn: bool = False
) -> Generator[tuple[Session, int]]:
    """The session to read from and the trip's number there: those given, or those of release number ``release``.

    ``withdrawn``: with the items that the release took back, as calendars need them. Raises :class:`NotFound`.
    """
    if release is None:
        yield session, trip_id
        return
    from tripplanner.planning.releases import record_of, thawed, version_of

    frozen = record_of(session, version_of(session, trip_id, release))
    with thawed(session, frozen, withdrawn=withdrawn) as opened:
        yield opened, frozen.content["rows"]["trip"][0]["id"]


def read(session: Session, kind: DocumentKind, trip_id: int, request: Request) -> Any:
    """What a document of ``kind`` says, of the draft or of the release that is asked for."""
    if kind.compares or kind.opens:
        return kind.read(session, trip_id, request)
    with edition(session, trip_id, request.release, withdrawn=kind.withdrawn) as (source, id):
        return kind.read(source, id, request)


def read_shared(session: Session, kind: DocumentKind, trip_id: int, request: Request) -> Any:
    """What all copies of a document have in common, likewise; only for kinds that have it."""
    assert kind.shared is not None
    if kind.opens:
        return kind.shared(session, trip_id, request)
    with edition(session, trip_id, request.release, withdrawn=kind.withdrawn) as (source, id):
        return kind.shared(source, id, request)
