"""Where the directories of certificates keep what is read of them. Whatever is not sure stands here alone.

A maintainer who sees that a directory has changed corrects this file alone. NCBAHM's markup was seen on
result pages of 2026; AAMA's was seen as the answers that its page asks for (JSON), its markup never.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.records import Status


@dataclass(frozen=True, slots=True)
class PageLayout:
    """CSS selectors of a saved result page.

    `card` is one person; the others are looked for within it, and a place may be missing. `key_pattern` is
    searched in the text that `key` gives; its group is the directory's own id of the person. `empty` is
    found in a result page without a person.
    """

    card: str
    key: str
    key_pattern: str
    name: str
    status: str
    place: str
    certification: str
    empty: str


NCBAHM_PAGE = PageLayout(
    card="div.result-card__item",
    key="p.name a::attr(href)",
    key_pattern=r"[?&]AgencyClientId=([A-Za-z0-9+/_%-]{1,80}=*)",
    name="p.name a",
    status="p.gendar",
    place="em[id^='addressdata_']",
    certification="div.cert-box__item p.copy",
    empty=r"(?<![\d,])0 Practitioners found",
)
NCBAHM_CREDENTIALS: Mapping[str, str] = {
    "AC Certification": "Dipl. Ac. (NCBAHM)",
    "CH Certification": "Dipl. C.H. (NCBAHM)",
    "OM Certification": "Dipl. O.M. (NCBAHM)",
    "AHM Certification": "Dipl. AHM (NCBAHM)",
    "ABT Certification": "Dipl. A.B.T. (NCBAHM)",
}
NCBAHM_STATUSES: Mapping[str, Status] = {
    "Certified Diplomate": Status.ACTIVE,
    "Inactive": Status.INACTIVE,
    "Retired": Status.INACTIVE,
    "Expired": Status.EXPIRED,
    "Suspended": Status.SUSPENDED,
    "Revoked": Status.REVOKED,
}
"""`Certified Diplomate` was seen; the others are words that the body uses and that no page has shown."""
GENDERS = frozenset({"female", "male", "nonbinary", "non-binary", "other", "prefer not to say"})
"""What stands beside the status of NCBAHM, behind a bar, and is never kept."""

AAMA_PAGE = PageLayout(
    card=".directory-search-result",
    key="::attr(data-id)",
    key_pattern=r"^([A-Za-z0-9-]{1,40})$",
    name=".title",
    status=".status",
    place=".left",
    certification=".certification",
    empty=r"(?<![\d,])0 results|no results found",
)
AAMA_RESULTS, AAMA_KEY, AAMA_NAME, AAMA_PLACES, AAMA_HTML = "results", "id", "title", "left", "html"
"""The keys of the JSON answer: a list of people, and in each the id, the name and pieces of HTML."""
AAMA_CREDENTIALS: Mapping[str, str] = {
    "DABMA": "American Board of Medical Acupuncture",
    "FAAMA": "American Academy of Medical Acupuncture",
}
"""The letters behind a name that are a certificate, and who grants them. `MD` and `DO` are degrees."""
