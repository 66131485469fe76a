"""AAMA: physicians who practice acupuncture, from saved pages alone.

The page of the directory asks for its people as JSON. A person may save those answers, or the page itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.errors import ListingError
from crawler.platforms.certificate_cells import Place, name_and_letters, place_of
from crawler.platforms.saved_html import Cells, page_name, text_of_html
from crawler.platforms.saved_layouts import (
    AAMA_CREDENTIALS,
    AAMA_HTML,
    AAMA_KEY,
    AAMA_NAME,
    AAMA_PAGE,
    AAMA_PLACES,
    AAMA_RESULTS,
)
from crawler.platforms.saved_pages import SavedPagesSource
from crawler.records import CertificationRecord, Evidence, Profession, Status
from crawler.rows import Row


class MedicalAcupuncturists(SavedPagesSource):
    """Certificates in medical acupuncture. A bare membership is no certificate and is skipped."""

    name = "us_aama_physicians"
    title = "Find an Acupuncturist, physician members"
    agency = "American Academy of Medical Acupuncture"
    professions = (Profession.PHYSICIAN,)
    homepage_url = "https://medacu.memberclicks.net/patient-referral-directory"
    lookup_url = homepage_url
    omits = "physicians who are no members, and whoever is on no saved page"
    refresh_days = 90
    terms = "Not to be collected by programs: only pages that a person saved are read."
    attribution = "American Academy of Medical Acupuncture, patient referral directory"
    permission = "None was asked for. The directory is never asked; a person saves its pages."
    inbox_folder = "us_aama"
    layout = AAMA_PAGE

    def read_rows(self, body: bytes, evidence: Evidence) -> Iterable[tuple[int, Cells]]:
        """A row for each certificate behind each name, from a saved answer (JSON) or a saved page."""
        is_answer = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        people = _people(body, evidence) if is_answer else super().read_rows(body, evidence)
        return [(number, row) for number, cells in people for row in _certificates(cells)]

    def parse_row(self, row: Row) -> CertificationRecord | None:
        """The certificate; None for a member without one."""
        certification = row.text("certification")
        if not certification:
            return None
        name, letters = name_and_letters(row.needed("name"))
        place = place_of(row.text("place"))
        return CertificationRecord(
            certification_id=f"{self.name}:{row.needed('id')}:{certification}",
            issuer=AAMA_CREDENTIALS[certification],
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix=name.suffix,
            credential_printed=", ".join(letters),
            certification_printed=certification,
            credential=certification,
            status_printed="",
            status=Status.UNKNOWN,
            valid_from=None,
            valid_to=None,
            city=place.city,
            state=place.state,
            zip5=place.zip5,
            evidence=row.evidence,
        )


def _certificates(cells: Cells) -> Iterator[Cells]:
    _, letters = name_and_letters(cells["name"])
    plain = dict.fromkeys(each.replace(".", "").upper() for each in letters)
    for certification in [each for each in plain if each in AAMA_CREDENTIALS] or [""]:
        yield {**cells, "certification": certification}


def _people(body: bytes, evidence: Evidence) -> list[tuple[int, Cells]]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ListingError(
            evidence.source, f"{page_name(evidence)} is no whole JSON answer: {error}"
        ) from error
    results = answer.get(AAMA_RESULTS)
    if not isinstance(results, list):
        raise ListingError(
            evidence.source, f"{page_name(evidence)} is no answer of the directory: it lacks {AAMA_RESULTS!r}"
        )
    return [(number, _cells(each)) for number, each in enumerate(results, start=1)]


def _cells(person: Any) -> Cells:
    held = person if isinstance(person, dict) else {}
    key, name = held.get(AAMA_KEY), held.get(AAMA_NAME)
    return {
        "id": str(key) if isinstance(key, int | str) else "",
        "name": text_of_html(name) if isinstance(name, str) else "",
        "status": "",
        "place": _place(held.get(AAMA_PLACES)),
        "certification": "",
    }


def _place(pieces: Any) -> str:
    """The first piece that ends with a place; telephone numbers and the like are pieces too."""
    held = pieces if isinstance(pieces, list) else []
    fragments = [piece.get(AAMA_HTML) for piece in held if isinstance(piece, dict)]
    texts = [text_of_html(each) for each in fragments if isinstance(each, str)]
    return next((text for text in texts if place_of(text) != Place()), "")
