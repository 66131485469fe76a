"""Other people's linkers on the same columns, each a process of its own that writes scored pairs."""
