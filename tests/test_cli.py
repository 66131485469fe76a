from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from crawler.records import SourceInfo, Status
from tests import factories as make
from tests.publish.folder import KIM, LICENSES, ORTIZ, VALE, failed, steps, write_all, write_source
from verify import cli
from verify.checks.coverage import SourceState
from verify.commands import crawl, release
from verify.publish.codes import ROOT
from verify.server import make_site
from verify.serving import server_arguments, server_environment
from verify.summary import RunReport, source_lines

COMMANDS = sorted(
    (
        "audit",
        "build",
        "crawl",
        "decide",
        "demo",
        "dispute",
        "evaluate",
        "explain",
        "export",
        "link",
        "npi",
        "refresh",
        "releases",
        "replay",
        "review",
        "rollback",
        "serve",
        "sources",
        "suppress",
        "verify",
        "page",
    )
)
TODAY = ["--today", "2026-11-22"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_all(tmp_path / "data")


@pytest.fixture
def published(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(release, "real_steps", steps)
    return Path(shutil.copytree(finished, tmp_path / "published", symlinks=True))


def test_commands_are_those_of_the_help() -> None:
    assert sorted(cli.cli.commands) == COMMANDS
    shown = CliRunner().invoke(cli.cli, ["--help"]).output
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_states_options_and_exit_codes(name: str) -> None:
    result = CliRunner().invoke(cli.cli, [name, "--help"])
    assert result.exit_code == 0
    assert name in ("link", "replay") or {"--data", "--today"} <= set(result.output.split())
    assert re.search(r"Exit codes:\s+0  done", result.output)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_explains_itself(name: str) -> None:
    options = [each for each in cli.cli.commands[name].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []


def test_build_publishes_and_prints_the_summary(
    data: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release, "real_steps", steps)
    assert cli.run(["build", "--data", str(data), *TODAY]) == 0
    shown = capfd.readouterr()
    assert "Release 2026-11-22-" in shown.out
    assert "[1/9] Compare" in shown.err


def test_build_prints_json_alone_on_stdout(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["build", "--data", str(published), *TODAY, "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    assert (facts["outcome"], facts["exit_code"], facts["entries_count"]) == ("published", 0, 5)


def test_failed_source_gives_code_1(published: Path) -> None:
    write_source(published, failed(make.source_state("us_wa_doh")), None)
    assert cli.run(["build", "--data", str(published), *TODAY]) == 1


def test_refusal_gives_code_2_and_one_sentence(
    published: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write_all(published, entries=())
    monkeypatch.setattr(release, "real_steps", lambda: steps(links=()))
    assert cli.run(["build", "--data", str(published), *TODAY]) == 2
    shown = capfd.readouterr().err
    assert "Error: Not published, the published database stays." in shown
    assert "Traceback" not in shown


def test_nothing_to_build_gives_code_3(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["build", "--data", str(tmp_path / "none")]) == 3
    assert "Run a crawl first" in capfd.readouterr().err


def test_wrong_command_lines_are_refused_in_words(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in (["crawl"], ["crawl", "us_wa_doh", "--all"], ["build", "--today", "soon"], ["nothing"]):
        assert cli.run(arguments) == 2
        assert "Traceback" not in capfd.readouterr().err


def test_crawl_hands_its_arguments_and_the_code_of_the_crawler_on(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(crawl, "run_crawler", lambda arguments: seen.append(arguments) or 1)
    file = data / "list.csv"
    file.touch()
    asked = ["crawl", "us_wa_doh", "--data", str(data), "--file", str(file), "--replay", *TODAY, "--json"]
    assert cli.run(asked) == 1
    assert seen == [
        ["crawl", "us_wa_doh", "--data", str(data), "--file", str(file), "--replay", *TODAY, "--json"]
    ]


def test_explain_shows_bits_rows_and_rival(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", KIM, "--data", str(published)]) == 0
    shown = capfd.readouterr().out
    for words in (
        "Hana Kimstone",
        "Verdict: verified",
        "+30.75 bits",
        "+20.50 bits  in sum",
        "row 7 of abab",
    ):
        assert words in shown
    assert "AC60000004" not in shown


def test_explain_shows_links_of_the_private_queue_too(
    published: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["explain", VALE, "us_wa_doh:AC60000004", "--data", str(published), "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    assert [each["license"]["status_printed"] for each in facts["links"]] == ["Revoked"]
    assert facts["links"][0]["decision"] == "review"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["1999999999"], "There is no entry 1999999999"), ([KIM, "us_wa_doh:NONE"], "No link ties entry")],
)
def test_explain_of_nothing_gives_code_3(
    published: Path, arguments: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["explain", *arguments, "--data", str(published)]) == 3
    assert words in capfd.readouterr().err


def test_evaluate_counts_accepted_and_withheld_links(
    published: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    truth = published / "truth.csv"
    pairs = [(KIM, "us_wa_doh:AC60000001"), (VALE, "us_wa_doh:AC60000003"), (ORTIZ, "")]
    truth.write_text("entry_id,license_id\n" + "".join(f"{a},{b}\n" for a, b in pairs), encoding="utf-8")
    arguments = ["evaluate", "--truth", str(truth), "--data", str(published)]
    assert cli.run([*arguments, "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    assert (facts["precision"], facts["recall"], facts["recall_with_review"]) == (0.5, 0.5, 1.0)
    assert facts["wrong"] == [[ORTIZ, "us_wa_doh:AC60000002"]]
    assert cli.run(arguments) == 0
    assert f"wrong: {ORTIZ} -> us_wa_doh:AC60000002" in capfd.readouterr().out


def test_truth_without_its_columns_is_named(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    truth = published / "truth.csv"
    truth.write_text("npi,license\n", encoding="utf-8")
    assert cli.run(["evaluate", "--truth", str(truth), "--data", str(published)]) == 3
    assert "has no column entry_id, license_id" in capfd.readouterr().err


def test_sources_joins_the_crawler_with_the_newest_crawls(
    data: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    state = make.source_state("us_wa_doh")
    odd = make.license_row("ANN", 'SAMPLE ","status":"active"', "AC60000009", status=Status.EXPIRED)
    write_source(data, failed(state), (*LICENSES, odd))
    infos: list[SourceInfo] = [make.source_state(name).info for name in ("us_ca_new", "us_wa_doh")]
    monkeypatch.setattr(crawl, "list_sources", lambda: infos)
    assert cli.run(["sources", "--data", str(data)]) == 0
    shown = [line.split() for line in capfd.readouterr().out.splitlines()]
    assert shown[1] == ["us_ca_new", "never", "crawled", *"---", "0", "0", *"---"]
    classes = Counter(each.status for each in (*LICENSES, odd))
    active, expired = classes[Status.ACTIVE], classes[Status.EXPIRED]
    days, counts = (
        ["2026-11-22", "2026-11-20", "2026-11-20"],
        [active, expired, len(LICENSES) + 1 - active - expired],
    )
    assert shown[2] == ["us_wa_doh", "failed", *days, "100", "100", *map(str, counts)]
    assert " ".join(shown[3]) == "the server answered 500"
    assert cli.run(["sources", "--data", str(data), "--json"]) == 0
    (_, told) = json.loads(capfd.readouterr().out)
    assert told["status_counts"] == classes
    assert (told["rows_count"], told["last_good_crawl_at"][:10]) == (100, "2026-11-20")


def test_sources_tells_the_warnings_of_the_newest_crawl(
    data: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    state = make.source_state("us_wa_doh")
    report = replace(make.crawl_report("us_wa_doh", "2026-11-20"), warnings=("900 records are many",))
    write_source(data, SourceState(state.info, report, report), None)
    monkeypatch.setattr(crawl, "list_sources", lambda: [state.info])
    assert cli.run(["sources", "--data", str(data)]) == 0
    assert "    warning: 900 records are many" in capfd.readouterr().out
    (line,) = source_lines([SourceState(state.info, report, report)])
    assert "    warning: 900 records are many" in RunReport("published", sources=(line,)).lines()


@pytest.mark.parametrize("code", [0, 1, 3])
def test_sources_check_asks_the_crawler_and_ends_with_its_code(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(crawl, "run_crawler", lambda arguments: asked.append(list(arguments)) or code)
    given = ["--data", str(tmp_path), "--today", "2026-11-22", "--json"]
    assert cli.run(["sources", "check", "us_wa_doh", *given]) == code
    assert cli.run(["sources", *given, "check", "us_wa_doh"]) == code
    assert asked == [["check", "us_wa_doh", *given]] * 2


@pytest.mark.parametrize("code", [0, 1, 2])
def test_npi_hands_its_criteria_on_and_ends_with_the_code_of_the_look_up(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(crawl, "run_crawler", lambda arguments: asked.append(list(arguments)) or code)
    given = ["--last-name", "Example", "--taxonomy", "Acu*", "--state", "WA", "--zip", "981*"]
    rest = ["--data", str(tmp_path), *TODAY, "--json"]
    assert cli.run(["npi", *given, *rest]) == code
    assert cli.run(["npi", "1234567893", "--data", str(tmp_path)]) == code
    first, second = asked
    assert first[0] == second[0] == "npi"
    assert {tuple(first[place : place + 2]) for place in range(1, len(first) - 1, 2)} == {
        *zip(given[::2], given[1::2], strict=True),
        ("--data", str(tmp_path)),
        tuple(TODAY),
    }
    assert first[-1] == "--json"
    assert second == ["npi", "1234567893", "--data", str(tmp_path)]


def test_serve_without_a_database_says_what_to_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", "--data", str(tmp_path)]) == 3
    assert "run `practitioners refresh` first" in capfd.readouterr().err


def test_busy_port_is_named(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in (["serve", "--data", str(published)], ["demo", "--data", str(published / "demo")]):
            assert cli.run([*command, "--port", port]) == 3
            shown = capfd.readouterr().err
            assert f"port {port} can't be used" in shown
            assert "PORT=" in shown


def test_server_has_the_site_its_bounds_and_its_day(published: Path) -> None:
    arguments = server_arguments(published / "directory.db", "127.0.0.1", 8001, 2)
    assert arguments[1:4] == ["-m", "verify.server", str(published / "directory.db")]
    assert arguments[arguments.index("--workers") + 1] == "2"
    site = make_site(published / "directory.db")
    assert site.setting("allow_download") is False
    assert site.template_dir == str(ROOT / "site" / "templates")
    assert server_environment({"PATH": "x"}, "2026-11-22") == {"PATH": "x", "DIRECTORY_TODAY": "2026-11-22"}
    assert server_environment({"PATH": "x"}, None) == {"PATH": "x"}
    for database in site.databases.values():
        database.close()


def test_a_file_in_the_place_of_the_link_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "directory.db").write_text("somebody's own")
    result = CliRunner().invoke(cli.cli, ["serve", "--data", str(tmp_path)])
    assert "is a file and not a link" in str(result.exception)


def test_installed_command_shows_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "verify.cli", "explain", "1", "--data", str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=dict(os.environ)
    )
    assert done.returncode == 3
    assert done.stderr.startswith("Error: There is no ")
    assert "Traceback" not in done.stderr
