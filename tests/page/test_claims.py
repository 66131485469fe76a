"""Claimed credentials against the verifier: only number and name together are verified."""

from __future__ import annotations

import json

import pytest

from tests.linkage.lookup_lists import ADVERSE_WORDS, TODAY, database
from tests.page.tables import tables
from verify.linkage import lookup_rows
from verify.linkage.lookup import look_up
from verify.linkage.lookup_question import Question
from verify.page.answer import PageAnswer, answer_page, as_facts
from verify.page.extract import read_document
from verify.page.lines import KINGDOM, answer_lines

LISTS = database()
SEATTLE = "1 Elm Street, Seattle, WA 98101"


def answered(text: str) -> PageAnswer:
    return answer_page(read_document(text), tables(), lambda question: look_up(LISTS, question, TODAY))


def outcomes(text: str) -> list[str]:
    found = answered(text).people
    return [str(each.outcome) for person in found for each in person.looked_up]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"Mei-Hua Linwick, L.Ac., license AC60990117, {SEATTLE}", "verified"),
        (f"Mei-Hua Linwick, L.Ac., {SEATTLE}", "listed_under_name"),
        (f"Wren Halvorsby, L.Ac., license AC60990702, {SEATTLE}", "license_not_active"),
        (f"Wren Halvorsby, L.Ac., {SEATTLE}", "needs_more"),
        (f"Quillon Nobodyson, L.Ac., license AC11111111, {SEATTLE}", "not_found"),
        ("Mei-Hua Linwick, L.Ac., 1 Elm St, Helena, MT 59601", "not_covered"),
    ],
)
def test_each_claim_gets_the_answer_of_the_verifier(text: str, outcome: str) -> None:
    assert outcomes(text) == [outcome]


def test_by_name_alone_nothing_adverse_is_said_of_anybody() -> None:
    told = json.dumps(as_facts(answered(f"Wren Halvorsby, L.Ac., {SEATTLE}")), ensure_ascii=False)
    assert not [word for word in ADVERSE_WORDS if word in told]


def test_nobody_of_another_country_is_looked_up_in_our_lists() -> None:
    answer = answered("Mei-Hua Linwick, R.TCM.P., L.Ac., Kelowna, British Columbia, Canada")
    assert answer.people[0].looked_up == ()
    assert [str(each.outcome) for each in answer.people[0].elsewhere] == ["unknown_letters", "not_covered"]


def test_in_the_united_kingdom_registers_are_named_and_nobody_is_called_licensed() -> None:
    answer = answered(
        "Ann Ashgrove, MBAcC, acupuncture in Lewes. Tom Elmwood, physiotherapist, HCPC PH104233. Fee £52."
    )
    lines = answer_lines(answer)
    assert any(KINGDOM in line for line in lines)
    looked_up = [each for person in answer.people for each in person.looked_up]
    assert [board.board for each in looked_up for board in each.answer.boards] == [
        "British Acupuncture Council (BAcC)", "Health and Care Professions Council (HCPC)",
    ]  # fmt: skip
    assert not [line for line in lines if "licensed" in line]


def test_degrees_certificates_and_unknown_letters_are_told_apart() -> None:
    (person,) = answered(f"Ann Ashgrove, MD, DPT, Dipl. Ac., RYT-200, {SEATTLE}").people
    told = {
        each.claim.printed: (str(each.outcome), each.kind, bool(each.register)) for each in person.elsewhere
    }
    assert told == {
        "MD": ("not_covered", "license", True),
        "DPT": ("not_a_license", "degree", False),
        "Dipl. Ac.": ("not_covered", "certification", True),
        "RYT-200": ("unknown_letters", "", False),
    }


def test_without_a_directory_nothing_is_looked_up_and_the_answer_says_so() -> None:
    answer = answer_page(read_document("Ann Ashgrove, L.Ac."), tables(), None)
    assert answer.people[0].looked_up == () and not as_facts(answer)["is_looked_up"]
    assert "no credential was looked up" in "\n".join(answer_lines(answer))


def test_a_number_that_belongs_to_another_profession_of_the_person_does_not_hide_the_first() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> object:
        asked.append(question)
        return look_up(LISTS, question, TODAY)

    text = f"Mei-Hua Linwick, L.Ac., PT, license PT12345, {SEATTLE}"
    answer = answer_page(read_document(text), tables(), ask)  # type: ignore[arg-type]
    assert {each.profession: str(each.outcome) for each in answer.people[0].looked_up}[
        "acupuncturist"
    ] == "listed_under_name"
    assert [each.number for each in asked if each.profession == "acupuncturist"] == ["PT12345", ""]


GOOD = (
    "By Ann Ashgrove, PT. Updated May 2, 2026. A review in the BMJ (doi:10.5555/bmj.1) found a small gain; "
    "the evidence is weak. A visit takes 40 minutes, once a week for six weeks, and costs $90. You may be "
    "sore for a day. See a doctor first if you have a fever."
)
BAD = "Miracle cure! Guaranteed results in one session. Only 3 spots left. It releases toxins."


def test_questions_name_what_is_missing_and_what_stands_out() -> None:
    good, bad = answered(GOOD).questions, answered(BAD).questions
    assert not {"risks", "doctor", "plan", "price", "limits", "date", "sure", "pressure"} & set(good)
    assert {
        "who",
        "number",
        "reference",
        "sure",
        "pressure",
        "risks",
        "doctor",
        "plan",
        "price",
        "limits",
        "date",
    } <= set(bad)


def test_the_search_is_for_the_profession_and_place_of_the_page() -> None:
    assert answered(f"Ann Ashgrove, L.Ac., {SEATTLE}").search.words == "acupuncturist near 98101"
    assert answered("Our physical therapy helps.").search.words == "physical therapist"
    assert answered("Words about nothing.").search.words == ""


def test_the_answer_shows_evidence_and_no_score() -> None:
    facts = as_facts(answered(BAD))
    assert "no score" in facts["note"] and not [key for key in facts if "score" in key]
    assert facts["promises"]["miracle"][0]["quote"] == "Miracle cure!"
    assert facts["needs"]["how_much"] == []


def test_a_certificate_is_told_of_only_where_number_and_name_made_the_person_an_entry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = "The directory of certificates lists “Dipl. Ac. (NCBAHM)” for Linwick, Mei-Hua."
    monkeypatch.setattr(lookup_rows, "_entry", lambda *_: "e1")

    def told(text: str) -> list[tuple[str, str]]:
        answer = answer_page(
            read_document(text),
            tables(),
            lambda question: look_up(LISTS, question, TODAY),
            lambda entry: [said] if entry == "e1" else [],
        )
        return [(str(each.outcome), each.sentence) for each in answer.people[0].elsewhere]

    by_number = f"Mei-Hua Linwick, L.Ac., Dipl. Ac., Dipl. C.H., license AC60990117, {SEATTLE}"
    assert told(by_number) == [("certificate_found", said), ("not_covered", "")]
    assert told(f"Mei-Hua Linwick, L.Ac., Dipl. Ac., {SEATTLE}") == [("not_covered", "")]
