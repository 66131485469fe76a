"""NCBAHM (until 2025 NCCAOM): diplomates in acupuncture and herbal medicine, from saved pages alone.

A challenge stands before the directory, so it is never asked. Being listed there is voluntary.
"""

from __future__ import annotations

from urllib.parse import unquote

from crawler.platforms.certificate_cells import name_and_letters, place_of
from crawler.platforms.saved_layouts import GENDERS, NCBAHM_CREDENTIALS, NCBAHM_PAGE, NCBAHM_STATUSES
from crawler.platforms.saved_pages import SavedPagesSource
from crawler.records import CertificationRecord, Profession, Status
from crawler.rows import Row


class Diplomates(SavedPagesSource):
    """National board certificates, one record for each badge."""

    name = "us_ncbahm_diplomates"
    title = "Find a Practitioner Directory, diplomates"
    agency = "National Certification Board for Acupuncture and Herbal Medicine"
    professions = (Profession.ACUPUNCTURIST,)
    homepage_url = "https://directory.ncbahm.org/"
    lookup_url = homepage_url
    omits = "diplomates who do not wish to be listed, and whoever is on no saved page"
    refresh_days = 90
    terms = "Not to be collected by programs: only pages that a person saved are read."
    attribution = "National Certification Board for Acupuncture and Herbal Medicine, practitioner directory"
    permission = "None was asked for. The directory is never asked; a person saves its pages."
    inbox_folder = "us_ncbahm"
    layout = NCBAHM_PAGE

    def parse_row(self, row: Row) -> CertificationRecord:
        """The certificate of a badge; of a person without a badge, one without a name."""
        client_id = _client_id(row)
        name, letters = name_and_letters(row.needed("name"))
        certification = row.text("certification")
        credential = _credential(row, certification)
        printed, status = _status(row)
        place = place_of(row.text("place"))
        return CertificationRecord(
            certification_id=":".join(filter(None, (self.name, client_id, certification))),
            issuer=self.agency,
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix=name.suffix,
            credential_printed=", ".join(letters),
            certification_printed=certification,
            credential=credential,
            status_printed=printed,
            status=status,
            valid_from=None,
            valid_to=None,
            city=place.city,
            state=place.state,
            zip5=place.zip5,
            evidence=row.evidence,
        )


def _client_id(row: Row) -> str:
    if not row.cells["id"]:
        why = "is empty: the link of the name has no AgencyClientId"
        raise row.rejected("id", "", "missing_value", why)
    return unquote(row.cells["id"])


def _credential(row: Row, certification: str) -> str:
    """The letters of the certificate; empty for one never seen, which is noted."""
    credential = NCBAHM_CREDENTIALS.get(certification, "")
    if certification and not credential:
        why = "is a certificate never seen; it is kept without letters: add it to saved_layouts.py"
        row.note("certification", certification, "unknown_certification", why)
    return credential


def _status(row: Row) -> tuple[str, Status]:
    """The status word as printed, without the gender behind the bar, and its class."""
    parts = (part.strip() for part in row.text("status").split("|"))
    printed = " | ".join(part for part in parts if part and part.casefold() not in GENDERS)
    status = NCBAHM_STATUSES.get(printed)
    if printed and status is None:
        why = "is a status word never seen; the certificate is kept as unknown: add it to saved_layouts.py"
        row.note("status", printed, "unknown_status", why)
    return printed, status or Status.UNKNOWN
