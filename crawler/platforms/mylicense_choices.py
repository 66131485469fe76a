"""Which of the professions and license types that a MyLicense form offers are to be searched for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from crawler.errors import ListingError
from crawler.platforms.aspnet_form import Form
from crawler.platforms.mylicense_search import LICENSE_TYPE, PROFESSION, Search
from crawler.records import Profession

ProfessionOfType = Callable[[str], Profession | None]


def chosen_professions(form: Form, words: Sequence[str], source: str) -> tuple[str, ...]:
    """The values of the professions whose labels contain one of our words.

    Raises:
        ListingError: a word is in no label.
    """
    choices = form.choices[PROFESSION]
    for word in words:
        if not any(word in choice.label.upper() for choice in choices):
            offered = ", ".join(repr(choice.label) for choice in choices if choice.label)
            raise ListingError(
                source, f"no profession of the form contains {word!r}; it offers {offered}: renamed?"
            )
    return tuple(choice.value for choice in choices if any(word in choice.label.upper() for word in words))


def chosen_searches(form: Form, profession: str, profession_of_type: ProfessionOfType) -> Iterator[Search]:
    """A search for each license type of the form that is ours."""
    for choice in form.choices[LICENSE_TYPE]:
        if choice.value and profession_of_type(choice.label):
            yield Search(form, profession, choice.value)


def require_all_professions(
    searches: Sequence[Search],
    professions: Sequence[Profession],
    profession_of_type: ProfessionOfType,
    source: str,
) -> None:
    """Each of the professions has a search, else everyone of it would be called "not found at the board".

    Raises:
        ListingError: one has none.
    """
    found = {profession_of_type(search.label) for search in searches}
    lacking = [profession.value for profession in professions if profession not in found]
    if lacking:
        types = ", ".join(repr(search.label) for search in searches) or "none of ours"
        raise ListingError(
            source, f"no license type of the form is for {', '.join(lacking)}; found: {types}: renamed?"
        )
