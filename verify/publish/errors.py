"""The two ways in which a run ends without a new database."""

from __future__ import annotations


class CannotRunError(Exception):
    """The run could not start or finish: files are missing or unreadable. One sentence, for a person."""


class RefusedError(Exception):
    """A database was built and may not be published; the published one stays. One sentence."""
