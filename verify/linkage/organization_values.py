"""What a comparison of organizations compared: the values of the entry and of the row, as words."""

from __future__ import annotations

from verify.linkage.organization_frequencies import OrganizationFrequencies
from verify.linkage.organization_levels import LEVEL
from verify.linkage.organization_sides import OrganizationSides, Places, Side
from verify.linkage.sides import starts


class OrganizationValues:
    """The values on both sides that each comparison compared."""

    def __init__(self, sides: OrganizationSides, frequencies: OrganizationFrequencies) -> None:
        """Find where the lines of each entry and row begin."""
        self._sides, self._frequencies = sides, frequencies
        self._texts = sides.vocabulary.strings()
        directory, roll = sides.directory, sides.roll
        self._claims = starts(directory.number_owner, len(directory.ids))
        self._printed = starts(roll.number_owner, len(roll.ids))
        self._here = starts(directory.places.owner, len(directory.ids))
        self._there = starts(roll.places.owner, len(roll.ids))

    def of(
        self, comparison: str, entry: int, row: int, names: tuple[int, int], board: int, level: int
    ) -> tuple[str, str]:
        """Both values, as words."""
        directory, roll = self._sides.directory, self._sides.roll
        if comparison == "prior":
            return "", str(self._frequencies.holders[row])
        if comparison == "name":
            return directory.names.printed[names[0]], roll.names.printed[names[1]]
        if comparison == "license number":
            ours = range(self._claims[entry], self._claims[entry + 1])
            theirs = range(self._printed[row], self._printed[row + 1])
            return _numbers(directory, ours, board), _numbers(roll, theirs, board)
        return self._both_places(entry, row, level)

    def _both_places(self, entry: int, row: int, level: int) -> tuple[str, str]:
        ours, theirs = self._sides.directory.places, self._sides.roll.places
        there = self._there[row]
        for here in range(self._here[entry], self._here[entry + 1]):
            if _place_level(ours, here, theirs, there) == level:
                return self._spot(ours, here), self._spot(theirs, there)
        return "", self._spot(theirs, there)

    def _spot(self, places: Places, line: int) -> str:
        parts = (places.city[line], places.state[line], places.zip5[line])
        city, *rest = (self._texts[code] for code in parts)
        return " ".join(part for part in (city.title(), *rest) if part)


def _numbers(side: Side, lines: range, board: int) -> str:
    readings = {str(side.reading[i]) for i in lines if side.number_board[i] == board}
    return " or ".join(sorted(readings))


def _place_level(ours: Places, here: int, theirs: Places, there: int) -> int:
    levels, same_state = LEVEL["place"], ours.state[here] == theirs.state[there]
    if ours.zip5[here] and ours.zip5[here] == theirs.zip5[there]:
        return levels["zip5"]
    if ours.city[here] and ours.city[here] == theirs.city[there] and same_state:
        return levels["city"]
    if ours.area[here] and ours.area[here] == theirs.area[there]:
        return levels["area"]
    return levels["state" if same_state else "elsewhere"]
