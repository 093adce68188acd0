"""What goes out: the subjects of imports as tables that we, and others, read back unchanged."""
