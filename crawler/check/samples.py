"""The beginning of a file as a file of its own: whole lines, so that any reader of the source can read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scrapy.http import Response


@dataclass(frozen=True, slots=True)
class Start:
    """So much of a listing as came. `is_whole` says that this is all of it."""

    path: Path
    is_whole: bool

    def whole_lines(self) -> Path:
        """The file itself when it is whole, else a copy beside it that ends with its last line break."""
        if self.is_whole:
            return self.path
        content = self.path.read_bytes()
        sample = self.path.with_name(f"{self.path.name}.sample")
        sample.write_bytes(content[: content.rfind(b"\n") + 1] or content)
        return sample


def first_bytes(response: Response) -> Start:
    """What came of a listing, in the raw store of the check."""
    path, total = Path(response.meta["raw_path"]), total_bytes(response)
    limit = response.meta.get("head_bytes")
    size = path.stat().st_size
    is_whole = limit is None or size < limit if total is None else size >= total
    return Start(path, is_whole)


def total_bytes(response: Response) -> int | None:
    """The size of the whole file as the server states it; None where it does not."""
    stated = (response.headers.get("Content-Range") or b"").decode("latin-1").rpartition("/")[2]
    if not stated and response.meta.get("head_bytes"):
        stated = (response.headers.get("Content-Length") or b"").decode("latin-1")
    return int(stated) if stated.isdigit() else None
