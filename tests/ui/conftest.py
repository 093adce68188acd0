"""Fixtures for tests of screens."""

from windows import open_window, sample_file

__all__ = ["open_window", "sample_file"]
