"""Tells saved pages of the fictional sample from those of a real directory, by a mark beside them.

Pages in an inbox come from no host, so the host map can't tell. Without the mark fictional certificates could
enter a real directory, or real ones a demonstration.
"""

from __future__ import annotations

from pathlib import Path

MARK = ".stand-in"
"""Name of the file that stands beside fictional pages; the inbox passes over names that begin with a dot."""
SERVED_FROM = "sample"
"""What a crawl of such pages is served from, as its report says."""


def is_of_stand_in(data_dir: Path, inbox_folder: str) -> bool:
    """Whether the pages in this folder of the inbox are fictional."""
    return bool(inbox_folder) and (data_dir / "inbox" / inbox_folder / MARK).is_file()
