"""What was found about a release after it was handed out: a list that people keep, checked and shown."""

from __future__ import annotations

import json
from pathlib import Path

from verify.publish.own_table import read_own_table

FILE, NOTES = "release_notes.csv", "notes.json"
COLUMNS = ("release_id", "noted_on", "note", "url")


def write_notes(data: Path, releases: Path) -> None:
    """`notes.json` beside the releases holds the notes of each, the oldest first; none where there are none.

    Raises:
        CannotRunError: a row of the list can't be read, or may not be published.
    """
    _, rows = read_own_table(data / FILE, COLUMNS, free=("release_id", "url"))
    notes: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda row: (row.day("noted_on"), row.number)):
        told = {"noted_on": row.day("noted_on"), "note": row.needed("note"), "url": row.address("url")}
        notes.setdefault(row.needed("release_id"), []).append(told)
    path = releases / NOTES
    if not notes:
        path.unlink(missing_ok=True)
        return
    releases.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{NOTES}.next")
    temporary.write_text(json.dumps(notes, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    temporary.replace(path)
