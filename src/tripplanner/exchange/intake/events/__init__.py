"""Calendars of others: their events, when they are, how they repeat."""
