"""What is pasted or sent to be read, and why it may be refused. No address is ever opened."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl

LONGEST_PASTED = 100_000
"""Characters that are read: some thirty printed pages, in less than a second of processor time."""
MOST_FIELDS = 10
MOST_WORDS_OF_ADDRESSES = 20
"""A list of as many addresses is still taken for addresses and no text."""

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+]{1,9}://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


class PageRefusedError(Exception):
    """What was sent is not read; `key` names the sentence of the catalogue that says why."""

    def __init__(self, status: int, key: str) -> None:
        """The HTTP status, and the name of a text of the area `page`."""
        super().__init__(key)
        self.status, self.key = status, key

    def sentence(self, texts: Any) -> str:
        """Why, and what to do, in the words of a language."""
        values = {"most": LONGEST_PASTED} if self.key == "refused_long" else {}
        return str(texts.text(f"page.{self.key}", **values))


def read_posted(body: bytes, content_type: str) -> str:
    """The text of a posted form, or of JSON with the key `text`.

    Raises:
        PageRefusedError: no such field, not in UTF-8 or only an address (400); too long (413).
    """
    is_json = content_type.partition(";")[0].strip().lower() == "application/json"
    try:
        sent = _of_json(body) if is_json else _of_form(body)
    except (ValueError, RecursionError) as error:
        raise PageRefusedError(400, "refused_form") from error
    if not isinstance(sent, str):
        raise PageRefusedError(400, "refused_form")
    if len(sent) > LONGEST_PASTED:
        raise PageRefusedError(413, "refused_long")
    if is_address(sent):
        raise PageRefusedError(400, "refused_address")
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", sent)


def is_address(text: str) -> bool:
    """Whether a text is only an address, or a few of them."""
    words = text.split(maxsplit=MOST_WORDS_OF_ADDRESSES)
    return 0 < len(words) <= MOST_WORDS_OF_ADDRESSES and all(map(_ADDRESS.fullmatch, words))


def _of_json(body: bytes) -> Any:
    found = json.loads(body.decode("utf-8"))
    return found.get("text") if isinstance(found, dict) else None


def _of_form(body: bytes) -> str | None:
    pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return dict(pairs).get("text")
