"""Putting files where others read them: a folder, WebDAV, CalDAV. Knows nothing of trips."""
