"""The `$where` of Socrata's query language: a text becomes a test of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from crawler.standin.soql_tokens import QueryError, Tokens

Row = dict[str, Any]
Test = Callable[[Row], bool]
Value = Callable[[Row], str]


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
        self._tokens = Tokens(text)

    def whole(self) -> Test:
        """The test of the whole text."""
        test = self._either()
        if self._tokens.next():
            raise QueryError(f"Could not parse query at: {self._tokens.next()}")
        return test

    def _either(self) -> Test:
        tests = [self._both()]
        while self._tokens.take("or"):
            tests.append(self._both())
        return lambda row: any(test(row) for test in tests)

    def _both(self) -> Test:
        tests = [self._single()]
        while self._tokens.take("and"):
            tests.append(self._single())
        return lambda row: all(test(row) for test in tests)

    def _single(self) -> Test:
        if self._tokens.take("not"):
            test = self._single()
            return lambda row: not test(row)
        if self._tokens.take("("):
            test = self._either()
            self._tokens.need(")")
            return test
        return self._comparison()

    def _comparison(self) -> Test:
        if self._tokens.next().lower() in ("starts_with", "contains"):
            return self._function(self._tokens.pop().lower())
        left = self._value()
        is_negated = self._tokens.take("not")
        test = self._relation(left)
        return (lambda row: not test(row)) if is_negated else test

    def _function(self, name: str) -> Test:
        self._tokens.need("(")
        left = self._value()
        self._tokens.need(",")
        right = self._value()
        self._tokens.need(")")
        if name == "contains":
            return lambda row: right(row) in left(row)
        return lambda row: left(row).startswith(right(row))

    def _relation(self, left: Value) -> Test:
        word = self._tokens.pop().lower()
        if word == "like":
            right = self._value()
            return lambda row: _like(right(row)).fullmatch(left(row)) is not None
        if word == "in":
            values = self._list()
            return lambda row: left(row) in [value(row) for value in values]
        if word == "is":
            is_negated = self._tokens.take("not")
            self._tokens.need("null")
            return lambda row: bool(left(row)) is is_negated
        if word not in _RELATIONS:
            raise QueryError(f"Could not parse query at: {word}")
        right, relation = self._value(), _RELATIONS[word]
        return lambda row: relation(left(row), right(row))

    def _list(self) -> list[Value]:
        self._tokens.need("(")
        values = [self._value()]
        while self._tokens.take(","):
            values.append(self._value())
        self._tokens.need(")")
        return values

    def _value(self) -> Value:
        token = self._tokens.pop()
        if token.startswith("'"):
            literal = token[1:-1].replace("''", "'")
            return lambda _: literal
        if token.lower() in ("upper", "lower"):
            self._tokens.need("(")
            inner = self._value()
            self._tokens.need(")")
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
