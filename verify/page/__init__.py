"""A health page read as a careful patient would: who speaks, on what, what is promised, what is missing."""
