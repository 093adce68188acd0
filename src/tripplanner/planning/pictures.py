"""Pictures of others made safe to keep: bounded, upright, at most 2,000 pixels wide or high, with nothing but pixels.

What a camera writes beside them (where, when, whose telephone) is not kept; colours are turned into sRGB.
"""

from __future__ import annotations

import importlib
import io
import struct
import threading
import warnings
from dataclasses import dataclass
from typing import Any

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

LONGEST_SIDE = 2000  # pixels
MOST_BYTES = 40_000_000
#: A JPEG is decoded at a half, a quarter or an eighth of its size; other pictures must be decoded whole.
MOST_PIXELS, MOST_WHOLE_PIXELS = 89_000_000, 50_000_000
_QUALITY = 88
#: What is tried at all: none of these runs another program, as PostScript would.
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
BROKEN = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, EOFError, struct.error, OverflowError)
_filters = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to keep: JPEG or PNG bytes without metadata."""

    data: bytes
    media_type: str
    width: int
    height: int


def picture(data: bytes, name: str = "") -> Picture:
    """The picture in ``data``; ``name`` is for the error.

    Raises :class:`TripPlannerError` for what is too large, broken, or no picture that this program reads.
    """
    from PIL import Image

    _known_forms()
    if len(data) > MOST_BYTES:
        raise _refused(name, msg("it has more than {most} megabytes", most=MOST_BYTES // 1_000_000))
    try:
        with _filters, warnings.catch_warnings():  # Pillow warns of bombs before it refuses them
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        with image:
            _bounded(image, name)
            return _kept(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many(name) from error
    except BROKEN as error:
        raise _refused(name, msg("it is broken, or no picture this program reads (JPEG, PNG, WebP, TIFF)")) from error
    except MemoryError as error:
        raise _too_many(name) from error


def _known_forms() -> None:
    """Pillow knows a form once its module was imported."""
    for form in ("Bmp", "Gif", "Jpeg", "Png", "Tiff", "WebP"):
        importlib.import_module(f"PIL.{form}ImagePlugin")


def _bounded(image: Any, name: str) -> None:
    most = MOST_PIXELS if image.format in ("JPEG", "MPO") else MOST_WHOLE_PIXELS
    if image.width * image.height > most:
        raise _too_many(name)


def _kept(image: Any) -> Picture:
    """Decoded no finer than needed, turned upright, and copied into a new image that knows nothing of the old one."""
    from PIL import Image, ImageOps

    drawing = image.format in ("PNG", "GIF") and image.mode in ("P", "1", "L", "LA", "RGBA", "PA")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright = _standard_colours(upright)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new(upright.mode, upright.size)
    clean.paste(upright)
    if not drawing:
        return _written(_on_white(clean), "JPEG", quality=_QUALITY, optimize=True)
    return _written(clean, "PNG", optimize=True)


def _standard_colours(image: Any) -> Any:
    """In RGB or RGBA, in the colours every screen expects."""
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    profile = image.info.get("icc_profile")
    plain = image.convert("RGBA" if see_through else "RGB")
    if profile and image.mode == "RGB":
        return _from_profile(plain, profile)
    return plain


def _from_profile(image: Any, profile: bytes) -> Any:
    from PIL import ImageCms

    cms: Any = ImageCms
    try:
        own = cms.ImageCmsProfile(io.BytesIO(profile))
        return cms.profileToProfile(image, own, cms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that cannot be read: the numbers are taken as they are


def _on_white(image: Any) -> Any:
    from PIL import Image

    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _written(image: Any, form: str, **options: Any) -> Picture:
    out = io.BytesIO()
    image.save(out, form, **options)
    return Picture(out.getvalue(), f"image/{form.lower()}", image.width, image.height)


def _too_many(name: str) -> TripPlannerError:
    return _refused(name, msg("it has too many pixels to be opened safely"))


def _refused(name: str, why: Message) -> TripPlannerError:
    return TripPlannerError(
        msg("The picture “{name}” was not taken: {why}.", name=name or "?", why=why),
        msg("Nothing was changed."),
        msg("Save it again as a JPEG of at most {most} megapixels.", most=MOST_PIXELS // 1_000_000),
    )
