"""Backups on screen: what there is, what a restore would change, and what to do after damage."""
