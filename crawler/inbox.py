"""Files that an operator laid down for a source in `DIR/inbox/<source>/`, read instead of its service."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from crawler.context import CrawlContext
from crawler.errors import ListingError
from crawler.manifest import ManifestLine
from crawler.store import CHUNK_BYTES, StoredObject

PREFIX = "file:inbox/"
_NAMED_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
UNPACKED_BYTES_MAX = 8 << 30
"""More than any listing: the largest file that is read from an inbox has 3.7 million lines."""


def inbox_lines(
    context: CrawlContext, suffixes: tuple[str, ...], folder_name: str = ""
) -> tuple[ManifestLine, ...]:
    """The manifest lines of the source's inbox files, newest file first; their bytes are in the raw store.

    Empty where there is no inbox or nothing in it. In a replay they are those of the replayed crawl.
    Files whose names begin with a dot are passed over.

    The folder has the name of the source, unless `folder_name` gives another. Of a zip each file with one
    of the suffixes is kept by itself, as if it had been unpacked.

    Raises:
        ListingError: a file has another suffix, can't be read, or is a zip that is damaged, locked or
            larger than any listing when it is unpacked.
    """
    if context.is_replay:
        lines = [line for line in context.replayed.values() if line.url.startswith(PREFIX)]
        return tuple(sorted(lines, key=lambda line: (_stamp(line), line.url), reverse=True))
    files = inbox_files(context.data_dir, folder_name or context.source)
    for path in files:
        if path.suffix.lower() not in (*suffixes, ".zip"):
            wanted = f"{', '.join(suffixes)} or .zip"
            raise ListingError(
                context.source, f"the inbox holds {path.name}, not one of {wanted}: take it away"
            )
    files.sort(key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    return tuple(line for path in files for line in added_lines(context, path, suffixes))


def inbox_files(data_dir: Path, folder_name: str) -> list[Path]:
    """The files in a folder of the inbox, sorted by name, but for those whose names begin with a dot."""
    found = sorted((data_dir / "inbox" / folder_name).glob("*"))
    return [path for path in found if path.is_file() and not path.name.startswith(".")]


def file_day(line: ManifestLine, today: str) -> str:
    """The day of the file, by its own date; never later than `today` (an ISO day or time)."""
    return min(datetime.fromtimestamp(_stamp(line), UTC).date().isoformat(), today[:10])


def day_of(line: ManifestLine, today: str) -> str:
    """The day that the name of the file, or of its zip, begins with; else the file's own day."""
    names = line.url.removeprefix(PREFIX).split("/")
    named = (found for found in map(_NAMED_DAY.match, reversed(names)) if found)
    days = [day for day in map(_real_day, named) if day]
    return min(days[0], today[:10]) if days else file_day(line, today)


def _real_day(found: re.Match[str]) -> str:
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return ""


def added_lines(context: CrawlContext, path: Path, suffixes: tuple[str, ...]) -> tuple[ManifestLine, ...]:
    """The manifest lines of one file, or of the files within a zip; their bytes are in the raw store.

    Raises:
        ListingError: the file can't be read, or is a zip that can't be unpacked or is too large.
    """
    try:
        stamp = format_datetime(datetime.fromtimestamp(int(path.stat().st_mtime), UTC), usegmt=True)
        if path.suffix.lower() == ".zip":
            stored = _unpacked(context, path, suffixes)
        else:
            stored = {path.name: context.store.add_file(path)}
    except OSError as error:
        raise ListingError(context.source, f"the file {path.name} can't be read: {error.strerror}") from error
    lines = [_line(context, name, each, stamp) for name, each in stored.items()]
    for line in lines:
        context.manifest.append(line)
    return tuple(lines)


def _unpacked(context: CrawlContext, path: Path, suffixes: tuple[str, ...]) -> dict[str, StoredObject]:
    """The files of a zip with one of the suffixes, each in the raw store, by name behind that of the zip."""
    try:
        with ZipFile(path) as packed:
            members = [each for each in packed.infolist() if each.filename.lower().endswith(suffixes)]
            stored = {f"{path.name}/{each.filename}": _kept(context, packed, each) for each in members}
    except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise ListingError(
            context.source, f"the zip {path.name} can't be unpacked ({error}); fetch it again"
        ) from error
    if not stored:
        raise ListingError(context.source, f"the zip {path.name} holds no file {' or '.join(suffixes)}")
    return stored


def _kept(context: CrawlContext, packed: ZipFile, member: ZipInfo) -> StoredObject:
    if member.file_size > UNPACKED_BYTES_MAX:
        raise ListingError(
            context.source,
            f"{member.filename} would be {member.file_size:,} bytes unpacked, more than any listing; "
            "take the zip away",
        )
    # A zip that lies about its size ends at the declared one, with a wrong checksum.
    with packed.open(member) as source, context.store.writer() as writer:
        while chunk := source.read(CHUNK_BYTES):
            writer.write(chunk)
        return writer.commit()


def _line(context: CrawlContext, name: str, stored: StoredObject, stamp: str) -> ManifestLine:
    return ManifestLine(
        f"{PREFIX}{name}",
        "FILE",
        "",
        context.clock.now(),
        200,
        (("last-modified", stamp),),
        stored.sha256,
        stored.size,
        "",
        "",
    )


def _stamp(line: ManifestLine) -> float:
    return parsedate_to_datetime(dict(line.headers)["last-modified"]).timestamp()
