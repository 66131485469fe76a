"""California Board of Chiropractic Examiners: the department's monthly licensee list.

No list of this board was seen, and its license types are defaults; a type that names no
profession is skipped, and a check of the source tells which there are.
"""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.dca_list import DcaListSource, LicenseType
from crawler.records import Profession


class CaliforniaChiropractic(DcaListSource):
    """Chiropractors of California."""

    name = "us_ca_dca_chiropractic"
    title = "Department of Consumer Affairs licensee list: chiropractic"
    agency = "California Board of Chiropractic Examiners"
    professions = (Profession.CHIROPRACTOR,)
    limits = Limits(records_max=60_000)
    folder_id = "72554109179"
    license_types = (
        LicenseType("doctor of chiropractic", Profession.CHIROPRACTOR),
        LicenseType("chiropractor", Profession.CHIROPRACTOR),
    )
