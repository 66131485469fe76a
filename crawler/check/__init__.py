"""The check of live sources: asks each service what it holds now, and changes nothing."""
