"""Two records of the same thing, side by side: field by field one side, the other or both."""
