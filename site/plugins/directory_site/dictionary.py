"""What the database says of its own tables and columns: `data_dictionary`, for the pages of tables."""

from __future__ import annotations

import json
from typing import Any

from .reading import has_table, read_once

DICTIONARY = "select * from data_dictionary order by table_name, position"


async def read_dictionary(db: Any, table: str) -> dict[str, Any]:
    """The `columns` of a table with their codes as pairs, and its `warnings`; empty in an older build."""
    if not await has_table(db, "data_dictionary"):
        return {"columns": [], "warnings": [], "origin": ""}
    rows = [row for row in await read_once(db, DICTIONARY) if row["table_name"] == table]
    about = next((row for row in rows if not row["column_name"]), {"warnings": None, "origin": ""})
    columns = [
        {**row, "codes": sorted(json.loads(row["codes"]).items()) if row["codes"] else []}
        for row in rows
        if row["column_name"]
    ]
    return {
        "columns": columns,
        "warnings": (about["warnings"] or "").splitlines(),
        "origin": about["origin"],
    }
