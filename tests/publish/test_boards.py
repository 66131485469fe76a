"""The table of boards: whom to ask where no listing is read."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from verify.linkage.states import STATES
from verify.publish.codes import code_rows

ROWS = code_rows("boards")
UNITED_STATES = set(STATES) - {"PR"}
UNLICENSED_STATES = {row["state"] for row in code_rows("acupuncture_licensure") if row["licensed"] == "no"}


def test_every_state_has_a_board_for_each_profession_and_none_twice() -> None:
    pairs = Counter((row["state"], row["profession"]) for row in ROWS)
    wanted = {
        (state, p) for state in UNITED_STATES for p in ("acupuncturist", "physical_therapist", "pt_assistant")
    }
    assert len(UNITED_STATES) == 51
    assert pairs.keys() == wanted | {("UK", "acupuncturist"), ("UK", "physical_therapist")}
    assert max(pairs.values()) == 1


def test_every_row_says_whom_to_ask_how_and_since_when_we_know() -> None:
    for row in ROWS:
        assert all(row[column] for column in ("board", "how_to_look", "as_of", "confidence", "source")), row
        assert row["how_to_look"].endswith("."), row  # type: ignore[union-attr]


def test_addresses_are_https_and_carry_no_question() -> None:
    for url in {row["register_url"] for row in ROWS} - {None}:
        parts = urlsplit(url)
        assert (parts.scheme, parts.query, parts.fragment) == ("https", "", ""), url
        assert parts.hostname and "." in parts.hostname, url


def test_an_address_is_seen_or_from_memory_and_says_which() -> None:
    assert {row["confidence"] for row in ROWS} == {"E", "M"}
    assert all(row["source"] == "not recorded" for row in ROWS if row["confidence"] == "M")


def test_where_nobody_is_licensed_the_row_says_so_and_names_the_certification() -> None:
    assert {"AL", "OK", "SD"} == UNLICENSED_STATES
    for row in ROWS:
        if row["profession"] == "acupuncturist" and row["state"] in UNLICENSED_STATES:
            assert "licenses no acupuncturists" in (row["note"] or "")
            assert "NCBAHM" in (row["board"] or "")


def test_no_register_of_the_united_kingdom_is_called_a_license() -> None:
    notes = {row["profession"]: row["note"] or "" for row in ROWS if row["state"] == "UK"}
    assert "statutory register" in notes["physical_therapist"]
    assert "voluntary register" in notes["acupuncturist"]
    assert not any("licensed" in note for note in notes.values())
