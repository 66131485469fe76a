"""What the Socrata hosts of the sample answer: metadata, counts, pages, and their moods."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from crawler.standin.breaks import broken_rows, is_status_column
from crawler.standin.datasets import Dataset, Row
from crawler.standin.reply import Reply, Request, json_reply
from crawler.standin.socrata_listings import LISTINGS
from crawler.standin.soql import query
from crawler.standin.soql_tokens import QueryError

LARGEST_PAGES = {"data.wa.gov": 1000}
"""Rows of one page at most, whatever `$limit` says."""
IMPATIENT_HOST = "data.colorado.gov"
"""Its first question for rows is answered with 429; a second later it may be asked again."""
_MISSING = {"code": "dataset.missing", "error": True, "message": "Not found"}


class SocrataService:
    """The datasets of a sample folder; `kinds_of` tells in which ways a host is broken."""

    def __init__(self, sample: Path, kinds_of: Callable[[str], frozenset[str]]) -> None:
        """Read nothing yet: a dataset is read when first asked for."""
        self._sample = sample
        self._kinds_of = kinds_of
        self._read: dict[str, tuple[Row, list[Row]]] = {}
        self._has_refused = False

    def answer(self, request: Request) -> Reply:
        """The reply of a Socrata host; 404 for a dataset that it lacks."""
        for dataset, _ in LISTINGS:
            if dataset.host != request.host:
                continue
            if request.path == f"/api/views/{dataset.dataset_id}.json":
                return json_reply(self._listing(dataset)[0])
            if request.path == f"/resource/{dataset.dataset_id}.json":
                return self._rows(dataset, request)
        return json_reply(_MISSING, 404)

    def _rows(self, dataset: Dataset, request: Request) -> Reply:
        if request.host == IMPATIENT_HOST and not self._has_refused:
            self._has_refused = True
            return Reply(429, "text/plain", b"Too many requests\n", {"Retry-After": "1"})
        view, rows = self._listing(dataset)
        columns = [each["fieldName"] for each in view["columns"]]
        try:
            return json_reply(query(rows, columns, request.query, LARGEST_PAGES.get(request.host)))
        except QueryError as error:
            code = "query.soql.no-such-column" if "column" in str(error) else "query.compiler.malformed"
            return json_reply({"code": code, "error": True, "message": str(error)}, 400)

    def _listing(self, dataset: Dataset) -> tuple[Row, list[Row]]:
        if dataset.dataset_id not in self._read:
            kinds, folder = self._kinds_of(dataset.host), self._sample / dataset.host
            name = f"{dataset.dataset_id}.json"
            view: Row = json.loads((folder / "api" / "views" / name).read_text(encoding="utf-8"))
            rows: list[Row] = json.loads((folder / "resource" / name).read_text(encoding="utf-8"))
            if "drop-column" in kinds:
                view["columns"] = [
                    each for each in view["columns"] if not is_status_column(each["fieldName"])
                ]
            self._read[dataset.dataset_id] = (view, broken_rows(kinds, rows))
        return self._read[dataset.dataset_id]
