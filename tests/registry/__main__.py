"""Writes the expected providers of the answer of this folder: `python -m tests.registry`. Read them after."""

from __future__ import annotations

from tests.registry import EXPECTED, read_case

EXPECTED.write_text(read_case(), encoding="utf-8")
