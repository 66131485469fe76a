"""The report of a run for the maintainers, and the message to their webhook."""
