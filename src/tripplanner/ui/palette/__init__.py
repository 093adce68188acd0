"""The command palette: go to a record or a page, or do something, by typing a few letters."""
