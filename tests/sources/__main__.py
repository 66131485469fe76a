"""Writes the expected records of the cases of the named sources: `python -m tests.sources us_wa_doh`.

Read the difference before it is committed: a test run never writes expectations, a person vouches for them.
"""

from __future__ import annotations

import sys

from tests.sources import case_files, expected_file, read_case

for name in sys.argv[1:]:
    for case in case_files(name):
        report, text = read_case(name, case)
        expected_file(case).write_text(text, encoding="utf-8")
        sys.stderr.write(f"{case.name}: {report.outcome} {report.reason}\n")
