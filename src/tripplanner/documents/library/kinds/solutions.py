"""Cases in a structure like that of PANORAMA: JSON with every language, or a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.library.registry import Asked, LibraryKind
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.library.panorama import SolutionsContent


def read(session: Session, asked: Asked) -> SolutionsContent:
    from tripplanner.documents.library import panorama

    return panorama.read(session, asked)


def write(content: SolutionsContent, target: Path, progress: Progress) -> None:
    from tripplanner.documents.library.panorama import as_json, as_workbook

    progress.check()
    made = as_workbook if target.suffix.lower() == ".xlsx" else as_json
    target.write_bytes(made(content))


KIND = LibraryKind(
    key="solutions",
    title=msg("Case studies in the structure of PANORAMA"),
    formats=(".json", ".xlsx"),
    read=read,
    write=write,
    position=30,
)
