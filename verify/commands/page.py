"""Read a health page: who speaks, on what, what is promised, and what is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from verify.commands.options import EXIT_CODES, as_day, data_option, json_option, show, today_option
from verify.linkage.lookup import Looker
from verify.linkage.lookup_certificates import certificates_of
from verify.page.answer import PageAnswer, answer_page, as_facts
from verify.page.document import Document
from verify.page.extract import read_document
from verify.page.lines import answer_lines
from verify.page.tables import Tables, read_tables
from verify.page_source import read_source
from verify.publish.codes import code_rows
from verify.publish.errors import CannotRunError
from verify.published import open_published


@click.command(epilog=EXIT_CODES)
@click.argument("source", metavar="SOURCE")
@data_option
@today_option
@json_option
def page(source: str, data: Path, today: datetime | None, as_json: bool) -> None:
    """Read a health page as a careful patient would, and show the evidence, quote by quote.

    SOURCE is a file of HTML or text, an address, or - for standard input. Claimed credentials are looked up
    in the published directory below --data, where there is one. Nothing is sent or kept.
    """
    document = read_document(read_source(source))
    if not document.text.strip():
        raise CannotRunError(f"{source} has no text that a reader sees.")
    answer = _answer(document, data, as_day(today) or datetime.now(UTC).date())
    show(as_facts(answer), answer_lines(answer), as_json)


def own_tables() -> Tables:
    """The tables that come with the program."""
    return read_tables(
        lambda name: [{column: value or "" for column, value in row.items()} for row in code_rows(name)]
    )


def _answer(document: Document, data: Path, day: date) -> PageAnswer:
    if not (data / "directory.db").exists():
        return answer_page(document, own_tables(), None)
    with open_published(data) as connection:
        look_up = Looker(connection, day).look_up
        return answer_page(document, own_tables(), look_up, lambda entry: certificates_of(connection, entry))
