from __future__ import annotations

import io

import pytest

from verify.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_log_gets_a_plain_line_for_each_stage() -> None:
    log = io.StringIO()
    progress = Progress(2, log)
    with progress.stage("Link"):
        progress.say("blocking found 3 pairs")
    with progress.stage("Check"):
        pass
    progress.close()
    assert log.getvalue().splitlines() == ["[1/2] Link", "blocking found 3 pairs", "[2/2] Check"]
    assert list(progress.seconds) == ["Link", "Check"]


def test_terminal_gets_a_bar_that_goes_away() -> None:
    terminal = Terminal()
    progress = Progress(2, terminal)
    with progress.stage("Link"):
        progress.say("blocking found 3 pairs")
    progress.close()
    assert "0/2 stages" in terminal.getvalue()
    assert "blocking found 3 pairs\n" in terminal.getvalue()
    assert not terminal.getvalue().rstrip(" ").endswith("stages")


def test_stage_that_breaks_off_is_timed_too() -> None:
    progress = Progress(1, io.StringIO())
    with pytest.raises(ValueError, match="broken"), progress.stage("Link"):
        raise ValueError("broken")
    assert list(progress.seconds) == ["Link"]
