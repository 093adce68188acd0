"""Meals and allergies: a page for each place, without names for those who cook, with them for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tripplanner.documents.listing import write_sheet
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.sheets import Sheet
    from tripplanner.store.vault.vault import Vault


def _refuse(session: Session, trip_id: int, request: Request) -> Sheet:
    from tripplanner.documents.lists.meals import refuse

    return refuse(session, trip_id, request)


def _read(session: Session, vault: Vault, trip_id: int, request: Request) -> Sheet:
    from tripplanner.documents.lists.meals import read

    return read(session, vault, trip_id, request)


KIND = DocumentKind(
    key="meals",
    title=msg("Meals and allergies"),
    suffix=".pdf",
    audience="hosts",
    read=_refuse,
    write=write_sheet,
    options=(
        Option(
            "names",
            msg("Names of persons"),
            ("no", "yes"),
            (msg("without, for those who cook"), msg("with, for the team")),
        ),
    ),
    position=150,
    protected=_read,
    values=("diet",),
    formats=(".xlsx",),
)
"""Diets are protected values: the vault must be open, and each use is written down."""
