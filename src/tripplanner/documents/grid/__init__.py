"""The grid of half-days for the approval file."""
