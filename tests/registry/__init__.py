"""One saved answer of the API with the providers that a person has read and found right. Nobody is real."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from crawler.platforms.nppes_refusals import RefusedError, quarantine
from crawler.records import Evidence
from crawler.registry.answer import read_answer
from crawler.registry.providers import read_provider

CASE = Path(__file__).parent / "answer.json"
EXPECTED = Path(__file__).parent / "answer.expected.jsonl"
EVIDENCE = Evidence(
    "npi_registry", "https://example.org/api/", "2026-11-22T00:00:00Z", None, "ab" * 32, 0, "1"
)


def read_case() -> str:
    """A line for each provider with its notes, or for each result that was refused."""
    return "".join(
        json.dumps(line, ensure_ascii=False) + "\n"
        for place, result in enumerate(read_answer(CASE.read_bytes(), "npi_registry").results, 1)
        for line in _lines(result, replace(EVIDENCE, row_number=place))
    )


def _lines(result: object, evidence: Evidence) -> list[dict[str, object]]:
    try:
        provider, notes = read_provider(result, evidence)
    except RefusedError as error:
        return [asdict(quarantine(error, evidence, "answer"))]
    return [asdict(provider), *map(asdict, notes)]
