"""Files given by hand in place of a service, as the raw store and the manifest know them."""

from __future__ import annotations

from pathlib import Path

from crawler.context import CrawlContext
from crawler.errors import ListingError
from crawler.manifest import ManifestLine

FILE_SCHEME, SIDE_SCHEME = "file:", "side-file:"
"""How the manifest names a file given by hand, and the second file of a listing in two parts."""


def given_line(context: CrawlContext, given: Path | str | None, scheme: str) -> ManifestLine | None:
    """The manifest line of the file that was given, in a replay of the one that the replayed crawl read.

    None where there is none.

    Raises:
        ListingError: the file can't be read.
    """
    if context.is_replay:
        return context.file_line(scheme)
    return _added_line(context, Path(given), scheme) if given else None


def _added_line(context: CrawlContext, path: Path, scheme: str) -> ManifestLine:
    """The file is in the raw store and the manifest says so, by its name alone."""
    try:
        stored = context.store.add_file(path)
    except OSError as error:
        raise ListingError(context.source, f"the file {path.name} can't be read: {error.strerror}") from error
    line = ManifestLine(
        f"{scheme}{path.name}", "FILE", "", context.clock.now(), 200, (), stored.sha256, stored.size, "", ""
    )
    context.manifest.append(line)
    return line
