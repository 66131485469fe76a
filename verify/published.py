"""Reads a published database back for the command line."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from verify.linkage.links import Decision, IdentityClass, Link
from verify.linkage.strata import EntryFacts, Strata
from verify.publish.errors import CannotRunError
from verify.review import read_review


@contextmanager
def open_published(data: Path) -> Iterator[sqlite3.Connection]:
    """Inside the block the published database is open for reading, rows by column name.

    Raises:
        CannotRunError: there is no published database, or it can't be read.
    """
    path = data / "directory.db"
    if not path.exists():
        raise CannotRunError(f"There is no {path} yet; run `practitioners refresh` first.")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    except sqlite3.DatabaseError as error:
        raise CannotRunError(f"{path} can't be read ({error}); run `practitioners build`.") from error
    finally:
        connection.close()


def all_links(data: Path) -> list[Link]:
    """Accepted links as published, and every link in review of the private queue; no comparisons.

    Raises:
        CannotRunError: there is no published database, or the queue can't be read.
    """
    with open_published(data) as connection:
        found = connection.execute(
            "SELECT * FROM links WHERE decision = 'accept' ORDER BY entry_id, license_id"
        ).fetchall()
    return [stored_link(row) for row in found] + read_review(data / "review.csv")


def published_strata(data: Path) -> Strata:
    """What tells the published entries and licenses apart when links are measured.

    Raises:
        CannotRunError: there is no published database, or it can't be read.
    """
    with open_published(data) as connection:
        claims: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in connection.execute(
            "SELECT entry_id, coalesce(c.state, e.state, '') AS board, c.license_number AS number "
            "FROM entry_claims c JOIN entries e USING (entry_id) WHERE c.license_number IS NOT NULL"
        ):
            claims[row["entry_id"]].append((row["board"], row["number"]))
        entries = connection.execute("SELECT entry_id, kind, profession, first_name, last_name FROM entries")
        facts = {row["entry_id"]: _entry_facts(row, claims[row["entry_id"]]) for row in entries}
        numbers = connection.execute("SELECT license_id, jurisdiction, license_number FROM licenses")
        return Strata(
            facts, {row["license_id"]: (row["jurisdiction"], row["license_number"]) for row in numbers}
        )


def _entry_facts(row: Any, claims: Iterable[tuple[str, str]]) -> EntryFacts:
    return EntryFacts(
        is_organization=row["kind"] == "organization",
        profession=row["profession"],
        first_name=row["first_name"] or "",
        last_name=row["last_name"] or "",
        claims=tuple(claims),
    )


def stored_link(row: Any) -> Link:
    """The link of a row of `links`, without its comparisons."""
    return Link(
        entry_id=row["entry_id"],
        license_id=row["license_id"],
        decision=Decision(row["decision"]),
        probability=row["probability"],
        cut=row["cut"],
        weight_bits=row["weight_bits"],
        rule=row["rule"],
        identity_class=IdentityClass(row["identity_class"]),
        reason=row["reason"],
        rival_license_id=row["rival_license_id"],
        rival_weight_bits=row["rival_weight_bits"],
        entry_hash=row["entry_hash"],
        license_hash=row["license_hash"],
        comparisons=(),
    )
