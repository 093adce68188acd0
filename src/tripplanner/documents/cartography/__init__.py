"""Schematic maps: stops, towns and the way between them over borders, lakes and massifs. Pure: blocks out."""

from __future__ import annotations

from tripplanner.documents.cartography.chart import Frame
from tripplanner.documents.cartography.maps import day_map, route_map, site_map

__all__ = ["Frame", "day_map", "route_map", "site_map"]
