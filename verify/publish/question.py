"""A question to a finished database: a query for rows that must not exist."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A query for rows that must not exist; its first column says which row, `sentence` what is wrong.

    One `is_about_published` compares with the database of schema `published` and can be overruled; it says
    what a person has to `look_at`.
    """

    name: str
    sentence: str
    sql: str
    is_about_published: bool = False
    look_at: str = ""
