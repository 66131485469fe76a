"""The results of a check as lines for a person, and as an exit code."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.check.run import SourceCheck

ALL_RIGHT, WITH_FINDINGS, NOTHING_REACHABLE = 0, 1, 3
_FORM = "{:<30} {:<9} {:<10} {:>7}  {:>12} {:>12}  {}"


def check_code(results: Sequence[SourceCheck]) -> int:
    """0 all is as expected, 1 something is not, 3 no service could be reached."""
    if not any(result.is_reachable for result in results):
        return NOTHING_REACHABLE
    return WITH_FINDINGS if any(result.findings for result in results) else ALL_RIGHT


def check_lines(results: Sequence[SourceCheck]) -> list[str]:
    """One line for each source, a heading first; the findings below, indented."""
    lines = [_FORM.format("SOURCE", "REACHED", "ROBOTS", "SECONDS", "SIZE", "LAST", "FINDINGS")]
    for result in results:
        seconds = "-" if result.response_seconds is None else f"{result.response_seconds:.2f}"
        reached = "yes" if result.is_reachable else "no"
        figures = (_size(result), "-" if result.rows_expected is None else f"{result.rows_expected:,} rows")
        found = len(result.findings) or "none"
        lines.append(_FORM.format(result.source, reached, result.robots, seconds, *figures, found))
        lines.extend(f"    {sentence}" for sentence in result.findings)
    return lines


def progress_line(result: SourceCheck) -> str:
    """What is told of a source as soon as it has answered."""
    return f"{result.source}: {len(result.findings) or 'no'} finding{'s' * (len(result.findings) != 1)}"


def _size(result: SourceCheck) -> str:
    if result.rows_count is not None:
        return f"{result.rows_count:,} rows"
    return "-" if result.bytes_count is None else f"{result.bytes_count / 1_000_000:,.1f} MB"
