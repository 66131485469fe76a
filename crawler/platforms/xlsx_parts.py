"""The XML parts of an xlsx workbook, parsed piece by piece by the standard library's expat.

A document type is refused before any entity could be declared, so none can grow or lead elsewhere; a part
that unpacks to more than `MAX_PART_BYTES` is refused while it is unpacked, whatever the zip says of its size.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_PART_BYTES = 1 << 28
MAX_CELL_CHARACTERS = 32_767
"""The most that a cell of a workbook may hold."""
_CHUNK_BYTES = 1 << 18


class XlsxError(ValueError):
    """The file is no workbook, is damaged, or holds what no honest workbook holds."""


@dataclass(slots=True)
class CellText:
    """Gathers the text of a cell or string; what stands between is layout."""

    is_open: bool = False
    is_phonetic: bool = False
    parts: list[str] = field(default_factory=list)
    size: int = 0

    def start(self, name: str) -> None:
        """An element begins."""
        self.is_open = name in ("v", "t")
        self.is_phonetic = self.is_phonetic or name == "rPh"

    def end(self, name: str) -> None:
        """An element ends."""
        self.is_open = False
        self.is_phonetic = self.is_phonetic and name != "rPh"

    def add(self, text: str) -> None:
        """A piece of text stands here.

        Raises:
            XlsxError: the cell holds more than a cell may.
        """
        if self.is_open and not self.is_phonetic:
            self.size += len(text)
            if self.size > MAX_CELL_CHARACTERS:
                raise XlsxError(f"a cell holds more than {MAX_CELL_CHARACTERS} characters")
            self.parts.append(text)

    def take(self) -> str:
        """What was gathered; nothing is held then."""
        text, self.parts, self.size = "".join(self.parts), [], 0
        return text


def parsed(
    container: zipfile.ZipFile,
    part: str,
    on_start: Callable[[str, dict[str, str]], None],
    on_end: Callable[[str], None],
    on_text: Callable[[str], None],
) -> Iterator[None]:
    """The part goes through the handlers; after each piece the caller can take what they gathered.

    Raises:
        XlsxError: the part is no well-formed XML, declares a document type, or is too large.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = lambda name, given: on_start(name.rpartition(" ")[2], given)
    parser.EndElementHandler = lambda name: on_end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = on_text
    size = 0
    with container.open(part) as stream:
        while True:
            chunk = stream.read(_CHUNK_BYTES)
            size += len(chunk)
            if size > MAX_PART_BYTES:
                raise XlsxError(f"{part} unpacks to more than {MAX_PART_BYTES >> 20} MB")
            try:
                parser.Parse(chunk, not chunk)
            except expat.ExpatError as error:
                raise XlsxError(f"{part} is no well-formed XML ({error})") from error
            yield
            if not chunk:
                return


def _refuse_document_type(*_: object) -> None:
    raise XlsxError("it declares a document type, which no workbook does")
