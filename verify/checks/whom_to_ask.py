"""What is said where no listing is read: whom to ask instead, and how to look there."""

from __future__ import annotations

from crawler.records import Profession
from verify.checks.known import Code, Known
from verify.checks.titles import licenses_nobody
from verify.checks.words import PROFESSIONS
from verify.linkage.states import STATES


def unread_words(profession: Profession | None, state: str, known: Known) -> str:
    """Why no board could be asked, and who can be: the board of the state, or the next best evidence."""
    if profession is None:
        return "No board listing of this profession is read."
    if not state:
        return "The entry states no place of practice in the United States, so no board can be named."
    if licenses_nobody(state, profession, known):
        return (
            f"{_name(state)} licenses no {PROFESSIONS[profession]}, so there is no board to ask."
            " The next best evidence is national certification (NCBAHM). A certificate is not a license."
        )
    unread = f"No board listing of {PROFESSIONS[profession]} is read for {_name(state)}."
    board = board_of(profession, state, known)
    return f"{unread} {_ask(board)}" if board else unread


def board_of(profession: Profession, state: str, known: Known) -> Code | None:
    """The row of the table of boards for a profession in a state; None where the table has none."""
    rows = known.codes.get("boards", ())
    return next((row for row in rows if (row["state"], row["profession"]) == (state, profession)), None)


def _ask(board: Code) -> str:
    where = f" ({board['register_url']})" if board["register_url"] else ""
    return " ".join(filter(None, (f"Ask the {board['board']}{where}.", board["how_to_look"])))


def _name(state: str) -> str:
    return STATES.get(state, state)
