"""The filters of the templates; those that write words do so in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from datasette.utils import tilde_encode
from jinja2 import pass_context
from markupsafe import Markup

from . import clock, frame, wording
from .texts import ENGLISH, Texts


def _in_language(write: Callable[..., Any]) -> Callable[..., Any]:
    """The filter that gives `write` the words of the page it stands on."""

    @pass_context
    def written(context: Any, value: Any, *arguments: Any) -> Any:
        return write(value, *arguments, texts=context.get("texts") or ENGLISH)

    return written


def printed(value: Any, texts: Texts) -> Any:
    """What a board or the database says in English, marked so on a page of another language."""
    return value if texts.is_english else Markup('<span lang="en">{}</span>').format(value)


def lower_first(text: str) -> str:
    """A text that goes on within a sentence: its first letter small."""
    return text[:1].lower() + text[1:]


def file_size(count: int) -> str:
    """Bytes in the largest unit of which there is one: `3.4 MB`."""
    size, unit = float(count), "B"
    for larger in ("KB", "MB", "GB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{size:.0f} {unit}" if unit in ("B", "KB") else f"{size:.1f} {unit}"


@pass_context
def entry_path(context: Any, row: Any) -> str:
    """The address of the page of a person or a clinic, in the language of the page."""
    kind = "clinic" if row["kind"] == "organization" else "practitioner"
    return str(context["link"](f"/{kind}/{tilde_encode(row['entry_id'])}"))


_WRITERS: dict[str, Callable[..., Any]] = {
    "short_day": clock.short_day,
    "long_day": clock.long_day,
    "age_words": clock.age_words,
    "check_title": wording.check_title,
    "profession": wording.profession_name,
    "state_name": wording.state_name,
    "outcome": wording.outcome_of,
    "printed": printed,
}
"""The filters that write words: functions of a value and, by name, of the words of a language."""


def filters_in(texts: Texts) -> dict[str, Callable[..., Any]]:
    """The filters that write words, for templates that are read for one language alone."""
    return {name: partial(write, texts=texts) for name, write in _WRITERS.items()}


FILTERS: dict[str, Callable[..., Any]] = {
    **{name: _in_language(write) for name, write in _WRITERS.items()},
    "lower_first": lower_first,
    "entry_path": entry_path,
    "profession_of": wording.profession_of,
    "safe_url": frame.safe_url,
    "place_words": wording.place_words,
    "codes": wording.split_codes,
    "sentence": wording.sentence,
    "dial": wording.dial_number,
    "phone": wording.show_phone,
    "tilde": lru_cache(maxsize=2_000)(tilde_encode),
    "thousands": "{:,}".format,
    "file_size": file_size,
}
"""Every filter by its name in the templates."""
