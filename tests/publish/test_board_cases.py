"""Cases of a board in the database: all of them, in its words, with private words withheld."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from crawler.records import ActionStage, BoardAction, Discipline
from tests import factories as make
from tests.publish.folder import LICENSES, LINKS, ORTIZ, a_run, steps, write_all
from verify import refresh
from verify.publish.private import clean

HEARING = BoardAction("2026-1", "Notice of Hearing", "", ActionStage.ALLEGED, "2026-08-03", None, "")
ORDER = BoardAction(
    "2024-9",
    "Final order",
    "Records",
    ActionStage.FINAL,
    "2024-02-15",
    "2025-02-15",
    "https://board.example/o",
)
WORDLESS = BoardAction("2020-7", "", "", ActionStage.UNKNOWN, None, None, "")


def rows_of(tmp_path: Path, *actions: BoardAction, **changes: object) -> list[tuple[object, ...]]:
    """The rows of `board_actions` for one license that the directory links by number."""
    listed = replace(LICENSES[1], discipline=Discipline.YES, actions=actions, **changes)
    data = write_all(tmp_path / "data", licenses=[LICENSES[0], listed, *LICENSES[2:]])
    refresh.build(a_run(data), steps())
    database = sqlite3.connect(data / "directory.db")
    columns = "docket, action_printed, reason_printed, stage, acted_on, ended_on, order_url"
    query = f"SELECT {columns} FROM board_actions WHERE license_id = ? ORDER BY board_action_id"  # noqa: S608
    found = database.execute(query, [listed.license_id]).fetchall()
    database.close()
    return found


def test_every_case_is_a_row_in_the_boards_words(tmp_path: Path) -> None:
    assert ORTIZ in {link.entry_id for link in LINKS}
    assert rows_of(tmp_path, WORDLESS, ORDER, HEARING) == [
        ("2020-7", "2020-7", None, "unknown", None, None, None),
        ("2024-9", "Final order", "Records", "final", "2024-02-15", "2025-02-15", "https://board.example/o"),
        ("2026-1", "Notice of Hearing", None, "alleged", "2026-08-03", None, None),
    ]


def test_a_flag_beside_cases_adds_no_row(tmp_path: Path) -> None:
    assert len(rows_of(tmp_path, ORDER, discipline_printed="Y")) == 1


def test_private_words_of_a_case_are_withheld_and_the_case_stays() -> None:
    private = replace(ORDER, action_printed="Lives at 12 Nowhere Street", reason_printed="SSN 000-00-0000")
    cleaned = clean(replace(make.license_row("A", "B", "1"), actions=(private, HEARING)))
    assert cleaned.fields == ("actions",)
    assert [(each.docket, each.action_printed, each.reason_printed) for each in cleaned.record.actions] == [  # type: ignore[union-attr]
        ("2024-9", "withheld", "withheld"),
        ("2026-1", "Notice of Hearing", ""),
    ]


def test_a_renewal_past_the_end_date_may_be_published_as_verified(tmp_path: Path) -> None:
    first = replace(LICENSES[0], expires_on="2026-11-01", is_in_renewal=True, status_printed="In renewal")
    data = write_all(tmp_path / "data", licenses=[first, *LICENSES[1:]])
    refresh.build(a_run(data), steps())
    database = sqlite3.connect(data / "directory.db")
    found = database.execute(
        "SELECT e.verdict, c.is_in_renewal FROM entries e "
        "JOIN licenses c ON c.license_id = e.verdict_license_id WHERE c.license_id = ?",
        [first.license_id],
    ).fetchall()
    database.close()
    assert found == [("verified", 1)]


def test_an_order_that_has_ended_may_stand_beside_a_verified_license(tmp_path: Path) -> None:
    ended = replace(ORDER, ended_on="2025-02-15")
    first = replace(LICENSES[0], discipline=Discipline.YES, actions=(ended,))
    data = write_all(tmp_path / "data", licenses=[first, *LICENSES[1:]])
    refresh.build(a_run(data), steps())
    database = sqlite3.connect(data / "directory.db")
    found = database.execute(
        "SELECT e.verdict, b.is_over FROM entries e "
        "JOIN board_actions b ON b.license_id = e.verdict_license_id WHERE b.license_id = ?",
        [first.license_id],
    ).fetchall()
    database.close()
    assert found == [("verified", 1)]
