"""The commands of `python -m crawler`, a file each."""
