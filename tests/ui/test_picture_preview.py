"""A document that is a picture shows as a page of its own size."""

from __future__ import annotations

from tripplanner.documents.registry import Request, kind
from tripplanner.progress import NO_PROGRESS
from tripplanner.store.workspace import Workspace
from tripplanner.ui.documents.making import make


def test_a_day_card_is_shown_as_one_page(sample_workspace: Workspace) -> None:
    made = make(sample_workspace, kind("day_card"), 1, Request("zh", "fr", options={"day": "4"}), NO_PROGRESS)
    assert made.data.startswith(b"\x89PNG")
    assert made.pages is not None
    (size,) = made.pages.sizes
    assert (round(size.width), round(size.height)) == (270, 480)
    assert made.pages.render(0, 1.0).pixelColor(5, 5).green() > 90
    made.pages.close()
