"""Texts for an outside translator: written as a workbook or as XLIFF, and taken back by the import."""
