"""The care sheet for the accompanying staff: it needs protected values and stops where the vault is locked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.registry import DocumentKind, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.care.content import CareContent
    from tripplanner.store.vault.vault import Vault


def _refuse(session: Session, trip_id: int, request: Request) -> CareContent:
    from tripplanner.documents.care.content import refuse

    return refuse(session, trip_id, request)


def _read(session: Session, vault: Vault, trip_id: int, request: Request) -> CareContent:
    from tripplanner.documents.care.content import read

    return read(session, vault, trip_id, request)


def _write(content: CareContent, target: Path, progress: Progress) -> None:
    from tripplanner.documents.care.document import pdf

    del progress
    target.write_bytes(pdf(content))


KIND = DocumentKind(
    key="care",
    title=msg("Care sheet"),
    suffix=".pdf",
    audience="staff",
    read=_refuse,
    write=_write,
    position=60,
    protected=_read,
    values=("emergency_contact", "health", "diet", "mobility"),
)
