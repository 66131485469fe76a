"""The strata of two lists: names as they were taken apart, professions and numbers as they were read."""

from __future__ import annotations

from verify.linkage.list_sides import claimed_numbers
from verify.linkage.professions import professions_of
from verify.linkage.strata import EntryFacts, Strata
from verify.linked_lists import LinkedLists


def list_strata(linked: LinkedLists) -> Strata:
    """The strata of all entries and rows of both lists."""
    entries, rows, names = linked.entries, linked.rows, _own_names(linked)
    columns = zip(entries["entry_id"], entries["taxonomy"], entries["licenses"], strict=True)
    facts = {
        entry_id: EntryFacts(
            is_organization=entry_id not in names,
            profession=next(iter(professions_of(taxonomy)), ""),
            first_name=names.get(entry_id, ("", ""))[0],
            last_name=names.get(entry_id, ("", ""))[1],
            claims=tuple(claimed_numbers(licenses)),
        )
        for entry_id, taxonomy, licenses in columns
    }
    numbers = zip(rows["rec_id"], rows["state"], rows["license_number"], strict=True)
    return Strata(facts, {row_id: (state.upper(), number) for row_id, state, number in numbers})


def _own_names(linked: LinkedLists) -> dict[str, tuple[str, str]]:
    """Given and family name of each person's entry."""
    directory, texts = linked.read.sides.directory, linked.read.sides.vocabulary.strings()
    own = ~directory.is_other
    given = texts[directory.faces.given_words[own]].tolist()
    surname = texts[directory.faces.surname_words[own]].tolist()
    return dict(zip(directory.ids, zip(given, surname, strict=True), strict=True))
