"""How words are compared, read and sorted: accents, the reading and the strokes of Chinese characters. No database."""
