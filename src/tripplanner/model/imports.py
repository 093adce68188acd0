"""What the import remembers of those who send files."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tripplanner.model.base import Base, Record
from tripplanner.model.types import JsonColumn


class ImportTemplate(Record, Base):
    """Which column means what in the files of one sender.

    ``subject`` is what the file holds (delegates, contacts …); ``headings`` are the column headings as written, by
    which the template is found again; ``columns`` maps a heading to the field it fills, or to ``""`` (ignored).
    """

    __tablename__ = "import_template"

    name: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(String(20))
    headings: Mapped[list[str] | None] = mapped_column(JsonColumn)
    columns: Mapped[dict[str, Any] | None] = mapped_column("column_fields", JsonColumn)
