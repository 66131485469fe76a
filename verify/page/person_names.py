"""Names of people as they are written in running text: where they stand, and what is no part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verify.linkage.names import fold, is_credential

_PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’']*(?:-[A-ZÀ-ÞĀ-Ža-z][\w’']*)*)"
_INITIAL = r"(?:[A-Z]\.(?:[A-Z]\.){0,4})"
_PARTICLE = r"(?:(?:de|da|del|della|di|du|la|le|van|von|der|den|ter|bin|al|el|dos|y)\s)"
NAME = rf"(?<![\w’'-])(?:{_PART}|{_INITIAL})(?:[ \u00a0]{_PARTICLE}*(?:{_PART}|{_INITIAL})){{1,4}}"
"""Two to five words with capitals, initials and particles among them."""

_NAME = re.compile(NAME)
_INITIAL_ALONE = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")
_LETTERS = re.compile(r"[A-Z]{2,}[a-z]{0,3}[A-Z]?[a-z]?")
_SALUTATION = re.compile(r"\b(?:Dr|Prof|Professor|Doctor|Mr|Mrs|Ms|Miss|Mx|Rev)\b\.?[ \u00a0]+")
_LEADING = frozenset(
    "BY WITH MEET HI HELLO DEAR FROM ABOUT ASK CALL SEE CONTACT WRITTEN AUTHOR POSTED OUR YOUR MY "
    "THE A AN AND OR I IM IAM AM"
    " NAME IS WHEN WHILE FOR AT TO IN OF AS THANKS THANK VISIT BOOK TEXT EDITOR STAFF WRITER STORY "
    "COLUMN FOUNDER OWNER DIRECTOR"
    " DR DOCTOR PROF PROFESSOR MR MRS MS MISS MX REV REVIEWED EDITED HERE THERE WELCOME INTRODUCING "
    "PHYSIOTHERAPIST ACUPUNCTURIST"
    " CHIROPRACTOR PHYSIO THERAPIST NURSE COACH PRACTITIONER BUT SO THEN NOW AFTER BEFORE SAYS SAID "
    "LICENSED REGISTERED CERTIFIED"
    " CHARTERED RETIRED PHYSICAL HOST GUEST AUTHORS PREPARED PRESENTED REPORTED BIO TEAM LEAD SENIOR"
    " PHOTO WORDS ALSO HEAD CHIEF JOIN MASTER SIFU SENSEI SOY DRA SR SRA FRAU HERR BIN JE SUIS MME"
    " GRANDMASTER NURSE ANSWERS DISCHARGING CLINICIAN".split()
)
_NOT_NAMES = frozenset(
    "OSTEOPATHS OSTEOPATH CHIROPRACTORS PHYSIOS PHYSIO ACUPUNCTURISTS SQUARE COUNTY ROW MARATHON"
    " PARK CITY TOWN VALLEY WILL IF IT NO NOT YES SHE HE THEY WE YOU ARE CAN DO"
    " DOES SHOULD HAVE HAS WAS WERE THAT THERE "
    "HERE ONLY FROM LIC REG KIND"
    " WORDS BEST MORE MOST ONE TWO THREE ONLINE OPEN CALL SAVE FIRST LAST NEXT READ LEARN GET BUY "
    "SHOP CART MENU SEARCH"
    "THE OUR YOUR THIS THAT THESE BACK PAIN NECK SPINE SPINAL ACUPUNCTURE ACUPUNCTURIST PHYSICAL "
    "THERAPY THERAPIST THERAPISTS"
    " PHYSIOTHERAPY CLINIC CLINICS CENTER CENTRE HEALTH WELLNESS MEDICINE MEDICAL HOSPITAL COLLEGE "
    "UNIVERSITY INSTITUTE ACADEMY"
    " ASSOCIATION BOARD SOCIETY COUNCIL SCHOOL JOURNAL STREET AVENUE ROAD BOULEVARD SUITE LANE DRIVE "
    "FLOOR LLC INC PLLC LTD"
    " CARE TREATMENT SESSION VISIT CLASS PROGRAM PROGRAMME INTEGRATIVE CHINESE ORIENTAL TRADITIONAL "
    "DRY NEEDLING MASSAGE"
    " CHIROPRACTIC REHAB REHABILITATION SPORTS LICENSE LICENCE NUMBER FREE NEW HOW WHAT WHY WHERE "
    "WHEN WHO ABOUT HOME CONTACT"
    " SERVICES BOOK NOW PRICES FEES INSURANCE STATE DEPARTMENT OFFICE NATIONAL AMERICAN BRITISH "
    "UNITED STATES KINGDOM GENERAL"
    " JANUARY FEBRUARY MARCH APRIL JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER MONDAY "
    "TUESDAY WEDNESDAY THURSDAY FRIDAY"
    " SATURDAY SUNDAY NORTH SOUTH EAST WEST COPYRIGHT ALL RIGHTS RESERVED DOCTOR PHYSICIAN NURSE "
    "PATIENT PATIENTS AND OR FOR WITH"
    " RESEARCH EVIDENCE STUDY TRIAL REVIEW NEWS TIMES COURIER HERALD TRIBUNE GAZETTE POST MAGAZINE "
    "NEWSLETTER WITHOUT DRUGS CLAIM REVIEWS PRESS SPORT ATTENTION HEADACHE METHOD "
    "BLOG PODCAST TEAM STAFF LOW"
    " CHRONIC ASKED QUESTIONS FREQUENTLY TRUST NHS SERVICE GROUP COMPANY DEVICES LABS STUDIO SPA "
    "COMMUNITY FOUNDATION CORPORATION"
    " CERTIFIED LICENSED REGISTERED DIPLOMATE MASTERS BACHELOR DOCTORATE FELLOW MEMBER CLINICAL"
    " SPECIALIST ORTHOPEDIC".split()
)


@dataclass(frozen=True, slots=True)
class NameInText:
    """A name without salutation, and its place; `is_doctor` where it is called Dr."""

    name: str
    start: int
    end: int
    is_doctor: bool


def names_in(text: str, start: int = 0) -> Iterator[NameInText]:
    """Every name of a person in a text that stands at `start`; a guess by its form alone."""
    for match in _NAME.finditer(text):
        if found := trimmed(text, match.start(), match.end()):
            left, right = found
            before = text[max(0, left - 12) : left]
            salutation = [each for each in _SALUTATION.finditer(before) if each.end() == len(before)]
            is_doctor = bool(salutation) and salutation[-1].group().strip(". \u00a0") in ("Dr", "Doctor")
            yield NameInText(" ".join(text[left:right].split()), start + left, start + right, is_doctor)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the name alone, without words that only stand before it; None where none is left."""
    words = [(match.start() + start, match.end() + start) for match in re.finditer(r"\S+", text[start:end])]
    while words and fold(text[words[0][0] : words[0][1]]) in _LEADING:
        words.pop(0)
    while len(words) > 1 and _is_letters(text, words[0], words[-1], end):
        words.pop()
    if len(words) < 2 or any(_is_no_name(text[left:right]) for left, right in words):
        return None
    last = text[words[-1][0] : words[-1][1]]
    right = words[-1][1] - len(last) + len(re.sub(r"['’]s?$", "", last))
    whole = text[words[0][0] : right]
    if sum(len(word.strip(".")) > 1 for word in whole.split()) < 2 and not re.match(r"[A-Z]\.\s", whole):
        return None
    return words[0][0], right


def _is_no_name(word: str) -> bool:
    return fold(word) in _NOT_NAMES or fold(word) in _LEADING or any(letter.isdigit() for letter in word)


def _is_letters(text: str, first: tuple[int, int], last: tuple[int, int], end: int) -> bool:
    """Whether the last word of a name is letters behind it: `BSc`, `PT`, or the `L.` of `L.Ac.`."""
    word = text[last[0] : last[1]]
    if _INITIAL_ALONE.fullmatch(word):
        return text[end : end + 1].isalpha()
    is_shouted = text[first[0] : first[1]].isupper()
    return is_credential(word) if is_shouted else _LETTERS.fullmatch(word) is not None


def surname_key(name: str) -> str:
    """The last word of a name in one writing; the same for all writings of one person."""
    return (fold(name).split() or [""])[-1]


def is_same_person(one: str, other: str) -> bool:
    """Whether two writings on one page are one person: the same last name, and no other first one."""
    first, second = fold(one).split(), fold(other).split()
    if not first or not second or first[-1] != second[-1]:
        return False
    return len(first) == 1 or len(second) == 1 or _is_same_first(first[0], second[0])


def _is_same_first(one: str, other: str) -> bool:
    """Whether two first names are one, or one of them is the initial of the other."""
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other)))
