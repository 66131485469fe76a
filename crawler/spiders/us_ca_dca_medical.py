"""Medical Board of California: the department's monthly licensee list.

No list of this board was seen, and its license types are defaults; a type that names no
profession is skipped, and a check of the source tells which there are.
"""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.dca_list import DcaListSource, LicenseType
from crawler.records import Profession


class CaliforniaMedicine(DcaListSource):
    """Physicians and surgeons of California; osteopathic ones have a board of their own."""

    name = "us_ca_dca_medical"
    title = "Department of Consumer Affairs licensee list: medicine"
    agency = "Medical Board of California"
    professions = (Profession.PHYSICIAN,)
    limits = Limits(records_max=400_000)
    folder_id = "72555183287"
    license_types = (
        LicenseType("physician and surgeon", Profession.PHYSICIAN),
        LicenseType("physician's and surgeon's", Profession.PHYSICIAN),
        LicenseType("physicians and surgeons", Profession.PHYSICIAN),
    )
