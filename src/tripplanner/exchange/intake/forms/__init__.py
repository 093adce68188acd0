"""Filled forms: which edition a table holds, what its columns ask, who answered."""
