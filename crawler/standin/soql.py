"""The part of Socrata's query language that a listing reader needs: where, select, order, paging."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

Row = dict[str, str]
Test = Callable[[Row], bool]
Value = Callable[[Row], str]

DEFAULT_LIMIT = 1000
_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[A-Za-z_:][\w:]*|<=|>=|!=|<>|[=<>(),*])")


class QueryError(ValueError):
    """The query is malformed, or names a column that the dataset lacks."""


def query(rows: list[Row], columns: list[str], asked: Mapping[str, str]) -> list[Row]:
    """The rows that the parameters ($where, $select, $group, $order, $limit, $offset) ask for.

    Raises:
        QueryError: a parameter is malformed or names an unknown column.
    """
    if where := asked.get("$where"):
        rows = list(filter(_Parser(where, columns).whole(), rows))
    selected = [part.strip() for part in asked.get("$select", "*").split(",")]
    if any(part.lower().startswith("count(") for part in selected):
        return _counted(rows, columns, selected, asked.get("$group", ""))
    rows = _ordered(rows, columns, asked.get("$order", ":id"))
    start, limit = _whole(asked, "$offset", 0), _whole(asked, "$limit", DEFAULT_LIMIT)
    page = rows[start : start + limit]
    if "*" in selected:
        return page
    for name in selected:
        _known(name, columns)
    return [{name: row[name] for name in selected if name in row} for row in page]


def _whole(asked: Mapping[str, str], name: str, default: int) -> int:
    text = asked.get(name, str(default))
    if not text.isdigit():
        raise QueryError(f"{name}: {text!r} is no whole number")
    return int(text)


def _counted(rows: list[Row], columns: list[str], selected: list[str], group: str) -> list[Row]:
    name = "count"
    for part in selected:
        if found := re.fullmatch(r"(?i)count\(.*\)(?:\s+as\s+(\w+))?", part):
            name = found[1] or "count"
    keys = [_known(part.strip(), columns) for part in group.split(",") if part.strip()]
    if not keys:
        return [{name: str(len(rows))}]
    counts = Counter(tuple(row.get(key, "") for key in keys) for row in rows)
    return [
        {**{key: text for key, text in zip(keys, values, strict=True) if text}, name: str(count)}
        for values, count in sorted(counts.items())
    ]


def _ordered(rows: list[Row], columns: list[str], order: str) -> list[Row]:
    for part in reversed(order.split(",")):
        name, _, direction = part.strip().partition(" ")
        if name != ":id":
            key = _known(name, columns)
            rows = sorted(rows, key=lambda row: row.get(key, ""), reverse=direction.strip().lower() == "desc")
    return rows


def _known(name: str, columns: list[str]) -> str:
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
        name = _known(token, self._columns)
        return lambda row: row.get(name, "")


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
