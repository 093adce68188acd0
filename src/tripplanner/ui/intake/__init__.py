"""The import window: a file, its columns, its rows, the result. Nothing is written before the last step."""
