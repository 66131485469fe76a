"""The members of an NPPES V2 zip, opened for streaming, with every way a zip can be bad named."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from crawler.challenge import START_BYTES, challenge_reason
from crawler.errors import ListingError
from crawler.platforms import nppes_rows

Progress = Callable[[int, int], None]
"""Called with the bytes of CSV read so far and the bytes there are."""

UNPACKED_BYTES_MAX = 32 << 30
"""Three times the national file: a zip that states more is made to keep a reader busy."""

_PREFIXES = ("npidata_pfile_", "pl_pfile_", "othername_pfile_")
_AS_OF = re.compile(r"npidata_pfile_\d{8}-(\d{4})(\d{2})(\d{2})", re.IGNORECASE)
_BAD_DATA = (zipfile.BadZipFile, zlib.error, EOFError)
_BAD_ZIP = (*_BAD_DATA, OSError, RuntimeError, NotImplementedError)


@dataclass(slots=True)
class Archive:
    """An open NPPES zip. `main` is its npidata member; the side members are None where absent."""

    source: str
    container: zipfile.ZipFile
    main: zipfile.ZipInfo
    places: zipfile.ZipInfo | None
    names: zipfile.ZipInfo | None
    on_progress: Progress | None
    _bytes_before: int = field(default=0)

    @property
    def source_as_of(self) -> str | None:
        """The listing's own date: the second one in the name of the npidata member."""
        match = _AS_OF.search(self.main.filename)
        return "-".join(match.groups()) if match else None

    @contextmanager
    def member(self, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
        """The bytes of a member as a stream; nothing is unpacked to disk.

        Raises:
            ListingError: the member is damaged, cut off, encrypted or compressed in an unknown way.
        """
        try:
            stream = self.container.open(info)
        except _BAD_ZIP as error:
            raise self._damaged(info, error) from error
        try:
            with stream:
                yield stream
        except _BAD_DATA as error:
            raise self._damaged(info, error) from error
        self._bytes_before += info.file_size

    def _damaged(self, info: zipfile.ZipInfo, error: BaseException) -> ListingError:
        advice = "the file is damaged or cut off, so download it again."
        return ListingError(self.source, f"{short_name(info)} can't be read from the zip ({error}); {advice}")

    def chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        """The rest of the member in blocks; each is told as progress when the next one is asked for."""
        while chunk := stream.read(nppes_rows.BLOCK_BYTES):
            yield chunk
            self.show_progress(stream)

    def show_progress(self, stream: IO[bytes]) -> None:
        """Tell how far the reading is; `stream` is the member being read."""
        if self.on_progress is not None:
            members = (self.main, self.places, self.names)
            total = sum(info.file_size for info in members if info is not None)
            self.on_progress(self._bytes_before + stream.tell(), total)


@contextmanager
def open_archive(path: Path, source: str, on_progress: Progress | None) -> Iterator[Archive]:
    """The NPPES zip at `path`, open while the context lasts.

    Members may stand in a folder of the zip; `_fileheader.csv` companions and PDFs are passed over.

    Raises:
        ListingError: the file is missing, no zip, cut off, larger than any NPPES file when it is
            unpacked, or holds no npidata member.
    """
    try:
        container = zipfile.ZipFile(path)
    except _BAD_ZIP as error:
        raise ListingError(source, why_no_zip(path, error)) from error
    with container:
        main, places, names = (_find(container, source, prefix) for prefix in _PREFIXES)
        if main is None:
            raise ListingError(source, _why_no_main(container))
        _require_size(source, main, places, names)
        yield Archive(source, container, main, places, names, on_progress)


def _require_size(source: str, *members: zipfile.ZipInfo | None) -> None:
    # A member that holds more than the zip states ends at the stated size, with a wrong checksum.
    for info in filter(None, members):
        if info.file_size > UNPACKED_BYTES_MAX:
            raise ListingError(
                source,
                f"{short_name(info)} would be {info.file_size:,} bytes unpacked, more than any NPPES file "
                f"({UNPACKED_BYTES_MAX:,}); look at the zip before anything reads it.",
            )


def _find(container: zipfile.ZipFile, source: str, prefix: str) -> zipfile.ZipInfo | None:
    found = [info for info in container.infolist() if is_member(short_name(info).lower(), prefix)]
    if len(found) > 1:
        names = ", ".join(info.filename for info in found)
        raise ListingError(source, f"the zip holds {len(found)} members {prefix}*.csv, not one: {names}.")
    return found[0] if found else None


def is_member(name: str, prefix: str) -> bool:
    """Whether a member of this name (in lower case) is the listing that the prefix stands for."""
    return name.startswith(prefix) and name.endswith(".csv") and not name.endswith("_fileheader.csv")


def short_name(info: zipfile.ZipInfo) -> str:
    """The name of a member without the folders of the zip."""
    return PurePosixPath(info.filename).name


def _why_no_main(container: zipfile.ZipFile) -> str:
    held = ", ".join(sorted(short_name(info) for info in container.infolist())[:8]) or "nothing"
    return f"the zip holds no member npidata_pfile_*.csv; it holds {held}. Is it an NPPES V2 zip?"


def why_no_zip(path: Path, error: BaseException) -> str:
    """In words why the file at `path`, which failed with `error`, is no zip that can be read."""
    try:
        with path.open("rb") as file:
            start = file.read(START_BYTES)
    except OSError as unreadable:
        return f"the file can't be opened: {unreadable.strerror}."
    if not start:
        return "the file is empty (0 bytes); download it again."
    if start.startswith(b"PK\x03\x04"):
        return f"the file begins as a zip but is cut off or damaged ({error}); download it again."
    no_zip = f"the file is no zip: it begins with {start[:4]!r}; perhaps an error page was saved."
    return challenge_reason(start) or no_zip
