from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.publish.display import organization_name, person_name, surname, without_credentials


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("MCDONALD", "McDonald"),
        ("O'BRIEN", "O'Brien"),
        ("DE LA CRUZ", "de la Cruz"),
        ("SMITH-JONES", "Smith-Jones"),
        ("VAN NGUYEN", "Van Nguyen"),
        ("LE", "Le"),
        ("DE", "De"),
        ("LA", "La"),
        ("MACY", "Macy"),
        ("MC", "Mc"),
        ("NUÑEZ", "Nuñez"),
        ("GARCIA III", "Garcia III"),
        ("LI", "Li"),
        ("VI", "Vi"),
        ("DeWitt", "DeWitt"),
        ("de Souza", "de Souza"),
        ("", ""),
    ],
)
def test_surname(printed: str, shown: str) -> None:
    assert surname(printed) == shown


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("MARY-ANN", "J", "O'NEIL", "JR."), "Mary-Ann J O'Neil Jr."),
        (("HANA", "", "KIM", ""), "Hana Kim"),
        (("JOHN", "D.", "MCKAY", "III"), "John D. McKay III"),
        (("", "", "", ""), ""),
    ],
)
def test_person_name(parts: tuple[str, str, str, str], shown: str) -> None:
    assert person_name(*parts) == shown


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("HARBOR ACUPUNCTURE AND WELLNESS, PLLC", "Harbor Acupuncture and Wellness, PLLC"),
        ("THE HOUSE OF NEEDLES", "The House of Needles"),
        ("WOMEN'S HEALTH PT P.C.", "Women's Health PT P.C."),
        ("1ST CHOICE BTM CLINIC", "1st Choice BTM Clinic"),
        ("DR ST CLAIR", "Dr St Clair"),
        ("Harbor PT", "Harbor PT"),
    ],
)
def test_organization_name(printed: str, shown: str) -> None:
    assert organization_name(printed) == shown


@settings(deadline=None)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÑ'- .", max_size=30))
def test_display_changes_letter_case_alone(printed: str) -> None:
    assert " ".join(surname(printed).upper().split()) == " ".join(printed.split())


@settings(deadline=None)
@given(st.text(max_size=30).filter(lambda text: any(letter.islower() for letter in text)))
def test_name_that_is_not_in_capitals_is_kept_as_printed(printed: str) -> None:
    assert surname(printed) == printed
    assert organization_name(printed) == printed


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("ELIZABETH", "KAY", "WESTGATE LAC", ""), "Elizabeth Kay Westgate"),
        (("EUN MI", "", "KIM, L.AC., DPT", ""), "Eun Mi Kim"),
        (("CARLOS", "", "GARCIA III, PT", ""), "Carlos Garcia III"),
        (("ABIGAIL", "", "BROWN", "DPT"), "Abigail Brown"),
        (("ABIGAIL", "", "BROWN", "JR"), "Abigail Brown Jr"),
        (("YO YO", "", "MA", ""), "Yo Yo Ma"),
        (("MINH", "", "NGUYEN DO", ""), "Minh Nguyen Do"),
        (("ANA", "", "DE LA CRUZ DPT", ""), "Ana de la Cruz"),
        (("HANA", "", "LAC", ""), "Hana Lac"),
        (("Ana", "", "Okafor, PTA", ""), "Ana Okafor"),
    ],
)
def test_credentials_are_no_part_of_a_shown_name(parts: tuple[str, str, str, str], shown: str) -> None:
    assert person_name(*parts) == shown


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_taking_credentials_off_only_shortens_and_leaves_a_name(printed: str) -> None:
    shown = without_credentials(printed)
    assert printed == shown or printed.split()[: len(shown.split())][0].startswith(
        shown.split()[0].rstrip(",")
    )
    assert bool(shown.strip(", ")) or not printed.split() or shown == printed
