"""Pictures made ready to print one at a time: upright, at most 270 dots per inch of a page’s width.

A folder of camera originals would fill the memory of a small computer; what comes out of here is about a third
of a megabyte each.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tripplanner.documents.content import Photo
from tripplanner.documents.reading.desk import Desk
from tripplanner.store.records import blob

LONGEST_SIDE = 1280  # pixels: the width of an A5 text at 270 dpi
JPEG_QUALITY = 85
MOST_OF_JPEG = 400_000_000  # decoded at an eighth of its size, it takes as little memory as a photo of six million
MOST_PIXELS = 60_000_000  # of what is decoded whole: a larger one is a decompression bomb, or a poster
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Attached:
    """Photos by the UUIDs of their records; ``lost``: the records whose photo cannot be printed."""

    photos: Mapping[str, Photo] = field(default_factory=dict[str, Photo])
    lost: frozenset[str] = frozenset()


def attached_photos(desk: Desk, own: Mapping[str, int | None]) -> Attached:
    """The picture of each record by UUID: its own photo (a row number), else the first one attached to it."""
    chosen = {uuid: id for uuid, id in own.items() if id is not None}
    links = desk.by_owner("attachment", "owner_uuid", own.keys() - chosen.keys())
    for uuid, found in links.items():
        for link in [link for link in found if link.role == "photo"][:1]:
            chosen[uuid] = link.file_id
    files = desk.numbered("file", chosen.values())
    photos = {uuid: print_ready(desk, files[id]) for uuid, id in chosen.items() if id in files}
    lost = frozenset(uuid for uuid, photo in photos.items() if photo is None)
    return Attached({uuid: photo for uuid, photo in photos.items() if photo}, lost)


def print_ready(desk: Desk, file: Any) -> Photo | None:
    """The file as a picture to print; ``None`` when its bytes are missing or not a picture."""
    data = blob(desk.source, file.sha256)
    picture = shrunk(data) if data else None
    if picture is None:
        return None
    small, media_type, width, height = picture
    return Photo(desk.ref(file), small, media_type, width, height, file.caption, file.credit)


def shrunk(data: bytes) -> tuple[bytes, str, int, int] | None:
    """JPEG or PNG bytes, media type, width and height in pixels; ``None`` for what is not a picture.

    A JPEG that already fits is passed on untouched.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with _opened(data) as image:
            by_parts = image.format == "JPEG" and not image.info.get("progressive")
            if image.width * image.height > (MOST_OF_JPEG if by_parts else MOST_PIXELS):
                return None
            upright = image.getexif().get(_ORIENTATION, 1) == 1
            if image.format == "JPEG" and image.mode in ("RGB", "L") and upright and max(image.size) <= LONGEST_SIDE:
                image.load()
                return data, "image/jpeg", image.width, image.height
            return _drawn_again(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _opened(data: bytes) -> Any:
    """The picture, of which nothing is decoded yet. Pillow refuses a large JPEG that it could decode in parts."""
    from PIL import Image, JpegImagePlugin

    return JpegImagePlugin.JpegImageFile(io.BytesIO(data)) if data[:2] == b"\xff\xd8" else Image.open(io.BytesIO(data))


def _drawn_again(image: Any) -> tuple[bytes, str, int, int]:
    from PIL import Image, ImageOps

    # JPEG can be decoded at a half, a quarter or an eighth of its size: memory stays small.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        ground = Image.new("RGB", upright.size, "white")
        ground.paste(upright, mask=upright.getchannel("A"))
        upright = ground
    elif upright.mode != "RGB":
        upright = upright.convert("RGB")
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=JPEG_QUALITY, optimize=False)
    return out.getvalue(), "image/jpeg", upright.width, upright.height
