"""However the rows come and however few of them memory holds, the records are the same."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.merge import merge_licenses
from crawler.records import LicenseRecord, Status, to_json
from crawler.sinks.licenses import LicenseSink
from crawler.sorted_runs import SortedRuns
from tests.factories import license_row

ROW = license_row("ANN", "EXAMPLE", "1")
IDS = st.sampled_from(["CA:1", "CA:1 A", "CA:1!", "CA:1-2", "CA:10", "CA:é", "CA:2"])
RECORDS = st.lists(
    st.builds(
        lambda license_id, status, city: replace(
            ROW, license_id=license_id, status=status, status_printed=status, city=city
        ),
        IDS,
        st.sampled_from([Status.ACTIVE, Status.REVOKED]),
        st.sampled_from(["CHICO", "", "MONTRÉAL"]),
    ),
    max_size=12,
)


def numbered(records: list[LicenseRecord]) -> list[LicenseRecord]:
    return [
        replace(record, evidence=replace(record.evidence, row_number=place))
        for place, record in enumerate(records, start=1)
    ]


@given(RECORDS, st.sampled_from([1, 900, 1 << 20]))
def test_spilled_records_are_those_that_a_merge_in_memory_makes(
    tmp_path_factory: pytest.TempPathFactory, records: list[LicenseRecord], run_bytes: int
) -> None:
    folder = tmp_path_factory.mktemp("sink")
    sink, rows = LicenseSink(folder, run_bytes), numbered(records)
    for row in rows:
        sink.add([row])
    sink.finish()
    expected = merge_licenses(rows)
    written = sink.path.read_text(encoding="utf-8")
    assert written == "".join(f"{to_json(record)}\n" for record in expected.records)
    assert (sink.records_count, sink.skipped_count) == (len(expected.records), expected.skipped_count)
    assert sink.active_count == sum(record.status is Status.ACTIVE for record in expected.records)
    assert tuple(sink.quarantined) == expected.notes
    sink.close()
    assert list(folder.iterdir()) == []


@given(st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"") + b"\n")), st.integers(1, 30))
def test_sorted_runs_give_back_every_line_in_order(lines: list[bytes], run_bytes: int) -> None:
    runs = SortedRuns(Path(tempfile.gettempdir()), run_bytes)
    for line in lines:
        runs.extend([line])
    assert [line for some in runs.merged() for line in some] == sorted(lines)
    runs.close()
