"""The one door to the database: transactions, undo, notices, backups and migrations."""
