"""An archive with a text table in it (.zip), as ODK Central gives all that was sent: its main table, nothing else."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace

from tripplanner.exchange.intake.limits import MOST_BYTES, MOST_PARTS, Meter, Unreadable, too_large
from tripplanner.exchange.intake.readers import Options, Reader, delimited
from tripplanner.exchange.intake.sheets import Book
from tripplanner.i18n import msg

_MOST_NAMED = 5
_DAMAGED = (msg("the archive is damaged."), msg("Unpack it, and import the .csv in it."))


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The table with the shortest name: those of repeated groups and of edits are called after it, and longer."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            tables = sorted((one for one in parts if _is_table(one)), key=lambda one: (len(one.filename), one.filename))
            if not tables or len(parts) > MOST_PARTS:
                raise Unreadable(meter.name, msg("it holds no table."), msg("Choose another file."))
            if tables[0].file_size > MOST_BYTES:
                raise too_large(meter.name)
            content = archive.read(tables[0])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Unreadable(meter.name, *_DAMAGED) from error
    book = delimited.read(content, options, meter)
    others = [one.filename for one in parts if one is not tables[0] and not one.is_dir()]
    if not others:
        return book
    named = (*others[:_MOST_NAMED], *["…"] * (len(others) > _MOST_NAMED))
    return replace(book, remarks=(*book.remarks, msg("Files in the archive that are not read: {names}.", names=named)))


def _is_table(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(".csv") and "/" not in part.filename.strip("/")


def _knows(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04" and b".csv" in data and b"xl/" not in data and b"[Content_Types]" not in data


READER = Reader("zip", msg("Archive with a text table"), (".zip",), read, _knows, position=60)
