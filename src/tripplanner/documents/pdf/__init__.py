"""Placed pages drawn into a PDF file. The only package that knows ReportLab."""
