"""Reads a published database back for the command line."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from verify.linkage.evaluate import Evaluation, evaluate
from verify.linkage.links import Decision, IdentityClass, Link
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
    return [_accepted(row) for row in found] + read_review(data / "review.csv")


def evaluate_published(data: Path, truth: Path) -> Evaluation:
    """The evaluation of the published links and the private queue against a truth file.

    Raises:
        CannotRunError: there is nothing published, or the truth has not the columns entry_id, license_id.
    """
    return evaluate(all_links(data), read_truth(truth))


def read_truth(path: Path) -> list[tuple[str, str]]:
    """The (entry_id, license_id) pairs of a truth file; license_id is empty where there is none.

    Raises:
        CannotRunError: a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"entry_id", "license_id"} - set(reader.fieldnames or ())
        if missing:
            raise CannotRunError(f"{path} has no column {', '.join(sorted(missing))}.")
        return [(row["entry_id"] or "", row["license_id"] or "") for row in reader]


def _accepted(row: Any) -> Link:
    return Link(
        entry_id=row["entry_id"],
        license_id=row["license_id"],
        decision=Decision(row["decision"]),
        probability=row["probability"],
        weight_bits=row["weight_bits"],
        rule=row["rule"],
        identity_class=IdentityClass(row["identity_class"]),
        reason=row["reason"],
        rival_license_id=row["rival_license_id"],
        rival_weight_bits=row["rival_weight_bits"],
        comparisons=(),
    )
