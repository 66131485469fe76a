"""A search at a MyLicense site, and how far the way through all searches has come. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urldefrag

from crawler.errors import ListingError
from crawler.platforms.aspnet_form import Form

PROFESSION = "t_web_lookup__profession_name"
LICENSE_TYPE = "t_web_lookup__license_type_name"
SEARCH, DOWNLOAD, CONTINUE, KIND = "sch_button", "btnBulkDownLoad", "btnContinue", "filetype"
GRID = "datagrid_results"
"""The names of fields, buttons and table on the pages of a site."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search: a form page whose license types belong to `profession`, and the type to look for."""

    form: Form
    profession: str
    license_type: str

    @property
    def label(self) -> str:
        """The license type as a person reads it."""
        choices = self.form.choices[LICENSE_TYPE]
        return next(choice.label for choice in choices if choice.value == self.license_type)

    def body(self, source: str) -> bytes:
        """What a press on the button of the search would send.

        Raises:
            ListingError: there is no such button.
        """
        if SEARCH not in self.form.buttons:
            raise ListingError(source, f"{self.form.url} has no button {SEARCH!r}: the form has changed")
        return self.form.press(SEARCH, **{PROFESSION: self.profession, LICENSE_TYPE: self.license_type})


@dataclass(frozen=True, slots=True)
class Route:
    """How far a crawl has come: professions whose types are to be asked for, searches to be made."""

    is_bulk: bool
    professions: tuple[str, ...] = ()
    searches: tuple[Search, ...] = ()
    has_rows: bool = False

    @property
    def words(self) -> str:
        """What is being looked for, for messages."""
        return f"the search for {self.searches[0].label!r}"


def told_apart(url: str, what: str, page: int = 0) -> str:
    """The address with what was asked behind it.

    The server keeps the search, so two searches may send the same bytes. The fragment, which stays here,
    tells them apart in the manifest and says in the evidence which search a row is from.
    """
    parts = [what, *([f"page {page}"] if page else [])]
    return f"{urldefrag(url).url}#{quote(', '.join(parts), safe=',')}"
