"""Pages arranged on sheets to be printed on both sides, folded once and stapled on the fold.

Of a booklet of N pages (a multiple of four), sheet k has on its front page N−2k+2 at the left and 2k−1 at the
right, on its back 2k and N−2k+1. Inner sheets stick out when the whole is folded, so that their pages move
towards the spine (creep); a binding margin moves all pages away from it.

A printer turns a sheet over about one of its edges. About the short one, the back is printed as it is read. About the
long one the same back would stand on its head once the sheet is turned like a leaf of a book: it is turned by half a
turn, and with it what is left and right.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
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
class Imposition:
    """How sheets are made for stapling. ``creep``, ``margin``: millimetres; ``paper``: *a4* or *letter*.

    ``flip``: the edge about which the printer turns the sheet over, *short* or *long*.
    """

    creep: float = 0.1
    margin: float = 0.0
    paper: str = "a4"
    flip: str = "short"

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the sheet, landscape, in points."""
        return SHEETS[self.paper]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: its number from the outside, what is on its front and on its back."""

    number: int
    front: Side
    back: Side


@dataclass(frozen=True, slots=True)
class Place:
    """A booklet page on a side: its lower left corner in points, before the side is turned; ``right`` of the fold."""

    page: int
    right: bool
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet as a page of the file; ``turned`` by half a turn."""

    sheet: int
    back: bool
    places: tuple[Place, ...]
    turned: bool

    @property
    def outermost(self) -> bool:
        """Whether it is the side with the cover."""
        return self.sheet == 1 and not self.back


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


def sides(pages: int, size: tuple[float, float], how: Imposition) -> tuple[SheetSide, ...]:
    """Front and back of each sheet, as they follow each other in the file. ``size``: of a booklet page, in points."""
    return tuple(
        SheetSide(
            sheet.number, back, tuple(_places(numbers, sheet.number, size, how)), turned=back and how.flip == "long"
        )
        for sheet in sheets(pages)
        for numbers, back in ((sheet.front, False), (sheet.back, True))
    )


def _places(side: Side, sheet: int, size: tuple[float, float], how: Imposition) -> Iterable[Place]:
    """The pages of a side, each against the fold in its half."""
    width, height = how.sheet
    fold = width / 2
    scale = min(1.0, fold / size[0], height / size[1])
    shift = (how.margin - how.creep * (sheet - 1)) * MM
    for right, number in enumerate(side):
        if number is not None:
            x = fold + shift if right else fold - size[0] * scale - shift
            yield Place(number, bool(right), x, (height - size[1] * scale) / 2, scale)


def imposed(data: bytes, how: Imposition | None = None, *, overlay: bool = False) -> bytes:
    """A PDF of sheets from a PDF of pages; the same bytes give the same bytes.

    :param overlay: the last page of ``data`` is not a page of the booklet but lies over the front of sheet 1.
    """
    import pikepdf

    how = how or Imposition()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        over = _form(pages.pop()) if overlay else None
        size = (float(pages[0].mediabox[2]), float(pages[0].mediabox[3])) if pages else (1.0, 1.0)
        forms = {number: _form(page) for number, page in enumerate(pages, 1)}
        return _saved(pdf, _Press(pdf, forms, how, over), sides(len(pages), size, how))


def imposed_side(data: bytes, side: SheetSide, how: Imposition, *, overlay: bool = False) -> bytes:
    """A PDF of one side alone; ``data`` holds its pages in the order of its places, then the overlay."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        over = _form(pages.pop()) if overlay else None
        forms = {place.page: _form(page) for place, page in zip(side.places, pages, strict=True)}
        return _saved(pdf, _Press(pdf, forms, how, over), (side,))


def _saved(pdf: Any, press: _Press, wanted: Iterable[SheetSide]) -> bytes:
    """The file with these sides as its pages."""
    import pikepdf

    made = [press.side(side) for side in wanted]
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
class _Press:
    """Draws the sides of the sheets."""

    pdf: Any
    forms: Mapping[int, Any]
    how: Imposition
    overlay: Any

    def side(self, side: SheetSide) -> Any:
        """A page of the new file."""
        import pikepdf

        width, height = self.how.sheet
        code = [f"-1 0 0 -1 {width:.3f} {height:.3f} cm"] if side.turned else []
        named: dict[str, Any] = {}
        for place in side.places:
            name = f"/P{int(place.right)}"
            named[name] = self.forms[place.page]
            code.append(self._half(place, name))
        if side.outermost and self.overlay is not None:
            named["/Over"] = self.overlay
            code.append("q /Over Do Q")
        marks = "" if side.back else _ticks(self.how.sheet, staples=side.sheet == 1)
        return self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, round(width, 3), round(height, 3)],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(named)),
                Contents=self.pdf.make_stream("\n".join([*code, marks]).encode("ascii")),
            )
        )

    def _half(self, place: Place, name: str) -> str:
        """One page drawn in its half of the sheet, clipped to the half."""
        width, height = self.how.sheet
        fold = width / 2
        clip = f"{fold * place.right:.3f} 0 {fold:.3f} {height:.3f} re W n"
        return f"q {clip} {place.scale:.5f} 0 0 {place.scale:.5f} {place.x:.3f} {place.y:.3f} cm {name} Do Q"


def _ticks(sheet: tuple[float, float], *, staples: bool) -> str:
    """Where to fold, on every front; where to staple, on the outermost."""
    width, height = sheet
    fold = f"{width / 2:.3f}"
    lines = [(0.0, FOLD_TICK), (height - FOLD_TICK, height)]
    if staples:
        for middle in (height / 4, height * 3 / 4):
            lines.append((middle - STAPLE_TICK / 2, middle + STAPLE_TICK / 2))
    drawn = " ".join(f"{fold} {a:.3f} m {fold} {b:.3f} l S" for a, b in lines)
    return f"q 0.086 0.137 0.114 RG 0.5 w {drawn} Q"
