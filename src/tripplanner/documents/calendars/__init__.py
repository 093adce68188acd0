"""Calendars (iCalendar, RFC 5545): content read once for a trip, written as phones and offices accept it."""
