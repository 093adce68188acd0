"""Sheets that fold into a booklet, checked by folding paper in a program of another kind."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tripplanner.documents.imposition import MM, SHEETS, imposed, sheets


def folded(pages: int) -> list[int | None]:
    """Nests the sheets, folds them and leafs through: the pages in the order a reader meets them."""
    stack = sheets(pages)
    leaves: list[tuple[int | None, int | None]] = []
    for sheet in stack:  # first halves, from the outside in: the right half of the front, turned, its back
        leaves.append((sheet.front[1], sheet.back[0]))
    for sheet in reversed(stack):  # then the second halves from the inside out
        leaves.append((sheet.back[1], sheet.front[0]))
    return [page for leaf in leaves for page in leaf]


@pytest.mark.parametrize("pages", range(4, 201))
def test_a_folded_booklet_reads_in_order(pages: int) -> None:
    read = folded(pages)
    assert len(read) % 4 == 0
    assert len(read) - pages < 4
    assert read == [*range(1, pages + 1), *[None] * (len(read) - pages)]


def test_the_first_sheet_carries_the_covers() -> None:
    first, *_ = sheets(52)
    assert (first.front, first.back) == ((52, 1), (2, 51))


def numbered(pages: int, width: float = 419.528, height: float = 595.276) -> bytes:
    """A PDF whose page n is marked by a box n points wide."""
    pdf = pikepdf.new()
    for n in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(width, height))
        page.contents_add(f"0 0 {n} 9 re f".encode())
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


def test_pages_stand_at_the_fold_at_full_size() -> None:
    sides = drawn(imposed(numbered(8), creep=0.0))
    assert [[page for page, *_ in side] for side in sides] == [[8, 1], [2, 7], [6, 3], [4, 5]]
    fold = SHEETS["a4"][0] / 2
    for side in sides:
        (_, scale, left, _), (_, _, right, _) = side
        assert scale == 1
        assert left + 419.528 == pytest.approx(fold, abs=0.01)
        assert right == pytest.approx(fold, abs=0.01)


def test_creep_moves_inner_sheets_to_the_spine_and_the_margin_away_from_it() -> None:
    plain = drawn(imposed(numbered(12), creep=0.0))
    moved = drawn(imposed(numbered(12), creep=0.1, margin=2.0))
    for number, (before, after) in enumerate(zip(plain, moved, strict=True)):
        shift = 2.0 - 0.1 * (number // 2)
        assert after[0][2] - before[0][2] == pytest.approx(-shift * MM, abs=0.01)
        assert after[1][2] - before[1][2] == pytest.approx(shift * MM, abs=0.01)


def test_letter_paper_makes_the_pages_a_little_smaller() -> None:
    ((_, scale, left, _), _), *_ = drawn(imposed(numbered(4), paper="letter"))
    assert scale == pytest.approx(5.5 * 72 / 419.528, abs=0.0001)
    assert left == pytest.approx(0.0, abs=0.01)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert imposed(numbered(9)) == imposed(numbered(9))


def test_an_overlay_lies_on_the_outer_side_only() -> None:
    with pikepdf.open(io.BytesIO(imposed(numbered(9), overlay=True))) as pdf:
        over = ["/Over" in page.Resources.XObject for page in pdf.pages]
        assert over == [True, False, False, False]
        assert "/Outlines" not in pdf.Root
