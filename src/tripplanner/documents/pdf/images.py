"""Photos for print: turned as the camera says, no finer than print needs, in little memory."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from PIL import Image

PRINT_DPI = 220
_QUALITY = 85
_PASS_FACTOR = 1.3
"""A JPEG up to so many times the needed resolution is embedded as it is."""
MOST_PIXELS = 120_000_000


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A JPEG ready to be embedded: its bytes, its size in pixels, 1 (grey) or 3 (RGB) components."""

    data: bytes
    width: int
    height: int
    components: int


def prepared(data: bytes, width: float, height: float, *, grey: bool = False) -> Jpeg:
    """The photo in ``data`` for a space of ``width`` × ``height`` pt that it will fill; ``grey``: without colour.

    A JPEG of fitting size passes untouched; all else is turned upright, scaled
    down to 220 dpi, put on white and encoded anew. A photo that cannot be read,
    or has more than 120 million pixels, raises a TripPlannerError.
    """
    from PIL.Image import DecompressionBombError

    try:
        passed = _passed(data, width, height)
        fits = passed is not None and (passed.components == 1 or not grey)
        return passed if passed and fits else _encoded(data, width, height, grey=grey)
    except (OSError, ValueError, SyntaxError, ZeroDivisionError, struct.error, DecompressionBombError) as error:
        raise _unreadable() from error


def _passed(data: bytes, width: float, height: float) -> Jpeg | None:
    """``data`` as it is where it is an upright baseline JPEG that is not much too large."""
    frame = _jpeg_frame(data)
    if frame is None or (b"Exif" in data[:64] and _turned(data)):
        return None
    pixels_high, pixels_wide, components = frame
    if components not in (1, 3):
        return None
    needed = max(width / pixels_wide, height / pixels_high) * pixels_wide / 72 * PRINT_DPI
    fits = pixels_wide <= needed * _PASS_FACTOR
    return Jpeg(data, pixels_wide, pixels_high, components) if fits else None


def _jpeg_frame(data: bytes) -> tuple[int, int, int] | None:
    """(height, width, components) of a JPEG with 8 bits a sample; None for anything else."""
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (0xC0, 0xC1, 0xC2):
            bits, high, wide, components = struct.unpack_from(">BHHB", data, at + 4)
            return (high, wide, components) if bits == 8 and high and wide else None
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None


def _turned(data: bytes) -> bool:
    """Whether the camera marked the photo as lying on its side or head."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.getexif().get(0x0112, 1) != 1


def _encoded(data: bytes, width: float, height: float, *, grey: bool) -> Jpeg:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _unreadable()
        side = max(width, height) / 72 * PRINT_DPI
        ratio = max(image.size) / min(image.size)
        image.draft("RGB", (int(side * ratio), int(side * ratio)))
        flat = _on_white(ImageOps.exif_transpose(image))
    scale = max(width / flat.width, height / flat.height) / 72 * PRINT_DPI
    if scale < 1:
        size = (max(1, round(flat.width * scale)), max(1, round(flat.height * scale)))
        flat = flat.resize(size, Image.Resampling.LANCZOS)
    if grey:
        flat = flat.convert("L")
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=_QUALITY, optimize=False)
    return Jpeg(buffer.getvalue(), flat.width, flat.height, len(flat.getbands()))


def _on_white(image: Image.Image) -> Image.Image:
    """The image in RGB, its transparent parts white."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("RGB")


def _unreadable() -> TripPlannerError:
    return TripPlannerError(
        msg("A photo of this document cannot be read, or is too large."),
        msg("Nothing was written."),
        msg("Replace the photo by a JPEG or PNG file of less than 120 million pixels."),
    )
