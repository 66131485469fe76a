"""Questions that a finished database must answer before it may be published.

Each question is a query for rows that must not exist. One that finds a row refuses the
database; the published one stays. Only the questions of `drift.py`, which compare with the published
database, can be overruled, with a reason that a person gives.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from verify.publish.drift import DRIFT
from verify.publish.errors import RefusedError
from verify.publish.question import Question

ADVERSE = (
    "(c.status IN ('suspended', 'revoked', 'probation', 'surrendered') "
    "OR c.is_disciplinary_status = 1 OR c.discipline = 'yes' "
    "OR EXISTS (SELECT 1 FROM board_actions b WHERE b.license_id = c.license_id))"
)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "sources_have_rows",
        "a source has a good crawl and no records",
        "SELECT source FROM sources WHERE records_crawl_id IS NOT NULL AND records_count = 0",
    ),
    Question(
        "there_are_entries",
        "there is not one directory entry",
        "SELECT 'entries' WHERE NOT EXISTS (SELECT 1 FROM entries)",
    ),
    Question(
        "verified_has_active_license",
        "an entry is verified without an accepted link to an active license that ran on the listing's date",
        """
        SELECT e.entry_id FROM entries e WHERE e.verdict = 'verified' AND NOT EXISTS (
          SELECT 1 FROM links l JOIN licenses c ON c.license_id = l.license_id
          WHERE l.entry_id = e.entry_id AND l.license_id = e.verdict_license_id
            AND l.decision = 'accept' AND l.identity_class IN ('number_and_name', 'name_and_place')
            AND c.status = 'active' AND c.is_superseded = 0 AND c.is_disciplinary_status = 0
            AND NOT EXISTS (SELECT 1 FROM board_actions b WHERE b.license_id = c.license_id AND b.is_over = 0)
            AND (c.discipline <> 'yes' OR EXISTS (SELECT 1 FROM board_actions b
              WHERE b.license_id = c.license_id))
            AND c.expires_on IS NOT NULL AND (c.is_in_renewal = 1
              OR c.expires_on >= coalesce(c.source_as_of, substr(c.fetched_at, 1, 10))))
        """,
    ),
    Question(
        "verdict_rests_on_accepted_link",
        "a verdict rests on a license that no accepted link ties to the entry",
        """
        SELECT e.entry_id FROM entries e WHERE e.verdict_license_id IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM links l WHERE l.entry_id = e.entry_id
            AND l.license_id = e.verdict_license_id AND l.decision = 'accept')
        """,
    ),
    Question(
        "licensed_verdict_names_license",
        "a verdict about a license names no license",
        "SELECT entry_id FROM entries WHERE verdict_license_id IS NULL "
        "AND verdict IN ('verified', 'verified_with_notice', 'license_not_active', 'no_end_date')",
    ),
    Question(
        "no_end_date_lacks_one",
        "an entry is said to have a license without an end date, and the license gives one or is not active",
        """
        SELECT e.entry_id FROM entries e JOIN licenses c ON c.license_id = e.verdict_license_id
        WHERE e.verdict = 'no_end_date' AND (c.expires_on IS NOT NULL
          OR c.status NOT IN ('active', 'active_restricted', 'probation'))
        """,
    ),
    Question(
        "verdict_has_sentence",
        "a verdict has no sentence",
        "SELECT entry_id FROM entries WHERE trim(verdict_sentence) = ''",
    ),
    Question(
        "verified_has_dates",
        "a verified entry does not say when it was checked and until when that may be shown",
        "SELECT entry_id FROM entries WHERE verdict IN ('verified', 'verified_with_notice') "
        "AND (checked_on IS NULL OR shown_until IS NULL)",
    ),
    Question(
        "discipline_needs_number",
        "an accepted link ties an entry to an adverse license by name and place alone",
        f"""
        SELECT l.link_id FROM links l JOIN licenses c ON c.license_id = l.license_id
        WHERE l.decision = 'accept' AND l.identity_class <> 'number_and_name' AND {ADVERSE}
        """,  # noqa: S608
    ),
    Question(
        "undecided_is_not_adverse",
        "a link that a person has yet to decide leads to an adverse license",
        f"""
        SELECT l.link_id FROM links l JOIN licenses c ON c.license_id = l.license_id
        WHERE l.decision = 'review' AND {ADVERSE}
        """,  # noqa: S608
    ),
    Question(
        "checks_show_no_unproven_discipline",
        "a check leads to an adverse license that no accepted link by number ties to the entry",
        f"""
        SELECT k.entry_id FROM checks k JOIN licenses c ON c.license_id = k.license_id
        WHERE {ADVERSE} AND NOT EXISTS (
          SELECT 1 FROM links l WHERE l.entry_id = k.entry_id AND l.license_id = k.license_id
            AND l.decision = 'accept' AND l.identity_class = 'number_and_name')
        """,  # noqa: S608
    ),
    Question(
        "exclusion_needs_npi",
        "a check ties an exclusion to an entry that has not its NPI",
        """
        SELECT k.entry_id FROM checks k JOIN exclusions x ON x.exclusion_id = k.exclusion_id
        WHERE x.npi IS NULL OR x.npi <> k.entry_id
        """,
    ),
    Question(
        "weights_add_up",
        "the weights of the comparisons do not sum to the weight of their link",
        """
        SELECT l.link_id FROM links l
        LEFT JOIN (SELECT link_id, sum(weight_bits) AS total FROM link_comparisons GROUP BY link_id) s
          ON s.link_id = l.link_id
        WHERE abs(l.weight_bits - coalesce(s.total, 0)) > 1e-9
        """,
    ),
    *DRIFT,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that found rows: how many, and which are the first three."""

    question: Question
    rows_count: int
    examples: tuple[str, ...]

    @property
    def finding(self) -> str:
        """The sentence with its figures."""
        shown = ", ".join(self.examples)
        return f"{self.question.name}: {self.question.sentence} ({self.rows_count}: {shown})"

    def __str__(self) -> str:
        """The finding, and where to look."""
        look_at = self.question.look_at
        return f"{self.finding}. Look at {look_at}" if look_at else self.finding


def assert_publishable(database: Path, published: Path | None, accept: str = "") -> list[Answer]:
    """The database may be published; the questions that `accept` overruled are returned.

    Args:
        database: the finished new database.
        published: the database that is published now, or None.
        accept: the reason of a person for publishing in spite of a drift, or "".

    Raises:
        RefusedError: a question found a row. The sentence names question and rows.
    """
    answers = ask(database, published)
    refusing = [answer for answer in answers if not (accept and answer.question.is_about_published)]
    if refusing:
        raise RefusedError("Not published, the published database stays. " + "; ".join(map(str, refusing)))
    return answers


def ask(database: Path, published: Path | None) -> list[Answer]:
    """The questions that found rows which must not exist; empty when the database answers them all.

    Raises:
        RefusedError: the published database can't be read.
    """
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        if published is not None:
            _attach(connection, published)
        found = [_ask_one(connection, question) for question in QUESTIONS if _applies(question, published)]
    finally:
        connection.close()
    return [answer for answer in found if answer.rows_count]


def _applies(question: Question, published: Path | None) -> bool:
    return published is not None or not question.is_about_published


def _attach(connection: sqlite3.Connection, published: Path) -> None:
    try:
        connection.execute("ATTACH ? AS published", (f"{published.resolve().as_uri()}?mode=ro",))
        connection.execute("SELECT verdict FROM published.entries LIMIT 1")
    except sqlite3.DatabaseError as error:
        raise RefusedError(
            f"The published database {published} can't be compared ({error}); look at it, and move it away "
            "if it is not worth keeping."
        ) from error


def _ask_one(connection: sqlite3.Connection, question: Question) -> Answer:
    found = connection.execute(question.sql).fetchall()
    return Answer(question, len(found), tuple(str(row[0]) for row in found[:3]))
