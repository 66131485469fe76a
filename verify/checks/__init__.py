"""What linked licenses show about an entry: one function per check, then one verdict."""
