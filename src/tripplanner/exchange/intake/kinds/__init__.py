"""Kinds of value: how a cell is read as a date, a country, a number, and written again as a cell."""
