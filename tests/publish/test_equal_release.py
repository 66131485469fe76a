"""A run whose release is published already makes none, and a database that is finished is not built again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from tests import factories as make
from tests.publish.folder import KIM, LICENSES, a_run, failed, write_all, write_source
from tests.publish.folder import steps as plain_steps
from tests.publish.weeks import read_again
from verify import candidate, refresh, release_inputs
from verify.corrections import decide, open_dispute, suppress
from verify.publish.decisions import Word
from verify.run import Run, Steps
from verify.run_lock import run_lock
from verify.summary import RunReport


def steps() -> Steps:
    return replace(plain_steps(), is_repeatable=True)


def build(data: Path, day: str = "2026-11-22", **changes: object) -> RunReport:
    return refresh.build(replace(Run(data, date.fromisoformat(day)), **changes), steps())  # type: ignore[arg-type]


def builds(data: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (data / "builds").glob("*.db")}


def test_nothing_changed_makes_no_release_and_says_so(data: Path) -> None:
    first = build(data)
    before = builds(data)
    again = build(data)
    assert builds(data) == before
    assert again.outcome == "unchanged"
    assert again.reason == f"Nothing changed since release {first.release_id}; it stays published."
    assert again.reason in again.lines()
    assert (again.release_id, again.verdicts, again.links) == (first.release_id, first.verdicts, first.links)
    assert (again.review_count, again.sources) == (first.review_count, first.sources)
    assert not {"Read records", "Link", "Check", "Build", "Guard", "Publish"} & again.seconds.keys()
    assert json.loads((data / "report.json").read_text())["outcome"] == "unchanged"
    told = (data / "report.md").read_text()
    assert f"**Nothing to publish: release {first.release_id}.**" in told
    assert "What stays published" in told


def test_another_look_on_the_same_day_that_found_the_same_makes_no_release(data: Path) -> None:
    build(data)
    state = make.source_state("us_wa_doh")
    assert state.report is not None
    later = {"crawl_id": "us_wa_doh-2", "started_at": f"{state.report.started_at[:10]}T23:00:00Z"}
    looked = replace(state.report, **later, read_crawl_id=state.report.crawl_id)
    write_source(data, replace(state, report=looked, last=looked), None)
    folder = data / "records" / "us_wa_doh"
    (folder / "report.json").write_text((folder / "last_crawl.json").read_text())
    assert build(data).outcome == "unchanged"


def _other_day(data: Path) -> None:
    state = read_again()
    write_source(data, state, LICENSES)


def _failed(data: Path) -> None:
    write_source(data, failed(make.source_state("us_wa_doh")), None)


def _statement(data: Path) -> None:
    heading = "entry_id,topic,statement,issuer,stated_on,basis,other_entry_id,source_url,seen_on,seen_by"
    row = f"{KIM},telehealth,By video,,,own_statement,,https://kim.example/,2026-11-20,A. Reader"
    (data / "statements.csv").write_text(f"{heading}\n{row}\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a row is another": lambda data: write_all(
        data, licenses=(replace(LICENSES[0], city="KENT"), *LICENSES[1:])
    ),
    "a listing was looked at on another day": _other_day,
    "a listing failed": _failed,
    "a person decided": lambda data: decide(
        data, KIM, "us_wa_doh:AC60000001", Word.REJECT, "Another person", "A. Reviewer", "2026-11-22"
    ),
    "a person read a statement": _statement,
    "somebody is withheld": lambda data: suppress(data, KIM, "contact", "C-1", "2026-11-22"),
    "somebody reported an error": lambda data: open_dispute(data, KIM, "wrong_fact", "", "2026-11-22"),
    "linking remembers something else": lambda data: (data / "state" / "linked.pickle").write_bytes(
        b"x" * 64
    ),
    "the published file is another": lambda data: _spoil((data / "directory.db").resolve()),
    "the receipt is gone": lambda data: (data / "state" / "published.json").unlink(),
    "the receipt is damaged": lambda data: (data / "state" / "published.json").write_text("{"),
}


def _spoil(build: Path) -> None:
    with build.open("ab") as file:
        file.write(b"\0" * 4096)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_a_release_is_made_of_makes_a_new_one_once(
    data: Path, change: Callable[[Path], object]
) -> None:
    build(data)
    change(data)
    assert build(data, accept="a test").outcome == "published"
    assert build(data).outcome == "unchanged"


def test_other_code_tables_day_and_a_wish_make_a_new_release(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(data)
    assert build(data, is_relearned=True).outcome == "published"
    assert build(data, "2026-11-23").outcome == "published"
    assert build(data, "2026-11-23").outcome == "unchanged"
    monkeypatch.setattr(release_inputs, "code_files", lambda: [("states.csv", b"other")])
    assert build(data, "2026-11-23").outcome == "published"


def test_steps_that_do_not_say_that_they_are_repeatable_run_every_time(data: Path) -> None:
    for _ in range(2):
        assert refresh.build(a_run(data), plain_steps()).outcome == "published"


def test_failed_source_is_told_by_the_exit_code_of_a_run_that_made_nothing(data: Path) -> None:
    write_source(data, failed(make.source_state("us_wa_doh")), None)
    build(data)
    again = build(data)
    assert (again.outcome, again.failed_sources) == ("unchanged", ["us_wa_doh"])


class KilledError(BaseException):
    """Stands for the end of the process."""


def killed_at(module: ModuleType, name: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends when it comes to the function of this name."""

    def end(*values: object, **named: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(module, name, end)
        with pytest.raises(KilledError):
            build(data)
    with run_lock(data):
        assert json.loads((data / "run.json").read_text())["outcome"] == ""


def no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "build_database", lambda *_: pytest.fail("it was built again"))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (candidate, "assert_publishable"),
        (candidate, "guard"),
        (refresh, "write_queue"),
        (refresh, "publish_candidate"),
    ],
)
def test_run_that_was_killed_after_the_build_does_not_build_again(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    calm = write_all(tmp_path / "calm")
    build(calm)
    killed_at(module, name, data, monkeypatch)
    assert not (data / "directory.db").exists()
    no_build(monkeypatch)
    assert build(data).outcome == "published"
    assert (data / "directory.db").read_bytes() == (calm / "directory.db").read_bytes()
    assert not (data / "builds" / ".next.json").exists()


def test_run_that_was_killed_after_the_swap_tells_that_it_published(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(refresh, "write_report", lambda run, report: (_ for _ in ()).throw(KilledError))
        with pytest.raises(KilledError):
            build(data)
    no_build(monkeypatch)
    assert build(data).outcome == "published"
    assert build(data).outcome == "unchanged"


@pytest.mark.parametrize("other", ["records", "bytes", "receipt"])
def test_finished_database_of_other_inputs_is_not_used(
    data: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    killed_at(candidate, "guard", data, monkeypatch)
    if other == "records":
        write_all(data, licenses=(replace(LICENSES[0], city="KENT"), *LICENSES[1:]))
    elif other == "bytes":
        _spoil(data / "builds" / ".next.db")
    else:
        (data / "builds" / ".next.json").write_text('{"release_id": "x"}')
    built: list[Path] = []
    plain = candidate.build_database
    monkeypatch.setattr(
        candidate, "build_database", lambda path, facts: (built.append(path), plain(path, facts))
    )
    assert build(data).outcome == "published"
    assert len(built) == 1
