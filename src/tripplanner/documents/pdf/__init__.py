"""Placed pages drawn into a PDF file, written object by object."""
