"""Peak memory of a booklet with 26 photos as cameras make them, of a fresh process that reads and writes it."""

from __future__ import annotations

import io
import random
import tempfile
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.large import sample_database
from bench.measure import Figure, printed_by
from tripplanner.i18n import msg
from tripplanner.model.files import File
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.store import blobs
from tripplanner.store.workspace import Workspace

PHOTOS = 26
SIZE = (4000, 3000)  # pixels
BOOKLET = """
import sys
from pathlib import Path
from tripplanner.cli import main
words = ["--database", sys.argv[1], "document", "booklet", "P01", "--language", "fr", "--second", "zh"]
assert main([*words, "-o", sys.argv[2]]) == 0
status = Path("/proc/self/status")
if status.exists():
    print(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))
else:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak // 1024 if sys.platform == "darwin" else peak)
"""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        path = sample_database(Path(name, "photos.db"))
        with Workspace.open(path) as workspace:
            sizes = workspace.do(msg("Photos"), _illustrate)
        target = Path(name, "booklet.pdf")
        peak = int(printed_by(BOOKLET, str(path), str(target)).split()[-1]) / 1024
        pictures = target.read_bytes().count(b"/DCTDecode")
    if pictures < PHOTOS:
        raise RuntimeError(f"the booklet holds {pictures} photos")
    note = f"photos of {SIZE[0]} × {SIZE[1]} pixels, {sum(sizes) / 1e6:.0f} MB together"
    return [Figure(f"peak memory of a booklet with {PHOTOS} photos", peak, "MB", 160.0, note=note)]


def _illustrate(session: Session) -> list[int]:
    """Has as many sites visited as there are photos, and gives each a photo of its own; the sizes in bytes."""
    items = session.scalars(sa.select(Item).where(Item.start.is_not(None)).order_by(Item.id)).all()
    visited = {item.site_id for item in items if item.site_id}
    free = [item for item in items if not item.site_id and not item.private]
    others = session.scalars(sa.select(Site).where(Site.id.not_in(visited)).order_by(Site.id)).all()
    for item, site in zip(free, others[: PHOTOS - len(visited)], strict=False):
        item.type, item.status, item.site_id = "visit", "confirmed", site.id
        visited.add(site.id)
    sizes: list[int] = []
    for number, site in enumerate(session.scalars(sa.select(Site).where(Site.id.in_(visited)).order_by(Site.id))):
        data = photograph(number)
        file = File(sha256=blobs.put(session, data), name=f"{number}.jpg", media_type="image/jpeg", size=len(data))
        session.add(file)
        session.flush()
        site.photo_id = file.id
        sizes.append(len(data))
    return sizes


def photograph(number: int) -> bytes:
    """A JPEG with coarse and fine detail, as large as one from a camera."""
    from PIL import Image

    source = random.Random(number)
    coarse = Image.frombytes("RGB", (40, 30), source.randbytes(40 * 30 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    fine = Image.frombytes("RGB", (800, 600), source.randbytes(800 * 600 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    out = io.BytesIO()
    Image.blend(coarse, fine, 0.25).save(out, "JPEG", quality=88)
    return out.getvalue()
