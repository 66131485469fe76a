"""The rows of New Jersey's `Data.txt` as the stand-in for its site searches them."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.standin.new_jersey import COLUMNS


class LicenseRows:
    """The lines of a file with their cells, looked for by profession and license type."""

    def __init__(self, text: str) -> None:
        """Read the text of a `Data.txt`."""
        self._header, *self._lines = text.splitlines()
        self._cells = [_cells(self._header.split("|"), line) for line in self._lines]

    def professions(self) -> set[str]:
        """The professions that have a row."""
        return {each["profession_name"] for each in self._cells}

    def types(self, profession: str) -> list[str]:
        """The license types of the profession, sorted."""
        return sorted({each["license_type_name"] for each in self.found(profession, "")})

    def found(self, profession: str, license_type: str) -> list[dict[str, str]]:
        """The cells of the rows that a search finds, in their order; an empty type is any."""
        return [self._cells[place] for place in self._places(profession, license_type)]

    def file(self, profession: str, license_type: str) -> str:
        """The text of the file with the rows that a search finds."""
        lines = (self._header, *(self._lines[place] for place in self._places(profession, license_type)))
        return "".join(f"{line}\r\n" for line in lines)

    def _places(self, profession: str, license_type: str) -> list[int]:
        return [
            place
            for place, each in enumerate(self._cells)
            if profession
            and each["profession_name"] == profession
            and license_type in ("", each["license_type_name"])
        ]


def _cells(names: Sequence[str], line: str) -> dict[str, str]:
    """The cells of a line; the pipes within an address are made part of it, counted from both ends."""
    cells, ending = line.split("|"), len(names) - names.index("addr_line_2") - 1
    before = names.index("addr_line_2")
    joined = [*cells[:before], "|".join(cells[before : len(cells) - ending]), *cells[len(cells) - ending :]]
    return dict.fromkeys(COLUMNS, "") | dict(zip(names, joined, strict=True))
