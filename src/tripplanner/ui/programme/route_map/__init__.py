"""The programme on a map: stops numbered by day over the bundled ground, and the ways between them."""
