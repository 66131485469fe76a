"""Whether the published database is the one that would be made now, so that there is nothing to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from verify.publish.load import load_states
from verify.publish.suppression import read_suppressions
from verify.receipts import PUBLISHED, Receipt, read_receipt, report_of
from verify.release_inputs import Inputs, changed_inputs
from verify.run import Run
from verify.summary import RunReport, source_lines


def report_if_unchanged(
    run: Run, published: Path | None, inputs: Inputs, say: Callable[[str], None]
) -> RunReport | None:
    """The report of a run whose release is published already; None where one has to be made.

    It is `published` where this very run made it and was killed before it could report, else `unchanged`.

    Raises:
        RefusedError: people are to be withheld and the key is missing or another one.
    """
    read_suppressions(run.data)
    receipt = read_receipt(run.data / PUBLISHED)
    if run.is_relearned or receipt is None or published is None or published.stem != receipt.release_id:
        return None
    changed = changed_inputs(receipt.inputs, inputs)
    if changed:
        say(f"changed since {receipt.release_id}: {', '.join(changed)}")
        return None
    if not receipt.is_of(published):
        say(f"{published} is not the file that was published, so it is made again")
        return None
    return _report(run, receipt)


def _report(run: Run, receipt: Receipt) -> RunReport:
    now = {line.source: line for line in source_lines(load_states(run.data))}
    kept = report_of(receipt)
    report = replace(kept, sources=tuple(now.get(line.source, line) for line in kept.sources))
    if receipt.run_id == run.run_id:
        return report
    reason = f"Nothing changed since release {receipt.release_id}; it stays published."
    return replace(report, outcome="unchanged", reason=reason, overruled=())
