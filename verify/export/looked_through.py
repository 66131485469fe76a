"""Which releases were looked through for what is withheld: years of them are not read again each week.

What is remembered counts for the very same database and the very same suppressions, and for nothing else.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from pathlib import Path

from verify.export.folder import DATABASE_FILE
from verify.publish import withheld_in
from verify.publish.suppression import Suppressions

FILE = Path("state") / "releases_looked_through.json"


class LookedThrough:
    """Releases in which nothing was found that is withheld now."""

    def __init__(self, data: Path, suppressions: Suppressions) -> None:
        """What an earlier look found of these suppressions; nothing where it can't be read."""
        self._path = data / FILE
        self._name = _name_of(suppressions)
        self._clean: dict[str, list[int]] = {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if found["suppressions"] == self._name:
                self._clean = dict(found["releases"])
        except (OSError, ValueError, KeyError, TypeError):
            self._clean = {}

    def is_clean(self, folder: Path) -> bool:
        """Whether this very database was looked through for these very suppressions."""
        database = folder / DATABASE_FILE
        return database.exists() and self._clean.get(folder.name) == _identity(database)

    def keep(self, folders: Iterable[Path]) -> None:
        """The next look passes over these releases, and over no others."""
        clean = {folder.name: _identity(folder / DATABASE_FILE) for folder in folders}
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self._path.with_name(f".{self._path.name}.next")
        temporary.write_text(json.dumps({"suppressions": self._name, "releases": clean}), encoding="utf-8")
        temporary.replace(self._path)


def _name_of(suppressions: Suppressions) -> str:
    """A name of all that is withheld and of where it is looked for; it tells nobody who that is."""
    sets = (suppressions.entries, suppressions.contacts, map(list, suppressions.remembered))
    where = (withheld_in.ENTRIES, withheld_in.LICENSES, withheld_in.CONTACTS)
    content = json.dumps([*where, *(sorted(each) for each in sets)])
    return hmac.digest(suppressions.key, content.encode(), "sha256").hex()


def _identity(database: Path) -> list[int]:
    stat = database.stat()
    return [stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns]
