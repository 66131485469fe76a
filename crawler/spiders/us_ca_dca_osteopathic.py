"""Osteopathic Medical Board of California: the department's monthly licensee list.

No list of this board was seen, and its license types are defaults; a type that names no
profession is skipped, and a check of the source tells which there are.
"""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.dca_list import DcaListSource, LicenseType
from crawler.records import Profession


class CaliforniaOsteopathic(DcaListSource):
    """Osteopathic physicians and surgeons of California."""

    name = "us_ca_dca_osteopathic"
    title = "Department of Consumer Affairs licensee list: osteopathic medicine"
    agency = "Osteopathic Medical Board of California"
    professions = (Profession.PHYSICIAN,)
    limits = Limits(records_max=40_000)
    folder_id = "72554347728"
    license_types = (LicenseType("osteopathic physician", Profession.PHYSICIAN),)
