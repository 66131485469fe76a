"""Which license rows are this entry's? Pure functions; no database, no checks."""
