"""What is posted to the reconciliation service: forms and JSON, read within limits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from verify.linkage.lookup_question import cleaned

LONGEST_BATCH = 50_000
"""Characters of a batch."""

LARGEST_FORM_BYTES = 500_000
"""Each character of a batch may take nine bytes in a form."""

MOST_FIELDS = 20


class BatchError(Exception):
    """A batch that can't be answered: an HTTP status, and what is wrong and what to do, in a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.status = status


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a posted form.

    Raises:
        BatchError: too long (413), or no form in UTF-8 (400).
    """
    if len(body) > LARGEST_FORM_BYTES:
        raise BatchError(413, f"A form has {LARGEST_FORM_BYTES:,} bytes at most; send less at a time.")
    try:
        return dict(parse_qsl(body.decode("utf-8"), max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise BatchError(400, f"This is no form in UTF-8 with at most {MOST_FIELDS} fields.") from error


def read_object(text: str, where: str) -> dict[str, Any]:
    """The JSON object of a text that stands at `where`.

    Raises:
        BatchError: too long (413), or no JSON object (400).
    """
    if len(text) > LONGEST_BATCH:
        raise BatchError(413, f"{where}: more than {LONGEST_BATCH:,} characters; send less at a time.")
    try:
        found = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise BatchError(400, f"{where}: this is not JSON.") from error
    if not isinstance(found, dict):
        raise BatchError(400, f"{where}: a JSON object is needed.")
    return found


def _refused(word: str) -> float:
    raise ValueError(word)


def known_code(code: Any, known: Mapping[str, Any], where: str) -> str:
    """The code, which is one of those that are known.

    Raises:
        BatchError: it is none of them (400).
    """
    if not isinstance(code, str) or code not in known:
        raise BatchError(400, f"{where} {shown(code)} is unknown; known are {', '.join(known)}.")
    return code


def shown(value: Any) -> str:
    """A value as an error may repeat it: short, in one line, without control characters."""
    return cleaned(str(value), 40) or "(empty)"
