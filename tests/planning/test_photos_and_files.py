"""Photos and files of records: bounded, stripped, in order, under safe names."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image, ImageCms
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.files import Attachment, File
from tripplanner.model.sites import Site
from tripplanner.model.trips import Lodging, Trip
from tripplanner.planning.archived import Archived
from tripplanner.planning.attachments import (
    MOST_BYTES,
    attach,
    attachments,
    drop_files,
    may_open,
    read_bounded,
    remove_attachment,
    rename_attachment,
    safe_name,
)
from tripplanner.planning.photos import (
    add_photo,
    caption_photo,
    edit_photo,
    move_photo,
    photo_bytes,
    photos,
    remove_photo,
)
from tripplanner.planning.pictures import LONGEST_SIDE, picture
from tripplanner.store.workspace import Workspace

LABEL = msg("edit")
GPS = b"GPSLatitude canary 45.8992"


def camera(size: tuple[int, int] = (3000, 200), **more: object) -> bytes:
    """A JPEG as a telephone writes it: turned, with a place, a comment and a colour profile."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = GPS.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 53.0, 57.0), 3: "E", 4: (6.0, 7.0, 46.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", size, (30, 107, 79)).save(out, "JPEG", exif=exif, comment=GPS, icc_profile=profile, **more)
    return out.getvalue()


def claimed_png(width: int, height: int) -> bytes:
    """A file of a few bytes that says it is a large picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def test_a_picture_keeps_its_pixels_and_nothing_else() -> None:
    raw = camera()
    assert GPS in raw
    made = picture(raw)
    assert (made.media_type, made.width, made.height) == ("image/jpeg", 133, LONGEST_SIDE)
    with Image.open(io.BytesIO(made.data)) as image:
        assert (dict(image.getexif()), image.info.keys() & {"comment", "icc_profile", "exif"}) == ({}, set())
    assert GPS not in made.data
    assert picture(raw).data == made.data


def test_a_drawing_stays_a_drawing_and_a_photo_of_another_kind_becomes_one_of_ours() -> None:
    forms = {}
    for mode, form in (
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("RGB", "WEBP"),
        ("RGB", "TIFF"),
        ("CMYK", "JPEG"),
        ("I;16", "PNG"),
    ):
        out = io.BytesIO()
        Image.new(mode, (40, 30)).save(out, form)
        made = picture(out.getvalue())
        forms[mode, form] = made.media_type
        assert (made.width, made.height) == (40, 30)
    assert set(forms.values()) == {"image/png", "image/jpeg"}
    assert forms["RGBA", "PNG"] == "image/png"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (claimed_png(20_000, 10_000), "too many pixels"),
        (claimed_png(9_000, 6_000), "too many pixels"),
        (claimed_png(4_000, 3_000), "broken"),
        (camera()[:900], "broken"),
        (b"", "broken"),
        (b"%PDF-1.7 not a picture", "broken"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "broken"),
        (b"\0" * 40_000_001, "more than 40 megabytes"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(TripPlannerError, match=why):
        picture(data, "photo.jpg")


def first_site(session: Session) -> Site:
    return session.scalars(sa.select(Site).where(Site.code == "S01")).one()


def test_the_first_photo_is_the_one_that_documents_print(sample_workspace: Workspace) -> None:
    site = sample_workspace.get(first_site)
    made = [
        sample_workspace.do(LABEL, add_photo, "site", site.id, f"../{n}.jpg", picture(camera((40 + n, 30))), "Asters")
        for n in range(3)
    ]
    again = sample_workspace.do(LABEL, add_photo, "site", site.id, "0.jpg", picture(camera((40, 30))))
    assert again == made[0]
    rows = sample_workspace.get(photos, site.uuid)
    assert [(row.id, row.name, row.credit) for row in rows] == [(id, f"{n}.jpg", "Asters") for n, id in enumerate(made)]
    assert sample_workspace.get(first_site).photo_id == rows[0].file_id
    sample_workspace.do(LABEL, move_photo, made[2], 0)
    assert [row.id for row in sample_workspace.get(photos, site.uuid)] == [made[2], made[0], made[1]]
    assert sample_workspace.get(first_site).photo_id == rows[2].file_id
    sample_workspace.do(LABEL, caption_photo, made[2], "fr", "Le pont vu du nord")
    sample_workspace.do(LABEL, edit_photo, made[2], credit="ATMB")
    sample_workspace.do(LABEL, remove_photo, made[0])
    assert [row.credit for row in sample_workspace.get(photos, site.uuid)] == ["ATMB", "Asters"]
    assert sample_workspace.get(photo_bytes, rows[0].file_id) is None
    sample_workspace.undo()
    assert sample_workspace.get(photo_bytes, rows[0].file_id) == picture(camera((40, 30))).data
    for _step in range(6):
        sample_workspace.undo()
    assert (sample_workspace.get(photos, site.uuid), sample_workspace.get(first_site).photo_id) == ((), None)


def test_files_hang_on_a_record_once_and_go_with_it(sample_session: SampleSession, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7")
    with sample_session() as session:
        site = first_site(session)
        one = attach(session, "site", site.id, path.name, read_bounded(path))
        assert attach(session, "site", site.id, "plan.pdf", b"%PDF-1.7") == one
        other = attach(session, "site", site.id, "plan.pdf", b"%PDF-1.4")
        names = [(row.name, row.media_type, row.size) for row in attachments(session, site.uuid)]
        assert names == [("plan.pdf", "application/pdf", 8), ("plan (2).pdf", "application/pdf", 8)]
        rename_attachment(session, other, "Accès/nord")
        remove_attachment(session, one)
        assert [row.name for row in attachments(session, site.uuid)] == ["nord.pdf"]
        assert drop_files(session, site.uuid) == 1
        assert (session.scalars(sa.select(Attachment)).all(), session.scalars(sa.select(File)).all()) == ([], [])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\plan.pdf", "plan.pdf"), ("a\u202efdp.exe", "afdp.exe"),
        ("con.txt", "_con.txt"), ('a<b>:"c|?*.doc', "abc.doc"), (" . ", "file"), ("名单.xlsx", "名单.xlsx"),
        ("x\0y\n.pdf", "xy.pdf"), ("é" * 300 + ".pdf", "é" * 116 + ".pdf"), ("plan.pdf. ", "plan.pdf"),
    ],
)  # fmt: skip
def test_names_are_safe_on_every_computer(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_what_a_computer_would_run_is_not_opened() -> None:
    names = ("plan.pdf", "名单.xlsx", "virus.EXE", "x.desktop", "page.html", "photo.jpg")
    assert [may_open(name) for name in names] == [True, True, False, False, False, True]


def test_files_that_are_too_large_empty_or_folders_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    (tmp_path / "empty").write_bytes(b"")
    for path, why in ((large, "25 megabytes"), (tmp_path / "empty", "empty"), (tmp_path, "folder")):
        with pytest.raises(TripPlannerError, match=why):
            read_bounded(path)


def test_an_archived_trip_takes_no_files(sample_session: SampleSession) -> None:
    with sample_session() as session:
        lodging = session.scalars(sa.select(Lodging.id)).first() or 0
        held = attach(session, "lodging", lodging, "plan.pdf", b"%PDF-1.7")
        photo = add_photo(session, "lodging", lodging, "x.jpg", picture(camera((40, 30))))
        session.scalars(sa.select(Trip)).one().stage = "archived"
        session.flush()
        for verb, arguments in (
            (attach, ("lodging", lodging, "x.txt", b"x")), (rename_attachment, (held, "x")),
            (remove_attachment, (held,)),
            (add_photo, ("lodging", lodging, "x.jpg", picture(camera((50, 30))))), (move_photo, (photo, 0)),
            (edit_photo, (photo,)), (caption_photo, (photo, "fr", "x")), (remove_photo, (photo,)),
        ):  # fmt: skip
            with pytest.raises(Archived):
                verb(session, *arguments)  # type: ignore[operator]
