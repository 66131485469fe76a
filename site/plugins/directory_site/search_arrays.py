"""What the search keeps in memory of a build: the groups of its entries and its ZIP areas."""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Connection

from verify.linkage.search_groups import Groups
from verify.linkage.search_places import Places
from verify.linkage.search_sets import unpack

from .reading import Build

_LABELS = "select labels from search_labels where name = ?"
_NUMBERS = "select numbers from search_arrays where name = ? order by part"
_COORDINATES = """
select z.latitude, z.longitude from json_each(?) a left join zips z on z.zip5 = a.value order by a.key
"""


@dataclass(frozen=True, slots=True)
class Arrays:
    """The arrays of one build; nothing changes them."""

    groups: Groups
    places: Places

    @property
    def size(self) -> int:
        """How many entries there are: the greatest `search_id`."""
        return self.groups.size


def read_arrays(connection: Connection) -> Arrays:
    """The arrays of the build that this connection reads."""
    groups, areas = (connection.execute(_LABELS, [name]).fetchone()[0] for name in ("groups", "areas"))
    of_entry, of_areas, starts = (
        unpack(row[0] for row in connection.execute(_NUMBERS, [name]))
        for name in ("groups", "areas", "area_starts")
    )
    coordinates = [tuple(row) for row in connection.execute(_COORDINATES, [areas])]
    latitudes, longitudes = [row[0] for row in coordinates], [row[1] for row in coordinates]
    return Arrays(Groups(json.loads(groups), of_entry), Places(latitudes, longitudes, starts, of_areas))


def arrays_of(build: Build) -> Arrays:
    """The arrays of the build that a request reads, read once for each build."""
    return build.once("search arrays", lambda: read_arrays(build.connection))
