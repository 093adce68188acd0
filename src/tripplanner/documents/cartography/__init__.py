"""What the maps of a trip show: stops, towns and the way between them over the bundled ground."""

from __future__ import annotations

from tripplanner.documents.cartography.maps import Frame, day_map, route_map, site_map

__all__ = ["Frame", "day_map", "route_map", "site_map"]
