"""Physical Therapy Board of California: the department's monthly licensee list."""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.dca_list import DcaListSource, LicenseType
from crawler.records import Profession


class CaliforniaPhysicalTherapy(DcaListSource):
    """Physical therapists and physical therapist assistants of California."""

    name = "us_ca_dca_physical_therapy"
    title = "Department of Consumer Affairs licensee list: physical therapy"
    agency = "Physical Therapy Board of California"
    professions = (Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
    limits = Limits(records_max=100_000, first_crawl_min=16_000)
    folder_id = "72554178487"
    license_types = (
        LicenseType("physical therapist assistant", Profession.PT_ASSISTANT),
        LicenseType("physical therapist", Profession.PHYSICAL_THERAPIST),
    )
