"""The new database beside the published one: built or found finished, asked, guarded, put in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from verify.progress import Progress
from verify.publish.assertions import assert_publishable
from verify.publish.build import build_database
from verify.publish.errors import RefusedError
from verify.publish.guard import guard
from verify.publish.overrides import Override, add_overrides, override_rows, own_overrides
from verify.publish.releases import Facts
from verify.publish.swap import publish_build
from verify.receipts import CANDIDATE, PUBLISHED, Receipt, read_receipt, sha256_of, write_receipt
from verify.release_inputs import Inputs, left_behind
from verify.run import Run
from verify.summary import RunReport


def candidate_path(data: Path) -> Path:
    """Where the new database stands until it is published."""
    return data / "builds" / ".next.db"


def make_candidate(
    run: Run, facts: Facts, inputs: Inputs, progress: Progress, *, is_repeatable: bool
) -> Path:
    """The new database, finished: that which a killed run left, where it is of the same inputs."""
    path, past = candidate_path(run.data), facts.past.database
    wanted = Receipt(facts.release.release_id, "", "", inputs, past.stem if past else "")
    left = read_receipt(run.data / CANDIDATE)
    if is_repeatable and left is not None and _is_equal(left, wanted) and left.is_of(path):
        progress.say("the database is there already, finished by the run that was killed")
        return path
    (run.data / CANDIDATE).unlink(missing_ok=True)
    build_database(path, facts)
    write_receipt(run.data / CANDIDATE, replace(wanted, run_id=run.run_id, sha256=sha256_of(path)))
    return path


def _is_equal(left: Receipt, wanted: Receipt) -> bool:
    return (left.release_id, left.inputs, left.past) == (wanted.release_id, wanted.inputs, wanted.past)


def examine(
    candidate: Path, published: Path | None, run: Run, release_id: str, progress: Progress
) -> tuple[str, ...]:
    """The database answered every question and holds nothing private; what was overruled is returned.

    Raises:
        RefusedError: it did not, and stands aside as `refused.db`.
    """
    try:
        with progress.stage("Ask"):
            answers = assert_publishable(candidate, published, run.accept)
            said = Override(run.accept, run.accepted_by, run.day.isoformat())
            rows = own_overrides(published, release_id) + override_rows(release_id, answers, said)
            add_overrides(candidate, rows)
        with progress.stage("Guard"):
            _guard_file(candidate)
    except RefusedError as error:
        refused = candidate.with_name("refused.db")
        candidate.replace(refused)
        raise RefusedError(f"{error} The refused database is {refused}.") from error
    return tuple(f"{answer} - accepted by {run.accepted_by}: {run.accept}" for answer in answers)


def publish_candidate(run: Run, candidate: Path, report: RunReport, inputs: Inputs) -> None:
    """The database is the published one, with a receipt of what it was made of."""
    final = candidate.with_name(f"{report.release_id}.db")
    made_of = {**inputs, **left_behind(run.data)}
    receipt = Receipt(report.release_id, run.run_id, sha256_of(candidate), made_of)
    write_receipt(run.data / PUBLISHED, replace(receipt, report=asdict(report)))
    candidate.replace(final)
    publish_build(run.data, final)
    (run.data / CANDIDATE).unlink(missing_ok=True)


def _guard_file(database: Path) -> None:
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        guard(connection)
