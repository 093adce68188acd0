"""Photos from the database become small, upright and opaque, or nothing."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from PIL import Image

from documents.factory import empty_database, small_trip
from tripplanner.documents.reading import read_trip
from tripplanner.documents.reading.photos import LONGEST_SIDE, shrunk
from tripplanner.documents.registry import Request
from tripplanner.model.files import Blob, File
from tripplanner.model.sites import Site


def encoded(image: Image.Image, format: str, **more: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format, **more)
    return buffer.getvalue()


def test_a_photo_that_fits_is_passed_on_untouched() -> None:
    data = encoded(Image.new("RGB", (800, 600), "green"), "JPEG")
    assert shrunk(data) == (data, "image/jpeg", 800, 600)


def test_a_large_photo_is_made_smaller_in_the_same_proportions() -> None:
    small = shrunk(encoded(Image.new("RGB", (4000, 3000), "green"), "JPEG"))
    assert small is not None
    assert small[1:] == ("image/jpeg", LONGEST_SIDE, LONGEST_SIDE * 3 // 4)


def test_a_camera_held_upright_gives_an_upright_photo() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = shrunk(encoded(Image.new("RGB", (800, 600), "green"), "JPEG", exif=exif))
    assert turned is not None
    assert turned[2:] == (600, 800)


def test_what_is_transparent_becomes_white() -> None:
    clear = shrunk(encoded(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG"))
    assert clear is not None
    assert Image.open(io.BytesIO(clear[0])).getpixel((30, 20)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\xff\xd8\xff\xe0 broken", b"GIF89a"])
def test_what_is_not_a_picture_is_left_out(data: bytes) -> None:
    assert shrunk(data) is None


def huge(format: str, **more: Any) -> bytes:
    """A picture of 200 million pixels, all of one grey."""
    return encoded(Image.new("L", (20_000, 10_000), 128), format, **more)


def test_two_hundred_megapixels_become_a_small_photo_where_that_takes_little_memory() -> None:
    small = shrunk(huge("JPEG"))
    assert small is not None
    assert small[1:] == ("image/jpeg", LONGEST_SIDE, LONGEST_SIDE // 2)
    assert shrunk(huge("PNG", compress_level=1)) is None


def test_a_sites_photo_is_read_only_when_it_is_wanted() -> None:
    session = empty_database()
    trip = small_trip(session)
    data = encoded(Image.new("RGB", (80, 60), "green"), "JPEG")
    digest = hashlib.sha256(data).hexdigest()
    file = File(sha256=digest, name="a.jpg", media_type="image/jpeg", credit="A. Photographer")
    session.add_all([Blob(sha256=digest, data=data), file])
    session.flush()
    session.query(Site).one().photo_id = file.id
    session.commit()
    with_photos = read_trip(session, trip.id, Request("fr"), "delegates", photos=True).sites[0].photo
    assert with_photos is not None
    assert (with_photos.data, with_photos.credit) == (data, "A. Photographer")
    assert read_trip(session, trip.id, Request("fr"), "delegates").sites[0].photo is None
    session.query(Blob).one().data = b"no picture"
    session.commit()
    lost = read_trip(session, trip.id, Request("fr"), "delegates", photos=True).sites[0]
    assert (lost.photo, lost.photo_lost) == (None, True)
    session.close()
    session.get_bind().dispose()
