"""One-off look-ups in the public NPI Registry (API 2.1): who holds a number, or which numbers fit a name."""
