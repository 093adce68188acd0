"""The benchmark matrix in the window: values to tick, cases in rows, up to four side by side, views under a name."""
