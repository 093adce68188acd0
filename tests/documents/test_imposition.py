"""Sheets that fold into a booklet: paper is printed, turned over, folded and leafed through by its own reckoning."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pytest

from tripplanner.documents.imposition import MM, SHEETS, Imposition, SheetSide, imposed, imposed_side, sides
from tripplanner.documents.imposition import sheets as sheets_of

A5 = (419.528, 595.276)


@dataclass(frozen=True)
class Print:
    """A page on paper: on which sheet and face, how far its middle is from the fold, which way up, seen from there."""

    sheet: int
    back: bool
    from_fold: float
    up: bool
    page: int


def printed(made: tuple[SheetSide, ...], how: Imposition, size: tuple[float, float] = A5) -> Iterator[Print]:
    """What a printer that turns the sheet about ``how.flip`` puts on paper.

    ``from_fold`` is measured on the paper lying with its front up: the left half of a back lies behind the right half
    of a front when the sheet is turned like a leaf, and so it does when it is turned about the long edge and then read
    with the head down.
    """
    width, height = how.sheet
    for side in made:
        for place in side.places:
            x, y = place.x + size[0] * place.scale / 2, place.y + size[1] * place.scale / 2
            if side.turned:
                x, y = width - x, height - y
            assert y == pytest.approx(height / 2)
            # on paper: a short-edge turn mirrors x, a long-edge turn keeps x and puts the head at the foot
            on_paper = x if not side.back or how.flip == "long" else width - x
            up = side.turned == (side.back and how.flip == "long")
            yield Print(side.sheet, side.back, on_paper - width / 2, up, place.page)


def folded(prints: list[Print]) -> list[int]:
    """Nests the sheets, folds them with the first one outside and leafs through: the pages as a reader meets them."""
    at = {(p.sheet, p.back, p.from_fold > 0): p.page for p in prints}
    assert len(at) == len(prints), "two pages in one place"
    last = max(p.sheet for p in prints)
    read: list[int | None] = []
    for sheet in range(1, last + 1):  # the right halves, from the outside in: their front, then their back
        read += [at.get((sheet, False, True)), at.get((sheet, True, True))]
    for sheet in range(last, 0, -1):  # the left halves, from the inside out: their back, then their front
        read += [at.get((sheet, True, False)), at.get((sheet, False, False))]
    return [page for page in read if page is not None]


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize(("creep", "margin"), [(0.0, 0.0), (0.1, 0.0), (0.2, 3.0)])
def test_a_folded_booklet_reads_in_order(flip: str, creep: float, margin: float) -> None:
    how = Imposition(creep, margin, flip=flip)
    half = A5[0] / 2
    for pages in range(4, 201):
        prints = list(printed(sides(pages, A5, how), how))
        assert folded(prints) == [*range(1, pages + 1)]
        assert all(p.up for p in prints)
        total = -(-pages // 4) * 4
        for p in prints:  # what lies k sheets deep is pushed out by k thicknesses: creep takes that back
            depth = min((p.page - 1) // 2, (total - p.page) // 2)
            assert abs(p.from_fold) - half == pytest.approx((margin - creep * depth) * MM, abs=0.001)


def test_the_first_sheet_carries_the_covers() -> None:
    first, *_ = sheets_of(52)
    assert (first.front, first.back) == ((52, 1), (2, 51))


def numbered(pages: int, width: float = A5[0], height: float = A5[1]) -> bytes:
    """A PDF whose page n says n in its middle and is marked by a box n points wide."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for n in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        words = f"BT /F 20 Tf {width / 2 - 11.12 * len(str(n)) / 2:.2f} {height / 2:.2f} Td ({n}) Tj ET"
        page.contents_add(f"0 0 {n} 9 re f {words}".encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def drawn(data: bytes) -> list[list[tuple[int, float, float, float]]]:
    """For each side: (booklet page, scale, x, y) of what is drawn, from the left."""
    found: list[list[tuple[int, float, float, float]]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            side: list[tuple[int, float, float, float]] = []
            matrix: list[float] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    matrix = [float(n) for n in operands]
                elif str(operator) == "Do":
                    form = page.Resources.XObject[str(operands[0])]
                    side.append((int(form.read_bytes().split()[2]), matrix[0], matrix[4], matrix[5]))
            found.append(side)
    return found


def read_back(data: bytes) -> list[list[tuple[int, float, bool]]]:
    """The numbers on each page of the file, each with its middle (pt from the left) and whether it is upright."""
    import pypdfium2.raw as raw

    found: list[list[tuple[int, float, bool]]] = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        numbers: dict[float, list[int]] = {}
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).isdigit():
                left, _, right, _ = text.get_charbox(at)
                numbers.setdefault(float((left + right) / 2 > page.get_width() / 2), []).append(at)
        side: list[tuple[int, float, bool]] = []
        for half in numbers.values():
            boxes = [text.get_charbox(at) for at in half]
            middle = (min(b[0] for b in boxes) + max(b[2] for b in boxes)) / 2
            upright = abs(raw.FPDFText_GetCharAngle(text, half[0])) < 0.01
            side.append((int("".join(text.get_text_range(at, 1) for at in half)), middle, upright))
        found.append(side)
        text.close()
        page.close()
    document.close()
    return found


@pytest.mark.parametrize("flip", ["short", "long"])
def test_the_numbers_read_from_the_file_fold_into_order(flip: str) -> None:
    how = Imposition(creep=0.1, margin=1.0, flip=flip)
    width = how.sheet[0]
    prints: list[Print] = []
    for n, side in enumerate(read_back(imposed(numbered(14), how))):
        back = n % 2 == 1
        for number, middle, upright in side:
            assert upright == (not back or flip == "short")
            on_paper = middle if not back or flip == "long" else width - middle
            prints.append(Print(n // 2 + 1, back, on_paper - width / 2, up=True, page=number))
    assert folded(prints) == [*range(1, 15)]
    for p in prints:
        depth = min((p.page - 1) // 2, (16 - p.page) // 2)
        assert abs(p.from_fold) == pytest.approx(A5[0] / 2 + (1.0 - 0.1 * depth) * MM, abs=1.5)


def test_pages_stand_at_the_fold_at_full_size() -> None:
    made = drawn(imposed(numbered(8), Imposition(creep=0.0)))
    assert [[page for page, *_ in side] for side in made] == [[8, 1], [2, 7], [6, 3], [4, 5]]
    fold = SHEETS["a4"][0] / 2
    for side in made:
        (_, scale, left, _), (_, _, right, _) = side
        assert scale == 1
        assert left + A5[0] == pytest.approx(fold, abs=0.01)
        assert right == pytest.approx(fold, abs=0.01)


def test_letter_paper_makes_the_pages_a_little_smaller() -> None:
    ((_, scale, left, _), _), *_ = drawn(imposed(numbered(4), Imposition(paper="letter")))
    assert scale == pytest.approx(5.5 * 72 / A5[0], abs=0.0001)
    assert left == pytest.approx(0.0, abs=0.01)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert imposed(numbered(9)) == imposed(numbered(9))


def test_an_overlay_lies_on_the_outer_side_only() -> None:
    with pikepdf.open(io.BytesIO(imposed(numbered(9), overlay=True))) as pdf:
        over = ["/Over" in page.Resources.XObject for page in pdf.pages]
        assert over == [True, False, False, False]
        assert "/Outlines" not in pdf.Root


def test_one_side_is_drawn_as_in_the_whole() -> None:
    how = Imposition(flip="long")
    whole = drawn(imposed(numbered(8), how))
    side = sides(8, A5, how)[1]
    assert side.turned
    alone = drawn(imposed_side(numbered(2), side, how))
    assert [place[1:] for place in alone[0]] == [place[1:] for place in whole[1]]
