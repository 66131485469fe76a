"""The site may not import the checks, so what it must know too is kept in step here."""

from __future__ import annotations

import re

import pytest
from directory_site import verdicts, wording

from crawler.records import Discipline, EntryKind, Profession, Status
from verify.checks import coverage
from verify.checks.judgment import CheckOutcome, Strength, Verdict
from verify.linkage.from_records import ADVERSE
from verify.linkage.links import Decision, IdentityClass
from verify.linkage.verdict_labels import VERDICT_LABELS
from verify.publish import assertions
from verify.publish.schema import TABLES


def test_the_six_verdicts_have_the_same_words_everywhere() -> None:
    assert {code: verdict.label for code, verdict in verdicts.VERDICTS.items()} == VERDICT_LABELS
    assert set(VERDICT_LABELS) == set(map(str, Verdict))


def test_evidence_ages_by_one_rule() -> None:
    assert verdicts.FRESH_DAYS == coverage.FRESH_DAYS
    assert verdicts.AGING_DAYS == coverage.AGING_DAYS
    assert verdicts.STALE_DAYS == coverage.STALE_DAYS


def test_the_same_statuses_are_adverse_to_linking_publishing_and_pages() -> None:
    asked = re.search(r"c\.status IN \(([^)]*)\)", assertions.ADVERSE)
    assert asked and set(re.findall(r"'(\w+)'", asked[1])) == set(map(str, ADVERSE))
    assert set(map(str, ADVERSE)) == wording.ADVERSE_STATUSES


def test_every_word_of_a_closed_list_has_words_on_the_pages() -> None:
    assert set(wording.PROFESSIONS) == set(map(str, Profession))
    assert set(wording.STATUSES) == set(map(str, Status))
    assert set(wording.DISCIPLINE) == set(map(str, Discipline))
    assert set(wording.STRENGTHS) == set(map(str, Strength))


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("licenses", "status", Status),
        ("licenses", "discipline", Discipline),
        ("entries", "kind", EntryKind),
        ("entries", "verdict", Verdict),
        ("links", "decision", [Decision.ACCEPT, Decision.REVIEW]),  # near misses are never published
        ("links", "identity_class", IdentityClass),
        ("checks", "outcome", CheckOutcome),
        ("checks", "strength", Strength),
    ],
)
def test_the_database_takes_the_words_of_the_closed_list_and_no_other(table, column, kind) -> None:
    allowed = re.search(rf"\b{column} IN \(([^)]*)\)", TABLES[table])
    assert allowed and set(re.findall(r"'(\w+)'", allowed[1])) == set(map(str, kind))
