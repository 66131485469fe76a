"""Files that an operator laid down for a source in `DIR/inbox/<source>/`, read instead of its service."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from crawler.context import CrawlContext
from crawler.errors import ListingError
from crawler.manifest import ManifestLine

PREFIX = "file:inbox/"


def inbox_lines(context: CrawlContext, suffixes: tuple[str, ...]) -> tuple[ManifestLine, ...]:
    """The manifest lines of the source's inbox files, newest file first; their bytes are in the raw store.

    Empty where there is no inbox or nothing in it. In a replay they are those of the replayed crawl.
    Files whose names begin with a dot are passed over.

    Raises:
        ListingError: a file has another suffix (a zip that was not unpacked), or can't be read.
    """
    if context.is_replay:
        lines = [line for line in context.replayed.values() if line.url.startswith(PREFIX)]
        return tuple(sorted(lines, key=lambda line: (_stamp(line), line.url), reverse=True))
    folder = context.data_dir / "inbox" / context.source
    files = [path for path in sorted(folder.glob("*")) if path.is_file() and not path.name.startswith(".")]
    for path in files:
        if path.suffix.lower() not in suffixes:
            raise ListingError(
                context.source,
                f"the inbox holds {path.name}, not one of {', '.join(suffixes)}: unpack it or take it away",
            )
    files.sort(key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    return tuple(_added(context, path) for path in files)


def file_day(line: ManifestLine, today: str) -> str:
    """The day of the file, by its own date; never later than `today` (an ISO day or time)."""
    return min(datetime.fromtimestamp(_stamp(line), UTC).date().isoformat(), today[:10])


def _added(context: CrawlContext, path: Path) -> ManifestLine:
    try:
        modified = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        stored = context.store.add_file(path)
    except OSError as error:
        raise ListingError(context.source, f"the file {path.name} can't be read: {error.strerror}") from error
    headers = (("last-modified", format_datetime(modified, usegmt=True)),)
    line = ManifestLine(
        f"{PREFIX}{path.name}",
        "FILE",
        "",
        context.clock.now(),
        200,
        headers,
        stored.sha256,
        stored.size,
        "",
        "",
    )
    context.manifest.append(line)
    return line


def _stamp(line: ManifestLine) -> float:
    return parsedate_to_datetime(dict(line.headers)["last-modified"]).timestamp()
