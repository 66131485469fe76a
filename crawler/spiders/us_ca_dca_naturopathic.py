"""California Board of Naturopathic Medicine: the department's monthly licensee list.

No list of this board was seen, and its license types are defaults; a type that names no
profession is skipped, and a check of the source tells which there are.
"""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.dca_list import DcaListSource, LicenseType
from crawler.records import Profession


class CaliforniaNaturopathic(DcaListSource):
    """Naturopathic doctors of California."""

    name = "us_ca_dca_naturopathic"
    title = "Department of Consumer Affairs licensee list: naturopathic medicine"
    agency = "California Board of Naturopathic Medicine"
    professions = (Profession.NATUROPATH,)
    limits = Limits(records_max=10_000)
    folder_id = "72554245620"
    license_types = (LicenseType("naturopathic doctor", Profession.NATUROPATH),)
