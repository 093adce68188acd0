"""What each list of a trip says: one file per list, each with a function that gives its sheet."""
