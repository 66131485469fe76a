from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.publish.folder import CLINIC, ENTRIES, KIM, LICENSES, LINKS, ORTIZ, link, write_all, write_source
from tests.publish.weeks import build, changed_entry, next_listing, query, read_again, seen_again, told
from verify.cli import cli
from verify.corrections import open_dispute, settle_dispute, suppress
from verify.publish.errors import CannotRunError, RefusedError
from verify.publish.suppression import KEY_FILE

ROOT = Path(__file__).parents[2]
KIMS = LICENSES[0].license_id


@pytest.fixture(autouse=True)
def no_key_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPPRESSION_KEY", raising=False)


def hidden(data: Path, *words: str) -> bool:
    """Whether none of the words is in the file, in small or capital letters."""
    content = (data / "directory.db").read_bytes().lower()
    return not [word for word in words if word.lower().encode() in content]


def test_suppressed_entry_and_its_license_are_in_no_table_at_any_later_refresh(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    assert not hidden(data, KIM)
    suppress(data, KIM, "entry", "C-1", "2026-11-23")
    for week, day in enumerate(("2026-11-23", "2026-11-24", "2026-12-01"), start=2):
        build(data, LINKS, day)
        assert hidden(data, KIM, "kimstone", "AC60000001", "AC 60000001")
        assert told(data, "kind") == []
        assert query(data, "SELECT entries_count, licenses_count, links_accepted_count FROM releases "
                     "WHERE is_current = 1") == [(4, 4, 1)]  # fmt: skip
        next_listing(data, LICENSES, week, day)
    assert "kimstone" not in (data / "review.csv").read_text(encoding="utf-8").lower()


def test_exclusion_and_statement_go_with_the_entry(data: Path) -> None:
    suppress(data, ORTIZ, "entry", "", "2026-11-21")
    build(data, LINKS)
    assert hidden(data, ORTIZ, "ortizmark", "de la cruz")


def test_history_of_a_suppressed_entry_is_gone_too(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    next_listing(data, [replace(LICENSES[0], expires_on="2029-03-14"), *LICENSES[1:]])
    build(data, LINKS, "2026-11-28")
    assert told(data, "kind", where=f"entry_id = '{KIM}'")
    suppress(data, KIM, "entry", "", "2026-11-28")
    next_listing(data, LICENSES[1:], 3, "2026-12-04")
    build(data, LINKS[1:], "2026-12-05")
    assert hidden(data, KIM, "kimstone", "AC60000001")


def test_license_stays_withheld_when_its_entry_is_gone(data: Path) -> None:
    suppress(data, KIM, "entry", "", "2026-11-21")
    build(data, LINKS, "2026-11-22")
    write_source(data, read_again("us_nppes"), seen_again(ENTRIES[1:]))
    build(data, LINKS[1:], "2026-11-28")
    assert hidden(data, KIM, "kimstone", "AC60000001")


def test_other_licenses_of_the_same_holder_go_too_and_those_of_others_stay(data: Path) -> None:
    rows = [replace(LICENSES[0], holder_id="7"), *LICENSES[1:],
            make.license_row("HANA", "KIMSTONE", "PT60000009", holder_id="7")]  # fmt: skip
    next_listing(data, rows)
    suppress(data, KIM, "entry", "", "2026-11-21")
    build(data, (*LINKS, link(KIM, LICENSES[1].license_id, "review")))
    assert hidden(data, "PT60000009", "kimstone")
    assert not hidden(data, "ortizmark")


def test_contact_alone_is_withheld(data: Path) -> None:
    shown = replace(LINKS[0].comparisons[1], entry_value="SEATTLE, WA 98101", reason="Same ZIP 98101")
    linked = (replace(LINKS[0], comparisons=(LINKS[0].comparisons[0], shown)), *LINKS[1:])
    next_listing(data, [replace(LICENSES[0], city="SEATTLE", state="WA", zip5="98101"), *LICENSES[1:]])
    suppress(data, KIM, "contact", "", "2026-11-21")
    build(data, linked)
    row = "SELECT city, state, zip5, phone FROM entries WHERE entry_id = '1999000011'"
    assert query(data, row) == [("SEATTLE", "WA", None, None)]
    assert (
        query(data, "SELECT zip5, phone FROM entry_places WHERE entry_id = '1999000011'")
        == [(None, None)] * 2
    )
    assert query(data, "SELECT zip5 FROM licenses WHERE license_id LIKE '%AC60000001'") == [(None,)]
    words = (
        "SELECT entry_value, reason FROM link_comparisons WHERE link_id LIKE '1999000011%' AND position = 2"
    )
    assert query(data, words) == [(None, "Not shown, on request")]
    assert query(data, "SELECT verdict FROM entries WHERE entry_id = '1999000011'") == [("verified",)]


def test_nothing_is_published_without_the_key(data: Path) -> None:
    suppress(data, KIM, "entry", "", "2026-11-21")
    key = (data / KEY_FILE).read_text(encoding="utf-8")
    assert (data / KEY_FILE).stat().st_mode & 0o077 == 0
    (data / KEY_FILE).unlink()
    with pytest.raises(RefusedError, match="the key is missing"):
        build(data, LINKS)
    (data / KEY_FILE).write_text("f" * 64, encoding="utf-8")
    with pytest.raises(RefusedError, match="another than the one"):
        build(data, LINKS)
    with pytest.raises(RefusedError, match="another than the one"):
        suppress(data, ORTIZ, "entry", "", "2026-11-21")
    (data / KEY_FILE).write_text(key, encoding="utf-8")
    build(data, LINKS)
    assert hidden(data, KIM)


def test_key_of_the_environment_serves(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPRESSION_KEY", "a key of the deployment")
    suppress(data, KIM, "entry", "", "2026-11-21")
    assert not (data / KEY_FILE).exists()
    build(data, LINKS)
    assert hidden(data, KIM)


def test_nobody_can_be_read_from_the_list(data: Path) -> None:
    for _ in range(2):
        suppress(data, KIM, "entry", "C-7", "2026-11-21")
    lines = (data / "suppressions.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert KIM not in lines[1] and lines[1].endswith(",entry,2026-11-21,C-7")


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    who=st.integers(0, 3),
    words=st.lists(st.sampled_from(["accept", "review", ""]), min_size=5, max_size=5),
    has_earlier=st.booleans(),
)
def test_suppression_never_leaks(
    tmp_path_factory: pytest.TempPathFactory, who: int, words: list[str], has_earlier: bool
) -> None:
    data = write_all(tmp_path_factory.mktemp("law") / "data")
    entry = ENTRIES[who]
    links = [
        link(each.entry_id, row.license_id, word)
        for each, row, word in zip(ENTRIES, LICENSES[:4], words, strict=False)
        if word
    ]
    if has_earlier:
        build(data, links, "2026-11-22")
    suppress(data, entry.entry_id, "entry", "", "2026-11-22")
    changed_entry(data, 1, credential_printed="DAOM")
    build(data, links)
    assert hidden(data, entry.entry_id)
    assert not query(data, f"SELECT 1 FROM entries_fts WHERE entry_id = '{entry.entry_id}'")  # noqa: S608
    accepted = [each.license_id for each in links if each.entry_id == entry.entry_id]
    assert hidden(data, *accepted)


def test_dispute_is_a_table_and_is_settled_with_a_sentence(data: Path) -> None:
    assert open_dispute(data, KIM, "wrong_match", "", "2026-11-22") == "2026-11-22-1"
    open_dispute(data, KIM, "answer", "The board closed the case in 2019.", "2026-11-22")
    build(data, LINKS)
    columns = "dispute_id, kind, acknowledged_on, resolved_on, resolution, answer_printed"
    assert query(data, f"SELECT {columns} FROM disputes ORDER BY 1") == [  # noqa: S608
        ("2026-11-22-1", "wrong_match", None, None, None, None),
        ("2026-11-22-2", "answer", None, None, None, "The board closed the case in 2019."),
    ]
    assert settle_dispute(data, KIM, "wrong_match", "", "2026-11-23") == 1
    assert settle_dispute(data, KIM, "wrong_match", "The match was cut.", "2026-11-24") == 1
    assert settle_dispute(data, KIM, "wrong_match", "Again.", "2026-11-25") == 0
    build(data, LINKS, "2026-11-29")
    settled = "SELECT acknowledged_on, resolved_on, resolution FROM disputes ORDER BY dispute_id"
    assert query(data, settled)[0] == ("2026-11-23", "2026-11-24", "The match was cut.")


def test_answer_with_private_data_is_not_written(data: Path) -> None:
    open_dispute(data, KIM, "wrong_fact", "", "2026-11-22")
    before = (data / "disputes.csv").read_bytes()
    for answer in ("call me at (206) 555-0100", "<script>alert(1)</script>", "mail ann@nowhere.example"):
        with pytest.raises(CannotRunError):
            open_dispute(data, KIM, "answer", answer, "2026-11-23")
    assert (data / "disputes.csv").read_bytes() == before


def test_site_knows_at_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "site" / "plugins"))
    from directory_site import withheld

    assert not withheld.is_withheld(KIM)
    monkeypatch.setenv("DIRECTORY_DATA", str(data))
    assert (withheld.is_withheld(KIM), withheld.read_marks(KIM)) == (False, ())
    suppress(data, KIM, "entry", "", "2026-11-21")
    suppress(data, CLINIC, "contact", "", "2026-11-21")
    assert withheld.is_withheld(KIM) and not withheld.is_withheld(ORTIZ)
    assert withheld.is_withheld(CLINIC, "contact") and not withheld.is_withheld(CLINIC)
    open_dispute(data, ORTIZ, "wrong_fact", "", "2026-11-22")
    assert [mark.is_open for mark in withheld.read_marks(ORTIZ)] == [True]
    settle_dispute(data, ORTIZ, "wrong_fact", "Mended.", "2026-11-23")
    assert [(mark.is_open, mark.resolution) for mark in withheld.read_marks(ORTIZ)] == [(False, "Mended.")]


def test_commands_write_the_lines(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    run, end = CliRunner(), ["--data", str(data), "--today", "2026-11-23"]
    assert run.invoke(cli, ["suppress", KIM, "--what", "entry", "--case", "C-2", *end]).exit_code == 0
    assert run.invoke(cli, ["dispute", ORTIZ, "--kind", "wrong_fact", *end]).exit_code == 0
    assert run.invoke(cli, ["dispute", ORTIZ, "--kind", "wrong_fact", "--acknowledge", *end]).exit_code == 0
    done = run.invoke(cli, ["dispute", ORTIZ, "--kind", "wrong_fact", "--resolve", "Mended.", *end])
    assert done.exit_code == 0
    again = run.invoke(cli, ["dispute", ORTIZ, "--kind", "wrong_fact", "--resolve", "Mended.", *end])
    assert isinstance(again.exception, CannotRunError)
    assert "2026-11-23,2026-11-23,2026-11-23,Mended." in (data / "disputes.csv").read_text(encoding="utf-8")
