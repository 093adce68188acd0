"""What the import remembers of those who send files, and of what it wrote."""

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


class ImportMark(Record, Base):
    """What the last import that spoke of a record’s fields left in them: who says otherwise since is the office.

    ``owner_uuid`` is the record’s, ``subject`` what the file held. ``digests`` maps a field to a short hash of its
    value, under the key of the vault where it is protected; to a dash where the office kept its own.
    """

    __tablename__ = "import_mark"

    owner_uuid: Mapped[str] = mapped_column(String(36), index=True)
    subject: Mapped[str] = mapped_column(String(20))
    digests: Mapped[dict[str, str] | None] = mapped_column(JsonColumn)
