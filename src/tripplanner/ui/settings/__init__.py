"""The Settings page: the window, the office, the data and its backups."""
