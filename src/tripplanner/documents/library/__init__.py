"""Documents of the library, which belong to no trip: the benchmark matrix, the sheet of a case, cases for others."""
