"""Text that others wrote, and tables, as Markdown in which nothing is markup by accident."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_MARKED = re.compile(r"([\\`*{}\[\]<>#|~!]|(?<!\w)_|_(?!\w))")
"""What Markdown could take for markup; a line below within a word is none."""


def plain(text: object) -> str:
    """A text that Markdown shows as it is: one line, nothing in it is markup."""
    one_line = " ".join(str(text).split())
    return _MARKED.sub(r"\\\1", "".join(each for each in one_line if each.isprintable()))


def table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table."""
    yield "| " + " | ".join(map(plain, heads)) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(map(plain, row)) + " |"
