"""Functions of ours that queries may call, on pages and in questions alike."""

from __future__ import annotations

import sqlite3

from . import places


def add_functions(connection: sqlite3.Connection) -> None:
    """Queries can measure miles."""
    connection.create_function("miles", 4, places.miles, deterministic=True)
