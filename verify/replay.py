"""Every stored link made again from the records and the stored model, and compared to the last bit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from verify.corrected import corrected
from verify.link_memory import link_by_memory
from verify.link_memory_file import read_memory
from verify.link_store import LINKS, NEAR_MISSES, read_links, read_store
from verify.linkage.engine import link_records, linkage_of
from verify.linkage.links import Comparison, Decision, Link, Linkage
from verify.linkage.model import Model
from verify.linkage.replayed import Difference, Replayed, replayed
from verify.linkage.stored_model import StoredModelError, model_of
from verify.linked_lists import linked_lists
from verify.publish.errors import CannotRunError
from verify.publish.load import Records, load_records
from verify.publish.private import withhold_private
from verify.publish.withhold import divide_links
from verify.published import open_published, stored_link
from verify.review import read_review

Progress = Callable[[str], None]

FIRST = 20
"""How many differences are printed; JSON has all of them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a store came to: for each of its parts the links that are equal, and the differences."""

    parts: dict[str, Replayed]
    model: tuple[Difference, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences, those of the model first."""
        return self.model + tuple(each for part in self.parts.values() for each in part.differences)

    def facts(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "parts": {name: {"equal": part.equal, "count": part.count} for name, part in self.parts.items()},
            "differences": [asdict(each) for each in self.differences],
        }

    def lines(self) -> list[str]:
        """The same as sentences to print; the first differences alone."""
        lines = [
            f"{name}: {part.equal:,} of {part.count:,} links are equal to the last bit"
            for name, part in self.parts.items()
        ]
        shown = [each.line for each in self.differences[:FIRST]]
        rest = len(self.differences) - len(shown)
        return [*lines, *shown, *([f"and {rest:,} differences more"] if rest else [])]


def replay_lists(directory: Path, roll: Path, folder: Path, say: Progress) -> Replay:
    """The links of both files by the models stored in `folder`, against the links stored there.

    Raises:
        CannotRunError: a file can't be used; the sentence says where and what to do.
    """
    store = read_store(folder)
    models = store.models
    found = linked_lists(directory, roll, store.name_orders, say, models, near_misses=True).explained()
    versions = zip(store.versions, models.versions, strict=True)
    return Replay({LINKS: replayed(store.links, found)}, tuple(_of_versions(versions)))


def replay_published(data: Path, say: Progress) -> Replay:
    """The links of the records on disk by the published model, against the published and the private ones.

    Raises:
        CannotRunError: nothing is published, it holds no model, or the records can't be read.
    """
    with open_published(data) as connection:
        version, model = _published_model(connection, data)
        stored = list(_published_links(connection))
    records = withhold_private(load_records(data))
    linkage = _linked_again(data, records, model, say)
    found = corrected(data, records, linkage)
    licenses = {record.license_id: record for record in found.records.licenses}
    public = divide_links(found.words.links, licenses).public
    waiting = [link for link in found.words.links if link.decision is Decision.REVIEW]
    parts = {
        "directory.db": replayed(stored, public),
        "review.csv": replayed(read_review(data / "review.csv"), waiting),
        NEAR_MISSES: replayed(read_links(data / NEAR_MISSES), found.near_misses),
    }
    return Replay(parts, tuple(_of_versions([(version, model.version)])))


def _linked_again(data: Path, records: Records, model: Model, say: Progress) -> Linkage:
    """By the frequencies that were learned with this model, where they are remembered; else counted anew."""
    memory = read_memory(data)
    if memory is None or memory.run.model.version != model.version:
        return link_records(records.licenses, records.entries, say, model)
    return linkage_of(link_by_memory(memory, records.licenses, records.entries, say))


def _of_versions(versions: Iterable[tuple[str, str]]) -> Iterator[Difference]:
    """A model whose parameters make another version was changed, or is read by another policy."""
    return (
        Difference("", "", "the version of the model", stored, found)
        for stored, found in versions
        if stored != found
    )


def _published_model(connection: sqlite3.Connection, data: Path) -> tuple[str, Model]:
    row = connection.execute(
        "SELECT model_version, model_parameters FROM releases WHERE is_current = 1"
    ).fetchone()
    try:
        facts: dict[str, Any] = json.loads(row["model_parameters"])
        return str(row["model_version"]), model_of(facts)
    except (StoredModelError, ValueError, TypeError, AttributeError) as error:
        raise CannotRunError(f"{data / 'directory.db'} holds no model ({error}); build again.") from error


def _published_links(connection: sqlite3.Connection) -> Iterator[Link]:
    factors: dict[str, list[Comparison]] = {}
    for row in connection.execute("SELECT * FROM link_comparisons ORDER BY link_id, position"):
        factors.setdefault(row["link_id"], []).append(_comparison(row))
    for row in connection.execute("SELECT * FROM links ORDER BY entry_id, license_id"):
        yield replace(stored_link(row), comparisons=tuple(factors.get(row["link_id"], ())))


def _comparison(row: Any) -> Comparison:
    values = (row["entry_value"] or "", row["license_value"] or "")
    return Comparison(row["comparison"], row["level"], *values, row["weight_bits"], row["reason"])
