"""The Documents page: what to print, in which languages, and the very pages that will be saved."""
