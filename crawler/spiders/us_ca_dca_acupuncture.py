"""California Acupuncture Board: the department's monthly licensee list."""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.dca_list import DcaListSource, LicenseType
from crawler.records import Profession


class CaliforniaAcupuncture(DcaListSource):
    """Licensed acupuncturists of California, with school and year where an edition states them."""

    name = "us_ca_dca_acupuncture"
    title = "Department of Consumer Affairs licensee list: acupuncture"
    agency = "California Acupuncture Board"
    professions = (Profession.ACUPUNCTURIST,)
    limits = Limits(records_max=40_000)
    folder_id = "72555060186"
    license_types = (LicenseType("acupunct", Profession.ACUPUNCTURIST),)
    keeps_school = True
    parser_version = "2"
