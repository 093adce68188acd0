"""The itinerary: title and overview, the delegation, then day by day; one module per part."""
