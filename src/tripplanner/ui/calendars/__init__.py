"""Calendars for people's phones: which file, how it will show, where it is published."""
