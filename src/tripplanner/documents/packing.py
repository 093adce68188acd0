"""Office files that are the same bytes whenever they are written: their parts bear the date of the content."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_EARLIEST = 1980  # the first year that a ZIP file knows


def dated(data: bytes, moment: datetime) -> bytes:
    """The .xlsx or .docx file ``data`` with every part dated ``moment`` (UTC, without zone)."""
    day = moment if moment.year >= _EARLIEST else datetime(_EARLIEST, 1, 1)
    said = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == _CORE:
                part = _MODIFIED.sub(rb"\g<1>" + said + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, day.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return held.getvalue()
