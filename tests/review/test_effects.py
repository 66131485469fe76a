from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.publish.folder import BROOK, VALE, link
from tests.publish.weeks import build, query
from tests.review.conftest import ACTIVE, HERS, REVOKED, WAITING
from verify.corrections import decide
from verify.desk.queue import Queue, State, in_order
from verify.publish.decisions import Word
from verify.publish.errors import CannotRunError
from verify.review_pairs import PAIRS, Effect, pair_line, read_pairs


def effects(data: Path) -> dict[str, Effect]:
    return {each.link.license_id: each.effect for each in read_pairs(data / PAIRS)}


def verdict(data: Path, entry_id: str) -> str:
    return str(dict(query(data, "SELECT entry_id, verdict FROM entries"))[entry_id])


def test_effect_is_what_the_next_build_publishes(data: Path) -> None:
    told = effects(data)
    assert told[HERS] == Effect("needs_review", "verified", "not_found", is_applied=True)
    decide(data, BROOK, HERS, Word.ACCEPT, "Same", "A. Reviewer", "2026-11-22")
    build(data, WAITING, "2026-11-22")
    assert verdict(data, BROOK) == told[HERS].if_accepted
    decide(data, BROOK, HERS, Word.REJECT, "Another", "A. Reviewer", "2026-11-22")
    build(data, WAITING, "2026-11-22")
    assert verdict(data, BROOK) == told[HERS].if_rejected


def test_accept_of_an_adverse_license_without_its_number_changes_nothing(data: Path) -> None:
    assert effects(data)[REVOKED] == Effect("needs_review", "needs_review", "needs_review", is_applied=False)
    decide(data, VALE, REVOKED, Word.ACCEPT, "Same", "A. Reviewer", "2026-11-22")
    build(data, WAITING, "2026-11-22")
    assert verdict(data, VALE) == "needs_review"


def test_what_changes_a_verdict_comes_first_and_then_what_is_near_the_cut(data: Path) -> None:
    order = [each.pair.link.license_id for each in Queue(data).candidates()]
    assert order == [HERS, ACTIVE, REVOKED]
    pairs = read_pairs(data / PAIRS)
    by_probability = [replace(each, effect=pairs[0].effect) for each in pairs]
    assert [each.pair.link.probability for each in in_order(by_probability, {})] == [0.9, 0.4, 0.2]
    only_reject = Effect("needs_review", "needs_review", "not_found", is_applied=True)
    neither = Effect("not_found", "not_found", "not_found", is_applied=True)
    either = Effect("not_found", "verified", "not_found", is_applied=True)
    mixed = [replace(pairs[0], effect=e) for e in (neither, only_reject, either)]
    assert [each.pair.effect for each in in_order(mixed, {})] == [either, only_reject, neither]


def test_pairs_are_read_back_as_they_were_written(data: Path) -> None:
    lines = (data / PAIRS).read_text(encoding="utf-8").splitlines()
    assert [pair_line(each) for each in read_pairs(data / PAIRS)] == lines
    assert (data / PAIRS).stat().st_mode & 0o077 == 0


def test_line_that_is_no_pair_is_named(data: Path) -> None:
    with (data / PAIRS).open("a", encoding="utf-8") as file:
        file.write('{"link": {}}\n')
    with pytest.raises(CannotRunError, match=r"review_pairs\.jsonl, line 4: is no pair"):
        read_pairs(data / PAIRS)
    (data / PAIRS).unlink()
    with pytest.raises(CannotRunError, match="practitioners build"):
        read_pairs(data / PAIRS)


def test_state_follows_the_last_word_and_what_it_was_said_of(data: Path) -> None:
    queue = Queue(data)

    def state(license_id: str) -> State:
        return {each.pair.link.license_id: each.state for each in queue.candidates()}[license_id]

    assert state(ACTIVE) is State.OPEN
    decide(data, VALE, ACTIVE, Word.UNSURE, "No photograph", "A. Reviewer", "2026-11-22")
    assert state(ACTIVE) is State.UNSURE
    decide(data, VALE, ACTIVE, Word.REJECT, "Another", "A. Reviewer", "2026-11-22")
    assert state(ACTIVE) is State.DECIDED
    other = link(VALE, ACTIVE, "review", license_hash="feedfeedfeedfeed")
    build(data, (*WAITING[:2], other, *WAITING[3:]), "2026-11-23")
    assert state(ACTIVE) is State.STALE
    assert [each.pair.link.license_id for each in queue.left()][:2] == [ACTIVE, HERS]
