"""The emergency card: wallet size, folded twice, the language of its bearer beside that of the place."""
