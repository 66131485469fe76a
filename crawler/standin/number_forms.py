"""The forms in which practitioners write license numbers, by state and profession.

`{d}` are the digits that tell the license, `{n}` the same without leading zeros.
"""

from __future__ import annotations

from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN, PT_ASSISTANT

Forms = tuple[str, ...]

FORMS: dict[str, dict[str, Forms]] = {
    "WA": {
        ACUPUNCTURIST: ("AC{d}", "AC{d}", "AC {d}", "{d}", "ACUP.AC.{d}", "AC.{d}", "AC-{d}", "{n}"),
        PHYSICAL_THERAPIST: ("PT{d}", "PT{d}", "PT {d}", "{d}", "PT.PT.{d}", "PT-{d}", "{n}"),
        PT_ASSISTANT: ("P1{d}", "P1{d}", "P1 {d}", "{d}", "PTA{d}", "PTA.P1.{d}", "P1-{d}"),
    },
    "CA": {
        ACUPUNCTURIST: (
            *("{n}", "AC{n}", "AC{n}", "AC {n}", "L.AC. {n}"),
            *("AC0{n}", "LAC{n}", "AC-{n}", "CA AC {n}"),
        ),
        PHYSICAL_THERAPIST: ("{n}", "{n}", "PT{n}", "PT {n}", "PT-{n}", "PT0{n}", "PT {n} "),
        PT_ASSISTANT: ("{n}", "AT{n}", "AT {n}", "PTA {n}", "PTA{n}", "AT-{n}"),
        PHYSICIAN: ("{n}", "A{n}", "A{n}", "A {n}", "A0{n}", "MD{n}", "MD {n}"),
    },
    "CO": {
        ACUPUNCTURIST: ("ACU.{n:0>7}", "ACU.{n:0>7}", "ACU-{n}", "ACU{n}", "ACU {n}", "{n}", "{n:0>7}"),
        PHYSICAL_THERAPIST: ("PTL.{n:0>7}", "PTL.{n:0>7}", "PTL{n}", "PTL-{n}", "PT {n}", "{n}", "{n:0>7}"),
        PT_ASSISTANT: ("PTA.{n:0>7}", "PTA.{n:0>7}", "PTA{n}", "{n}"),
    },
    "IL": {
        ACUPUNCTURIST: ("198.{d}", "198{d}", "198{d}", "198-{d}", "{n}"),
        PHYSICAL_THERAPIST: ("070.{d}", "070{d}", "070{d}", "70{d}", "070-{d}", "{n}"),
        PT_ASSISTANT: ("160.{d}", "160{d}", "160{d}", "160-{d}"),
    },
    "CT": {
        ACUPUNCTURIST: ("{d}", "{d}", "{n}", "97.{d}"),
        PHYSICAL_THERAPIST: ("{d}", "14.{d}", "14.{d}", "{n}", "14-{d}"),
        PT_ASSISTANT: ("{d}", "98.{d}", "{n}"),
    },
    "DE": {
        ACUPUNCTURIST: ("Z9-{d}", "Z9-{d}", "Z9{d}", "{d}", "{n}"),
        PHYSICAL_THERAPIST: ("J1-{d}", "J1-{d}", "J1{d}", "J1 {d}", "{d}", "J1-{n}"),
        PT_ASSISTANT: ("J2-{d}", "J2-{d}", "J2{d}", "{n}"),
    },
    "TX": {
        ACUPUNCTURIST: ("AC{d}", "AC{d}", "AC {d}", "AC{n}", "{n}", "AC0{d}"),
        PHYSICAL_THERAPIST: ("12{n}", "13{n}"),
        PT_ASSISTANT: ("21{n}",),
    },
    "NJ": {
        ACUPUNCTURIST: ("25MZ{d}", "25MZ{d}", "25MZ {d}", "MZ{d}", "{d}"),
        PHYSICAL_THERAPIST: ("40QA{d}", "40QA{d}", "40QA {d}", "QA{d}", "{d}"),
        PT_ASSISTANT: ("40QB{d}", "40QB{d}", "QB{d}"),
    },
    "FL": {
        ACUPUNCTURIST: ("AP{n}", "AP{n}", "AP {n}", "AP-{n}", "{n}"),
        PHYSICAL_THERAPIST: ("PT{n}", "PT{n}", "PT {n}", "{n}", "PT-{n}"),
        PT_ASSISTANT: ("PTA{n}", "PTA{n}", "PTA {n}", "{n}"),
    },
    "NY": {
        ACUPUNCTURIST: ("00{n}", "25-00{n}", "00{n}-1"),
        PHYSICAL_THERAPIST: ("0{n}", "62-0{n}", "0{n}-1"),
        PT_ASSISTANT: ("00{n}", "00{n}-1"),
    },
}
LETTERS = {ACUPUNCTURIST: "AC", PHYSICAL_THERAPIST: "PT", PT_ASSISTANT: "PTA"}


def forms_of(state: str, profession: str) -> Forms:
    """The forms of a number, by weight of repetition; letters of the profession where none are known."""
    letters = LETTERS.get(profession, "MD")
    return FORMS.get(state, {}).get(profession, ("{n}", letters + "{n}", letters + " {n}"))
