"""The map of the whole route on a page of its own."""

from __future__ import annotations

from tripplanner import dates
from tripplanner.documents.cartography import Frame, route_map
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import space, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Page
from tripplanner.documents.typesetting.text import Span
from tripplanner.i18n import printed, say

HEIGHT, GAP = 474.0, 6.0


def map_pages(setter: Setter, first: int) -> list[Page]:
    """One page, or none for a trip whose places have no coordinates."""
    trip = setter.content.trip
    legend = stack([
        setter.ts.paragraph(Span(_legend(setter, code), st.DETAIL, code), setter.width) for code in setter.languages
    ])  # fmt: skip
    height = min(HEIGHT, setter.spec.text_height - legend.height - GAP - 1.0)
    chart = route_map(trip, Frame(setter.width, height, setter.languages), setter.ts)
    if chart is None:
        return []
    flow = Flow(setter.spec, first)
    flow.add(stack([chart, space(GAP), legend]).anchored("map").named("map route"))
    return flow.pages()


def _legend(setter: Setter, language: str) -> str:
    """``car, 961 km · disque : site · anneau : ville · carte schématique``."""
    total = sum(day.distance_km for day in setter.content.trip.days)
    parts = [say(printed("by road, {distance}", distance=dates.distance(total, language)), language)] if total else []
    parts += [say(message, language) for message in LEGEND]
    return " · ".join(parts)


LEGEND = (
    printed("disc: site"),
    printed("ring: town"),
    printed("dash-dotted line: border"),
    printed("schematic map"),
)
