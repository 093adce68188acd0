"""Points on the map that others recorded: GPX, KML and GeoJSON as one table."""
