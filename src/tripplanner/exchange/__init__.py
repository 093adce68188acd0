"""Files from others: read without trust, previewed, then applied in one step."""
