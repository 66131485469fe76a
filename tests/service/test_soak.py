"""A soak of seconds: the same load as `benchmarks/soak.py`, with a publication every second."""

from __future__ import annotations

from benchmarks.soak import measure
from tests.service.builds import write_first_build


def test_mixed_load_over_publications_gives_no_error_and_no_mixed_page(tmp_path):
    first = write_first_build(tmp_path)
    seen, published, deleted = measure(first, tmp_path, seconds=5, every=1, workers=1)
    assert published >= 3
    assert seen.errors == 0, seen.first_error
    assert seen.mixed == deleted == 0
    assert set(seen.seconds) == {"page", "search", "table", "csv", "sql"}
