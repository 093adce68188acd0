"""Pages arranged on sheets to be printed on both sides, folded once and stapled on the fold.

Of a booklet of N pages (a multiple of four), sheet k has on its front page N−2k+2 at the left and 2k−1 at the
right, on its back 2k and N−2k+1. Inner sheets stick out when the whole is folded, so that their pages move
towards the spine (creep); a binding margin moves all pages away from it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MM = 72 / 25.4
SHEETS = {"a4": (297.0 * MM, 210.0 * MM), "letter": (11.0 * 72, 8.5 * 72)}
"""Landscape, in points."""
FOLD_TICK, STAPLE_TICK = 5.0 * MM, 12.0 * MM
BLEED = 8.5
"""What pages draw beyond their edge, in points: it fills the last half millimetre of a half sheet."""

Side = tuple[int | None, int | None]
"""Page numbers at the left and at the right, ``None`` for a white page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: its number from the outside, what is on its front and on its back."""

    number: int
    front: Side
    back: Side


def sheets(pages: int) -> tuple[Sheet, ...]:
    """The sheets for so many pages; numbers above ``pages`` are white."""
    total = -(-pages // 4) * 4
    numbers = range(1, total // 4 + 1)
    return tuple(
        Sheet(
            k,
            (_page(total - 2 * k + 2, pages), _page(2 * k - 1, pages)),
            (_page(2 * k, pages), _page(total - 2 * k + 1, pages)),
        )
        for k in numbers
    )


def _page(number: int, pages: int) -> int | None:
    return number if number <= pages else None


def imposed(data: bytes, *, paper: str = "a4", creep: float = 0.1, margin: float = 0.0, overlay: bool = False) -> bytes:
    """A PDF of sheets from a PDF of pages; the same bytes give the same bytes.

    :param paper: *a4* (A5 pages at 100 %) or *letter* (pages made a little smaller).
    :param creep: millimetres by which each further sheet moves towards the spine.
    :param margin: millimetres by which all pages move away from it.
    :param overlay: the last page of ``data`` is not a page of the booklet but lies over the front of sheet 1.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        over = _form(pages.pop()) if overlay else None
        folder = _Folder(pdf, [_form(page) for page in pages], paper, creep * MM, margin * MM, over)
        size = (float(pages[0].mediabox[2]), float(pages[0].mediabox[3])) if pages else (1.0, 1.0)
        made = list(folder.sides(size))
        _forget(pdf)
        del pdf.pages[:]
        for page in made:
            pdf.pages.append(pikepdf.Page(page))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _form(page: Any) -> Any:
    """A page as an object that can be drawn, its bleed included."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    form = page.as_form_xobject()
    form.BBox = [-BLEED, -BLEED, width + BLEED, height + BLEED]
    return form


def _forget(pdf: Any) -> None:
    """Bookmarks and link targets point at pages that are no longer pages."""
    for key in ("/Outlines", "/Names", "/Dests", "/PageMode", "/OpenAction"):
        if key in pdf.Root:
            del pdf.Root[key]


@dataclass
class _Folder:
    """Draws the sides of the sheets."""

    pdf: Any
    forms: list[Any]
    paper: str
    creep: float
    margin: float
    overlay: Any

    def sides(self, size: tuple[float, float]) -> Iterator[Any]:
        """The pages of the new file: front and back of each sheet. ``size``: of a booklet page, in points."""
        for sheet in sheets(len(self.forms)):
            for side, marks in ((sheet.front, self._ticks(sheet)), (sheet.back, "")):
                yield self._side(side, sheet, size, marks, over=sheet.number == 1 and side is sheet.front)

    def _side(self, side: Side, sheet: Sheet, size: tuple[float, float], marks: str, *, over: bool) -> Any:
        import pikepdf

        width, height = SHEETS[self.paper]
        code: list[str] = []
        named: dict[str, Any] = {}
        for place, number in enumerate(side):
            if number is not None:
                named[f"/P{place}"] = self.forms[number - 1]
                code.append(self._half(place, sheet, size))
        if over and self.overlay is not None:
            named["/Over"] = self.overlay
            code.append("q /Over Do Q")
        stream = self.pdf.make_stream("\n".join([*code, marks]).encode("ascii"))
        return self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, round(width, 3), round(height, 3)],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(named)),
                Contents=stream,
            )
        )

    def _half(self, place: int, sheet: Sheet, size: tuple[float, float]) -> str:
        """One page drawn in its half of the sheet, against the fold, clipped to the half."""
        width, height = SHEETS[self.paper]
        fold = width / 2
        scale = min(1.0, fold / size[0], height / size[1])
        shift = self.margin - self.creep * (sheet.number - 1)
        x = fold + shift if place else fold - size[0] * scale - shift
        y = (height - size[1] * scale) / 2
        clip = f"{fold * place:.3f} 0 {fold:.3f} {height:.3f} re W n"
        return f"q {clip} {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /P{place} Do Q"

    def _ticks(self, sheet: Sheet) -> str:
        """Where to fold, on every front; where to staple, on the outermost."""
        width, height = SHEETS[self.paper]
        fold = f"{width / 2:.3f}"
        lines = [(0.0, FOLD_TICK), (height - FOLD_TICK, height)]
        if sheet.number == 1:
            for middle in (height / 4, height * 3 / 4):
                lines.append((middle - STAPLE_TICK / 2, middle + STAPLE_TICK / 2))
        drawn = " ".join(f"{fold} {a:.3f} m {fold} {b:.3f} l S" for a, b in lines)
        return f"q 0.086 0.137 0.114 RG 0.5 w {drawn} Q"
