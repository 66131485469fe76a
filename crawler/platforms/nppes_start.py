"""The header of the npidata member, read from the first bytes of an NPPES zip alone."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import PurePosixPath

from crawler.challenge import page_reason
from crawler.errors import ListingError
from crawler.platforms.nppes_header import locate, new_columns, taken_columns
from crawler.platforms.nppes_members import is_member
from crawler.platforms.nppes_rows import read_header

_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_DEFLATED = 8
_LINE_BYTES = 1 << 20


def check_zip_start(content: bytes, source: str) -> tuple[str, ...]:
    """The columns that the V2 format did not have; none where npidata begins beyond these bytes.

    Raises:
        ListingError: the bytes begin no zip, or the header lacks a column that we take.
    """
    if not content.startswith(_SIGNATURE):
        no_zip = f"the file is no zip: it begins with {content[:4]!r}"
        raise ListingError(source, page_reason(content, "zip") or no_zip)
    found = _main_header(content)
    if found is None:
        return ()
    member, header = found
    locate(source, member, header, taken_columns(header))
    return new_columns(header)


def _main_header(content: bytes) -> tuple[str, list[str]] | None:
    """The name of the npidata member and its headings; None where they are not within these bytes."""
    at = 0
    while content.startswith(_SIGNATURE, at) and at + _LOCAL_HEADER.size <= len(content):
        fields = _LOCAL_HEADER.unpack_from(content, at)
        method, packed_size, name_size, extra_size = fields[3], fields[7], fields[9], fields[10]
        name_at = at + _LOCAL_HEADER.size
        name = PurePosixPath(content[name_at : name_at + name_size].decode("utf-8", "replace")).name
        data_at = name_at + name_size + extra_size
        if is_member(name.lower(), "npidata_pfile_"):
            line = _first_line(content[data_at:], method)
            return (name, read_header(io.BytesIO(line))) if line else None
        # A member of unknown size (streamed into the zip) has 0 here; what follows it can't be found.
        if not packed_size:
            return None
        at = data_at + packed_size
    return None


def _first_line(data: bytes, method: int) -> bytes:
    """The first line of a member, or nothing where it does not end within these bytes."""
    if method == _DEFLATED:
        try:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, _LINE_BYTES)
        except zlib.error:
            return b""
    end = data.find(b"\n") + 1
    return data[:end]
