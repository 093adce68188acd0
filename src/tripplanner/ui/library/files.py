"""Files on their way between the desktop and a record."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QMimeData

from tripplanner.dates import number
from tripplanner.planning.attachments import safe_name


def dropped(data: QMimeData) -> Sequence[Path]:
    """The files of this computer that are being dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def is_picture(path: Path) -> bool:
    """Whether a file is called like a picture that can be read."""
    return path.suffix.casefold() in (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp")


def size_words(size: int, language: str) -> str:
    """Bytes as people say them: ``12 ko``, ``3,4 Mo``."""
    unit = "o" if language == "fr" else "B"
    if size < 1000:
        return f"{size} {unit}"
    if size < 1_000_000:
        return f"{number(round(size / 1000), language, 0)} k{unit}"
    return f"{number(round(size / 1_000_000, 1), language, 1)} M{unit}"


def shown_copy(name: str, data: bytes) -> Path:
    """A copy for other programs to show, in a folder of its own that goes with the program."""
    folder = Path(tempfile.mkdtemp(dir=_folder().name))
    path = folder / safe_name(name)
    path.write_bytes(data)
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tripplanner-", ignore_cleanup_errors=True)
