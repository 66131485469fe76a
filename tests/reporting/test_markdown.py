"""The report says what happened, why, and what to do; the same facts give the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reporting.made import COULD_NOT_RUN, HOSTILE, PUBLISHED, REFUSED
from verify.reporting.facts import ReportFacts
from verify.reporting.markdown import plain
from verify.reporting.report import report_markdown

GOLDEN = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "facts"), [("published", PUBLISHED), ("refused", REFUSED), ("could_not_run", COULD_NOT_RUN)]
)
def test_report_is_the_one_that_a_maintainer_read_and_kept(name: str, facts: ReportFacts) -> None:
    assert report_markdown(facts) == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


def test_text_of_others_is_no_markup_and_breaks_no_table() -> None:
    text = report_markdown(PUBLISHED)
    assert not re.search(r"(?<!\\)(<script|\]\()", text)
    rows = [line for line in text.splitlines() if line.startswith("| 2026-12-01")]
    assert len(rows) == 1 and rows[0].replace("\\|", "").count("|") == 5


def test_plain_text_stays_readable() -> None:
    assert plain("us_wa_doh:AC1") == "us_wa_doh:AC1"
    assert plain(HOSTILE).startswith("\\<script\\>")
    assert "\n" not in plain("a\nb\u2028c\x1b[31m") and "\x1b" not in plain("\x1b[31m")


def test_failed_source_is_told_until_when_it_counts() -> None:
    text = report_markdown(PUBLISHED)
    assert "called stale after 2026-12-21 and support no verdict after 2027-02-18" in text
    assert "practitioners crawl us_wa_doh" in text
