from __future__ import annotations

import json
import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from tests.export.made import build, replace_file, run, unpacked
from tests.publish.folder import KIM, LINKS
from verify import cli
from verify.corrections import suppress
from verify.export import keeping
from verify.export.folder import read_manifest
from verify.export.keeping import ON_REQUEST, release_bytes, room_left, settle, withdraw
from verify.publish.errors import CannotRunError
from verify.publish.suppression import Suppressions
from verify.rollback import roll_back

DESCRIPTION = {
    *("manifest.json", "SHA256SUMS", "withdrawn.json", "CITATION.cff", "LICENSES.md", "README.md"),
    *("datapackage.json", "croissant.json", "dcat.jsonld"),
}


def latest(data: Path) -> str:
    link = data / "releases" / "latest"
    return link.resolve().name if link.exists() else ""


def names(data: Path, release: str) -> set[str]:
    return {path.name for path in (data / "releases" / release).iterdir()}


def withdrawn(data: Path, release: str) -> str:
    path = data / "releases" / release / "withdrawn.json"
    return json.loads(path.read_text())["reason"] if path.exists() else ""


def texts_below(folder: Path) -> str:
    """Everything that stands in any file below a folder, unpacked, in small letters."""
    contents = (unpacked(path) for path in folder.rglob("*") if path.is_file())
    return b"\n".join(contents).decode("utf-8", "replace").lower()


def test_latest_leads_to_what_is_published(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    assert latest(data) == second
    roll_back(data, first)
    assert latest(data) == first


def test_nobody_who_is_withheld_can_be_downloaded_from_any_release(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    assert KIM in texts_below(data / "releases" / first)
    done = CliRunner().invoke(
        cli.cli, ["suppress", KIM, "--what", "entry", "--data", str(data), "--today", "2026-11-28"]
    )
    assert done.exit_code == 0, done.output
    left = texts_below(data / "releases")
    assert not [word for word in (KIM, "kimstone", "ac60000001") if word in left]
    assert {withdrawn(data, each) for each in (first, second)} == {ON_REQUEST}
    assert latest(data) == ""
    third = build(data, LINKS[:4], day="2026-11-28")
    assert latest(data) == third not in (first, second)
    assert KIM not in texts_below(data / "releases")


def test_contact_that_is_withheld_can_be_downloaded_no_more(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    suppress(data, KIM, "contact", "", "2026-11-28")
    assert settle(data, date(2026, 11, 28)) == (second, first)
    assert "2065550100" not in texts_below(data / "releases")


def test_release_is_looked_through_once_for_the_same_requests_and_again_for_a_new_one(
    weeks: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, first, second = weeks
    looked: list[str] = []
    plain = keeping._holds_withheld

    def counted(folder: Path, suppressions: Suppressions) -> bool:
        looked.append(folder.name)
        return plain(folder, suppressions)

    monkeypatch.setattr(keeping, "_holds_withheld", counted)
    suppress(data, "1999009999", "entry", "", "2026-11-28")
    for _ in range(2):
        assert settle(data, date(2026, 11, 28)) == ()
    assert looked == [second, first]
    path = data / "releases" / first / "directory.db"
    replace_file(path, path.read_bytes())
    settle(data, date(2026, 11, 28))
    assert looked == [second, first, first]
    suppress(data, KIM, "entry", "", "2026-11-28")
    assert settle(data, date(2026, 11, 28)) == (second, first)


def test_entry_that_only_the_history_names_is_withheld_too(weeks: tuple[Path, str, str]) -> None:
    data, _, second = weeks
    path = data / "releases" / second / "directory.db"
    replace_file(path, path.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE changes SET entry_id = '1999009999'")
    connection.close()
    suppress(data, "1999009999", "entry", "", "2026-11-28")
    assert settle(data, date(2026, 11, 28)) == (second,)


def test_release_that_is_withdrawn_can_still_be_cited_and_recognized(weeks: tuple[Path, str, str]) -> None:
    data, first, _ = weeks
    before = read_manifest(data / "releases" / first)
    withdraw(data / "releases" / first, ON_REQUEST, date(2026, 11, 30))
    assert names(data, first) == DESCRIPTION
    assert read_manifest(data / "releases" / first) == before
    note = json.loads((data / "releases" / first / "withdrawn.json").read_text())
    assert note == {"withdrawn_on": "2026-11-30", "reason": ON_REQUEST}


def test_release_that_is_withdrawn_is_never_handed_out_again(weeks: tuple[Path, str, str]) -> None:
    data, first, _ = weeks
    withdraw(data / "releases" / first, ON_REQUEST, date(2026, 11, 30))
    assert cli.run(["export", first, "--data", str(data)]) == 3
    assert names(data, first) == DESCRIPTION


def test_withdrawal_that_was_cut_off_is_ended(
    weeks: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, first, _ = weeks
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(keeping, "_remove_data", lambda folder: (_ for _ in ()).throw(KeyboardInterrupt))
        withdraw(data / "releases" / first, ON_REQUEST, date(2026, 11, 30))
    assert "directory.db" in names(data, first)
    assert settle(data, date(2026, 11, 30)) == ()
    assert names(data, first) == DESCRIPTION


def test_every_release_stays_where_nobody_sets_a_limit(weeks: tuple[Path, str, str]) -> None:
    data, first, _ = weeks
    ids = [f"2026-{month:02}-{day:02}-aaaaaa" for month in (9, 10) for day in range(1, 29)]
    for each in ids:
        shutil.copytree(data / "releases" / first, data / "releases" / each, copy_function=os.link)
    assert settle(data, date(2026, 11, 29)) == ()
    assert all({"directory.db", "csv", "fhir"} <= names(data, each) for each in ids)


def test_disk_that_gets_short_is_told_in_the_report(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(data, LINKS, day="2026-11-22")
    size = release_bytes(data / "releases" / latest(data))
    assert size > (data / "directory.db").stat().st_size
    for free, words in ((8 * size, ""), (7 * size // 2, "room for 3 more releases")):
        monkeypatch.setattr(keeping.shutil, "disk_usage", lambda path, free=free: SimpleNamespace(free=free))
        assert words in room_left(data) and bool(words) == bool(room_left(data))
    made = run(data, LINKS, "2026-11-23")
    assert made.outcome == "published" and latest(data) == made.release_id
    assert "room for 3 more releases" in "\n".join(made.lines())
    assert "room for 3 more releases" in (data / "report.md").read_text(encoding="utf-8")


def test_only_as_many_releases_are_kept_as_the_operator_says_and_the_published_one(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELEASES_KEPT", "2")
    ids = [build(data, LINKS, day=f"2026-11-{day}") for day in (22, 23, 24)]
    assert [withdrawn(data, each) for each in ids] == ["no_longer_kept", "", ""]
    roll_back(data, ids[1])
    monkeypatch.setenv("RELEASES_KEPT", "1")
    settle(data, date(2026, 11, 25))
    assert [withdrawn(data, each) for each in ids] == ["no_longer_kept", "", "no_longer_kept"]
    assert latest(data) == ids[1]


def note(data: Path, row: str) -> None:
    (data / "release_notes.csv").write_text(f"release_id,noted_on,note,url\n{row}\n")


def test_note_on_a_release_stands_beside_its_files_and_changes_none(weeks: tuple[Path, str, str]) -> None:
    data, first, _ = weeks
    before = {path: path.stat().st_mtime_ns for path in (data / "releases" / first).rglob("*")}
    note(data, f"{first},2026-11-30,Places of Tacoma were read twice,https://doi.example/10.1")
    settle(data, date(2026, 11, 30))
    told = json.loads((data / "releases" / "notes.json").read_text())
    url = "https://doi.example/10.1"
    assert told == {
        first: [{"noted_on": "2026-11-30", "note": "Places of Tacoma were read twice", "url": url}]
    }
    assert {path: path.stat().st_mtime_ns for path in (data / "releases" / first).rglob("*")} == before
    (data / "release_notes.csv").unlink()
    settle(data, date(2026, 11, 30))
    assert not (data / "releases" / "notes.json").exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2026-11-22-aaaaaa,yesterday,Wrong,", "noted_on"),
        ("2026-11-22-aaaaaa,2026-11-30,,", "note"),
        ("2026-11-22-aaaaaa,2026-11-30,Write to nobody@practice.example,", "note"),
        ("2026-11-22-aaaaaa,2026-11-30,Wrong,javascript:alert(1)", "url"),
    ],
)
def test_note_that_may_not_be_shown_is_named(weeks: tuple[Path, str, str], row: str, column: str) -> None:
    data, _, _ = weeks
    note(data, row)
    with pytest.raises(CannotRunError, match=f"release_notes.csv, row 1, {column}"):
        settle(data, date(2026, 11, 30))
    assert not (data / "releases" / "notes.json").exists()


@pytest.mark.parametrize("words", ["0", "-1", "many", "٣"])
def test_setting_that_is_no_number_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setenv("RELEASES_KEPT", words)
    with pytest.raises(CannotRunError, match="RELEASES_KEPT"):
        settle(data, date(2026, 11, 28))


def test_publication_stands_where_the_files_can_not_be_made(data: Path) -> None:
    (data / "releases").write_text("in the way")
    made = run(data, LINKS, "2026-11-22")
    assert (made.outcome, (data / "directory.db").exists()) == ("published", True)
    assert "practitioners export" in made.export_trouble
    assert made.export_trouble in "\n".join(made.lines())
    assert "can't be downloaded" in (data / "report.md").read_text(encoding="utf-8")
    (data / "releases").unlink()
    assert cli.run(["export", "--data", str(data)]) == 0
    assert latest(data) == made.release_id


def test_half_a_folder_of_a_run_that_was_killed_is_no_release(weeks: tuple[Path, str, str]) -> None:
    data, first, release = weeks
    folder = data / "releases" / release
    folder.rename(folder.with_name(f".next-{release}"))
    (folder.with_name(f".next-{release}") / "manifest.json").unlink()
    settle(data, date(2026, 11, 28))
    assert latest(data) == ""
    assert cli.run(["export", release, "--data", str(data)]) == 0
    assert [path.name for path in sorted((data / "releases").iterdir())] == [first, release, "latest"]


def test_private_data_in_a_kept_build_is_never_handed_out(weeks: tuple[Path, str, str]) -> None:
    data, _, release = weeks
    build_file = data / "builds" / f"{release}.db"
    replace_file(build_file, build_file.read_bytes())
    with sqlite3.connect(build_file) as connection:
        connection.execute("UPDATE licenses SET license_number = '000-00-0000' WHERE rowid = 1")
    connection.close()
    (data / "releases" / release).rename(data / "moved")
    assert cli.run(["export", release, "--data", str(data)]) == 2
    assert not (data / "releases" / release).exists()


def test_command_says_what_it_made(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    told = CliRunner().invoke(cli.cli, ["export", first, "--data", str(data), "--json"])
    assert json.loads(told.stdout)["release_id"] == first
    assert f"releases/{second}: " in CliRunner().invoke(cli.cli, ["export", "--data", str(data)]).stdout
    assert cli.run(["export", "nothing", "--data", str(data)]) == 3
