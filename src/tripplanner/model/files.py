"""Files kept in the database: photos, logos, attachments, each content once."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from tripplanner.model.base import TABLE, Base, Record, link
from tripplanner.model.types import TextColumn
from tripplanner.text import EMPTY, Text


class Blob(Base):
    """Bytes under their SHA-256 (hexadecimal); loaded only when asked for, never part of a row image."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class File(Record, Base):
    """A named file; ``sha256`` finds its bytes. No foreign key: bytes stay while an undo step may need them."""

    __tablename__ = "file"

    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(String(100), default="application/octet-stream")
    size: Mapped[int] = mapped_column(default=0)  # bytes
    width: Mapped[int | None]  # pixels, of an image
    height: Mapped[int | None]
    credit: Mapped[str] = mapped_column(default="")
    caption: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)


class Attachment(Record, Base):
    """A file attached to any record, named by its UUID."""

    __tablename__ = "attachment"
    __table_args__ = (TABLE,)

    owner_uuid: Mapped[str] = mapped_column(String(36), index=True)
    file_id: Mapped[int] = link("file")
    role: Mapped[str] = mapped_column(String(20), default="attachment")  # attachment, photo
    position: Mapped[int] = mapped_column(default=0)

    file: Mapped[File] = relationship()
