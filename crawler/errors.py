"""The one error that says a listing can't be read as a whole."""

from __future__ import annotations


class ListingError(Exception):
    """A listing is not what it should be, so none of its records may be used.

    `source` names the listing and `message` is one clear sentence for the maintainer: what is
    wrong, where, and what to do. A single bad row is no ListingError; it is quarantined.
    """

    def __init__(self, source: str, message: str) -> None:
        """Keep both parts; printed, the error reads `source: message`."""
        super().__init__(source, message)
        self.source = source
        self.message = message

    def __str__(self) -> str:
        """The sentence as it is shown to a person."""
        return f"{self.source}: {self.message}"
