"""A small pure typesetter: text and widths in, placed lines and boxes out. No files, no PDF, no database."""
