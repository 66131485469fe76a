"""The tokens of a text in Socrata's query language."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[A-Za-z_:][\w:]*|<=|>=|!=|<>|[=<>(),*])")


class QueryError(ValueError):
    """The query is malformed, or names a column that the dataset lacks."""


class Tokens:
    """The tokens that are left, taken from the front."""

    def __init__(self, text: str) -> None:
        """Take the text apart.

        Raises:
            QueryError: a part of it is no token.
        """
        self._left: list[str] = []
        at = 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            if not found:
                raise QueryError(f"Could not parse query at: {text[at:]}")
            self._left.append(found[1])
            at = found.end()

    def next(self) -> str:
        """The next token, which stays; empty where none is left."""
        return self._left[0] if self._left else ""

    def take(self, *words: str) -> bool:
        """Whether the next token was one of the words; it is gone then."""
        if self.next().lower() in words:
            self._left.pop(0)
            return True
        return False

    def need(self, word: str) -> None:
        """The word was the next token, and is gone.

        Raises:
            QueryError: it was not.
        """
        if not self.take(word):
            raise QueryError(f"Could not parse query: expected {word!r}")

    def pop(self) -> str:
        """The next token, which is gone.

        Raises:
            QueryError: none is left.
        """
        if not self._left:
            raise QueryError("Could not parse query: it ends too early")
        return self._left.pop(0)
