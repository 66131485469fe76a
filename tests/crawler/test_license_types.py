from __future__ import annotations

import pytest

from crawler.license_types import profession_of
from crawler.records import Profession


@pytest.mark.parametrize(
    ("words", "profession"),
    [
        ("Acupuncturist", Profession.ACUPUNCTURIST),
        ("LICENSED ACUPUNCTURIST", Profession.ACUPUNCTURIST),
        ("Eastern Medicine Practitioner", Profession.ACUPUNCTURIST),
        ("Physical Therapist", Profession.PHYSICAL_THERAPIST),
        ("LICENSED PHYSICAL THERAPY  ASSISTANT", Profession.PT_ASSISTANT),
        ("Physical Therapist Assistant", Profession.PT_ASSISTANT),
        ("Physical Therapy Aide", None),
        ("Physical Therapist Temporary Permit", None),
        ("Physical Therapist Compact Privilege", None),
        ("Physical Therapy Professional Corporation", None),
        ("Acupuncture Detoxification Specialist", None),
        ("Acudetox Specialist", None),
        ("Registered Nurse", None),
        ("", None),
    ],
)
def test_words_name_the_profession(words: str, profession: Profession | None) -> None:
    assert profession_of(words) is profession
