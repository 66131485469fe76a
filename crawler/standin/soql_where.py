"""The `$where` of Socrata's query language: a text becomes a test of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Test = Callable[[Row], bool]
Value = Callable[[Row], str]

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[A-Za-z_:][\w:]*|<=|>=|!=|<>|[=<>(),*])")


class QueryError(ValueError):
    """The query is malformed, or names a column that the dataset lacks."""


def parse_where(text: str, columns: list[str]) -> Test:
    """The test that `text` writes down: OR, AND, NOT, parentheses, comparisons, like, in, is null.

    Raises:
        QueryError: the text is malformed or names a column that is not in `columns`.
    """
    return _Parser(text, columns).whole()


def known_column(name: str, columns: list[str]) -> str:
    """The name itself.

    Raises:
        QueryError: no such column.
    """
    if name not in columns and name != ":id":
        raise QueryError(f"No such column: {name}")
    return name


class _Parser:
    """A recursive-descent parser of one `$where`: OR, AND, NOT, parentheses, comparisons."""

    def __init__(self, text: str, columns: list[str]) -> None:
        self._columns = columns
        self._tokens: list[str] = []
        at = 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            if not found:
                raise QueryError(f"Could not parse query at: {text[at:]}")
            self._tokens.append(found[1])
            at = found.end()

    def whole(self) -> Test:
        """The test of the whole text."""
        test = self._either()
        if self._tokens:
            raise QueryError(f"Could not parse query at: {self._tokens[0]}")
        return test

    def _take(self, *words: str) -> bool:
        if self._tokens and self._tokens[0].lower() in words:
            self._tokens.pop(0)
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._take(word):
            raise QueryError(f"Could not parse query: expected {word!r}")

    def _pop(self) -> str:
        if not self._tokens:
            raise QueryError("Could not parse query: it ends too early")
        return self._tokens.pop(0)

    def _either(self) -> Test:
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        return lambda row: any(test(row) for test in tests)

    def _both(self) -> Test:
        tests = [self._single()]
        while self._take("and"):
            tests.append(self._single())
        return lambda row: all(test(row) for test in tests)

    def _single(self) -> Test:
        if self._take("not"):
            test = self._single()
            return lambda row: not test(row)
        if self._take("("):
            test = self._either()
            self._need(")")
            return test
        return self._comparison()

    def _comparison(self) -> Test:
        if self._tokens and self._tokens[0].lower() in ("starts_with", "contains"):
            return self._function(self._pop().lower())
        left = self._value()
        is_negated = self._take("not")
        test = self._relation(left)
        return (lambda row: not test(row)) if is_negated else test

    def _function(self, name: str) -> Test:
        self._need("(")
        left = self._value()
        self._need(",")
        right = self._value()
        self._need(")")
        if name == "contains":
            return lambda row: right(row) in left(row)
        return lambda row: left(row).startswith(right(row))

    def _relation(self, left: Value) -> Test:
        word = self._pop().lower()
        if word == "like":
            right = self._value()
            return lambda row: _like(right(row)).fullmatch(left(row)) is not None
        if word == "in":
            values = self._list()
            return lambda row: left(row) in [value(row) for value in values]
        if word == "is":
            is_negated = self._take("not")
            self._need("null")
            return lambda row: bool(left(row)) is is_negated
        if word not in _RELATIONS:
            raise QueryError(f"Could not parse query at: {word}")
        right, relation = self._value(), _RELATIONS[word]
        return lambda row: relation(left(row), right(row))

    def _list(self) -> list[Value]:
        self._need("(")
        values = [self._value()]
        while self._take(","):
            values.append(self._value())
        self._need(")")
        return values

    def _value(self) -> Value:
        token = self._pop()
        if token.startswith("'"):
            literal = token[1:-1].replace("''", "'")
            return lambda _: literal
        if token.lower() in ("upper", "lower"):
            self._need("(")
            inner = self._value()
            self._need(")")
            return (
                (lambda row: inner(row).upper())
                if token.lower() == "upper"
                else (lambda row: inner(row).lower())
            )
        name = known_column(token, self._columns)
        return lambda row: str(row.get(name, ""))


_RELATIONS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def _like(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(".*" if sign == "%" else re.escape(sign) for sign in pattern), re.DOTALL)
