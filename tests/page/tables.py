"""The tables that pages are read by, and short ways to read a page in a test."""

from __future__ import annotations

from functools import cache

from verify.commands.page import own_tables
from verify.page.extract import read_document
from verify.page.reading import Reading, read_page
from verify.page.tables import Tables


@cache
def tables() -> Tables:
    return own_tables()


def reading(content: str) -> Reading:
    return read_page(read_document(content), tables())


def quotes(content: str, point: str) -> list[str]:
    """The passages of a point on a page."""
    return [each.quote for each in reading(content).passages[point]]
