"""Records in, verdicts with evidence out: linkage, checks, publication."""
