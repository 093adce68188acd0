"""Photos that come with people: bytes kept aside, shown by what they are; a photo that is there already stays."""

from __future__ import annotations

from typing import Any

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused
from tripplanner.exchange.intake.sheets import Cell
from tripplanner.i18n import msg
from tripplanner.planning.pictures import BROKEN, Picture, picture

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
_MOST_PIXELS = 16_000_000


class Photo(str):
    """A cell that shows as ``JPEG, 34 kB``; ``data`` are the bytes as they came."""

    __slots__ = ("data",)
    data: bytes

    @classmethod
    def of(cls, data: bytes, form: str) -> Photo:
        cell = cls(f"{form or '?'}, {max(1, round(len(data) / 1000))} kB")
        cell.data = data
        return cell


class PhotoKind(Kind):
    """A photo; equal to whichever photo the person has, so that an import never takes one away."""

    in_tables = False

    def read(self, cell: Cell, reading: Reading) -> Photo:
        if not isinstance(cell, Photo):
            raise Refused(msg("A photo cannot be written in words."), msg("Add it in the window, or ignore the cell."))
        return cell

    def same(self, one: Any, other: Any) -> bool:
        return bool(one)


def made(cell: Photo) -> Picture | None:
    """The photo as it is kept, bounded and without what a camera writes beside it; ``None`` when it is broken."""
    try:
        return picture(cell.data)
    except TripPlannerError:
        return None


def is_sound(cell: Photo) -> bool:
    """Whether the bytes are a picture of a size a card has any use for; decoded no finer than it takes to know."""
    import io
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(cell.data), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return False
                image.draft("RGB", (64, 64))
                image.load()
    except (*BROKEN, Warning, Image.DecompressionBombError, MemoryError):
        return False
    return True


PHOTO = PhotoKind()
