"""A document that is a picture shows as a page of its own size."""

from __future__ import annotations

from PySide6.QtCore import QSize

from tripplanner.documents.registry import Request, kind
from tripplanner.progress import NO_PROGRESS
from tripplanner.store.workspace import Workspace
from tripplanner.ui.documents.arranging import FIT_PAGE, arrange
from tripplanner.ui.documents.making import make
from tripplanner.ui.documents.pages import PageSize


def test_a_day_card_is_shown_as_one_page(sample_workspace: Workspace) -> None:
    made = make(sample_workspace, kind("day_card"), 1, Request("zh", "fr", options={"day": "4"}), NO_PROGRESS)
    assert made.data.startswith(b"\x89PNG")
    assert made.pages is not None
    (size,) = made.pages.sizes
    assert (round(size.width), round(size.height)) == (270, 480)
    assert made.pages.render(0, 1.0).pixelColor(5, 5).green() > 90
    made.pages.close()


def test_a_page_alone_lies_in_the_middle_and_a_cover_at_the_right() -> None:
    room, small = QSize(800, 600), PageSize(270, 480)
    (alone,) = arrange((small,), room, FIT_PAGE).placed
    assert abs(alone.box.center().x() - 400) <= 1
    assert alone.box.height() > 500
    cover, left, right = arrange((small,) * 3, room, FIT_PAGE).placed
    assert cover.box.left() == right.box.left() > left.box.right()
