"""Professions as rolls and directories print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.linkage.professions import ORGANIZATION, profession_of, professions_of


@pytest.mark.parametrize(
    ("printed", "profession"),
    [
        ("171100000X", "acupuncturist"),
        ("Licensed Acupuncturist (L.Ac.)", "acupuncturist"),
        ("East Asian Medicine Practitioner", "acupuncturist"),
        ("Doctor of Oriental Medicine", "acupuncturist"),
        ("225100000X", "physical_therapist"),
        ("2251X0800X", "physical_therapist"),
        ("Physical Therapist License", "physical_therapist"),
        ("PHYSICAL THERAPIST ASSISTANT", "pt_assistant"),
        ("225200000X", "pt_assistant"),
        ("Occupational Therapist", "occupational_therapist"),
        ("OCCUPATIONAL THERAPY ASSISTANT", "ot_assistant"),
        ("Chiropractic Physician", "chiropractor"),
        ("Naturopathic Physician", "naturopath"),
        ("Massage Therapist", "massage_therapist"),
        ("Athletic Trainer", "athletic_trainer"),
        ("Physician Assistant", "physician_assistant"),
        ("Physician & Surgeon", "physician"),
        ("Registered Nurse", "nurse"),
        ("261QM1300X", ORGANIZATION),
        ("Professional Corporation", ORGANIZATION),
        ("Acupuncture Clinic", ORGANIZATION),
        ("  acupuncturist ", "acupuncturist"),
        ("", ""),
        ("Falconer", "FALCONER"),
    ],
)
def test_a_profession_is_read_from_a_code_or_words(printed, profession):
    assert profession_of(printed) == profession


def test_all_codes_of_a_cell_are_read_each_once():
    assert professions_of("171100000X|225100000X; Acupuncturist|") == ("acupuncturist", "physical_therapist")
    assert professions_of("") == ()


@given(st.text(max_size=40))
def test_any_text_is_some_profession_and_nothing_is_none(printed):
    assert profession_of(printed) == profession_of(f" {printed} ")
