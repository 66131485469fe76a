"""What the NPI Registry is asked: search criteria that it takes; others are refused before anything is sent.

Rules of API 2.1 as documented by CMS: at most 200 results a page and 1,000 skipped, so 1,200 results for
one question; `*` stands at the end alone, after two characters at least; a state alone is no question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from crawler.cells import show_cell
from crawler.clean import us_state
from crawler.records import is_npi

HOST = "npiregistry.cms.hhs.gov"
PAGE_RESULTS = 200
SKIP_MAX = 1000
RESULTS_MAX = SKIP_MAX + PAGE_RESULTS
PERSON, ORGANIZATION = "NPI-1", "NPI-2"

_ZIP = re.compile(r"\d{5}(?:-?\d{4})?|\d{2,8}\*", re.ASCII)
_TAXONOMY_CODE = re.compile(r"[0-9A-Z]{9}X\*?", re.IGNORECASE)


class QuestionError(ValueError):
    """The registry would not take this question; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """Criteria by the names of the API; empty ones are not sent. `make_question` makes a checked one."""

    number: str = ""
    enumeration_type: str = ""
    last_name: str = ""
    first_name: str = ""
    organization_name: str = ""
    taxonomy_description: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""

    def criteria(self) -> dict[str, str]:
        """The criteria that are given, by name."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in given.items() if value}

    def words(self) -> str:
        """The criteria for a person to read."""
        return ", ".join(f"{name} {value}" for name, value in self.criteria().items())

    def url(self, skip: int = 0) -> str:
        """The address of the page that begins after `skip` results."""
        sent = {"version": "2.1", **self.criteria()}
        if self.first_name and not self.first_name.endswith("*"):
            # Without this the registry also answers with other first names that it takes for the same.
            sent["use_first_name_alias"] = "False"
        if not self.number:
            sent |= {"limit": str(PAGE_RESULTS), "skip": str(skip)}
        return f"https://{HOST}/api/?{urlencode(sent)}"


def make_question(
    number: str = "",
    *,
    last_name: str = "",
    first_name: str = "",
    organization: str = "",
    taxonomy: str = "",
    city: str = "",
    state: str = "",
    postal_code: str = "",
) -> Question:
    """The question for a number, or for criteria; runs of blanks are one blank.

    Raises:
        QuestionError: nothing is asked, both are, the number has a wrong check digit, or a criterion is
            one that the registry refuses.
    """
    is_person = bool(last_name or first_name)
    asked = Question(
        number=_squished(number),
        enumeration_type=PERSON if is_person else ORGANIZATION if organization else "",
        last_name=_name("last name", last_name),
        first_name=_name("first name", first_name),
        organization_name=_name("organization", organization),
        taxonomy_description=_taxonomy(taxonomy),
        city=_name("city", city),
        state=_state(state),
        postal_code=_postal_code(postal_code),
    )
    _check(asked)
    return asked


def _check(asked: Question) -> None:
    given = set(asked.criteria())
    if not given:
        raise QuestionError("nothing is asked: give an NPI, or a name, a taxonomy, a city or a ZIP code")
    if asked.number and given != {"number"}:
        raise QuestionError("give either an NPI or other criteria, not both")
    if asked.number and not is_npi(asked.number):
        raise QuestionError(
            f"{show_cell(asked.number)!r} is no NPI: ten digits with a right check digit are needed; "
            "look for a typing error. Nothing was asked"
        )
    if asked.organization_name and (asked.last_name or asked.first_name):
        raise QuestionError("a person's name and an organization's can't be asked for together")
    if given == {"state"}:
        raise QuestionError("a state alone is refused: add a name, a taxonomy, a city or a ZIP code")


def _squished(text: str) -> str:
    return " ".join(text.split())


def _name(what: str, text: str) -> str:
    name = _squished(text)
    if "*" in name and not re.fullmatch(r"[^*]{2,}\*", name):
        raise QuestionError(
            f"the {what} {show_cell(name)!r}: * stands at the end alone, after two characters at least"
        )
    return name


def _taxonomy(text: str) -> str:
    words = _name("taxonomy", text)
    if _TAXONOMY_CODE.fullmatch(words):
        raise QuestionError(
            f"the taxonomy {show_cell(words)!r} is a code; the registry takes words alone, for example "
            "'Acupuncturist' or 'Physical Therapist*'"
        )
    return words


def _state(text: str) -> str:
    code = us_state(text)
    if text.strip() and not code:
        raise QuestionError(f"the state {show_cell(text)!r} is no two-letter postal code of a U.S. state")
    return code


def _postal_code(text: str) -> str:
    code = text.strip()
    if code and not _ZIP.fullmatch(code):
        raise QuestionError(
            f"the ZIP code {show_cell(code)!r} is neither five digits, nor nine, nor two or more with a *"
        )
    return code.replace("-", "")
