"""Checking a credential: what is answered, how it is explained, and what is never shown."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linkage.lookup_lists import ADVERSE_WORDS, ROWS, ask, database, row
from verify.linkage.lookup import MOST_CANDIDATES, Answer, as_facts, look_up
from verify.linkage.lookup_fields import POINTS
from verify.linkage.lookup_question import PROFESSIONS, read_question
from verify.linkage.lookup_rows import printed_name
from verify.linkage.lookup_search import MOST_ROWS
from verify.linkage.lookup_words import PROFESSION_NAMES
from verify.linkage.states import STATES

RANK = {
    "too_little": 0, "not_covered": 0, "not_found": 0, "several": 1, "needs_more": 2, "no_longer_listed": 2,
    "found_not_active": 3, "found": 3,
}  # fmt: skip
"""How much an answer settles."""

LISTS = database()


@pytest.fixture
def lists() -> sqlite3.Connection:
    return LISTS


def said(answer: Answer) -> str:
    """All that an answer says of licenses; what was typed is left out."""
    facts = as_facts(answer)
    del facts["question"]
    return json.dumps(facts, ensure_ascii=False)


@pytest.mark.parametrize(
    "name",
    [
        "Mei Hua Linwick LAc",
        "Linwick, Mei-Hua, L.Ac.",
        "MEIHUA LINWICK",
        "linwick mei hua",
        "Dr. Mei‐Hua Línwick",
        "Mei-Hua Linwick, Dipl. O.M.",
    ],
)
@pytest.mark.parametrize("number", ["AC60990117", "AC 6099-0117", "60990117", "license # ac60990117"])
def test_number_and_name_in_any_writing_find_the_license(
    lists: sqlite3.Connection, name: str, number: str
) -> None:
    answer = ask(lists, name, number, "Washington", "acupuncturist")
    (one,) = answer.candidates
    assert (answer.result, answer.match, one.license_number) == ("found", True, "AC60990117")
    assert one.status_printed == "Active" and one.is_identified
    assert {f.field: f.level for f in one.fields if f.level != "missing"}.keys() >= {
        "license number",
        "state",
    }
    assert "November 17, 2026" in answer.sentences[0] and "skill, safety or quality" in answer.sentences[0]
    assert answer.listings[0].freshness == "fresh" and answer.listings[0].next_check_on == "2026-11-25"
    assert [board.board for board in answer.boards] == ["Washington State Department of Health"]


def test_a_nickname_and_particles_find_the_license(lists: sqlite3.Connection) -> None:
    for name in ("Bill de la Cruz", "de la Cruz, Bill", "William Delacruz"):
        answer = ask(lists, name, "", "WA")
        assert (answer.result, answer.match) == ("found", False)
        assert answer.candidates[0].license_number == "PT60990518"


def test_a_name_alone_finds_but_is_no_match_and_says_so(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Mei Hua Linwick")
    assert (answer.result, answer.match) == ("found", False)
    assert any("two people can share a name" in sentence for sentence in answer.sentences)


def test_a_license_that_is_not_active_says_what_its_word_means(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Wren Halvorsby", "AC60990702", "WA")
    assert (answer.result, answer.match) == ("found_not_active", True)
    assert answer.candidates[0].status_printed == "Expired"
    assert "with the end date June 3, 2026" in answer.sentences[0]


def test_several_people_fit_and_each_is_explained(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "J. Hanmar", "", "WA", "acupuncturist")
    assert answer.result == "several"
    assert answer.heading == "Several people fit “J. Hanmar”"
    assert len(answer.candidates) == 3
    for one in answer.candidates:
        assert any("starts with J" in f.words for f in one.fields if f.level == "close")


def test_a_middle_name_that_differs_is_not_offered_beside_one_that_fits(lists: sqlite3.Connection) -> None:
    assert [c.license_number for c in ask(lists, "Jiwoo T Hanmar").candidates] == ["AC60990308"]
    assert len(ask(lists, "Jiwoo Hanmar").candidates) == 2


def test_a_typing_error_is_named_and_not_taken_for_the_person(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Mei Hua Linwik", "", "WA")
    assert (answer.result, answer.match) == ("several", False)
    assert "comes close to" in answer.heading
    assert ask(lists, "Mei Hua Linwik", "AC60990117", "WA").result == "found"


def test_nothing_found_names_the_list_what_it_leaves_out_and_never_says_unlicensed(
    lists: sqlite3.Connection,
) -> None:
    answer = ask(lists, "Orla Stonequist", "", "WA", "acupuncturist")
    assert (answer.result, answer.candidates, answer.near_misses) == ("not_found", (), ())
    assert "does not mean “unlicensed”" in answer.sentences[0]
    assert any("leaves out: revoked licenses" in sentence for sentence in answer.sentences)
    assert answer.reasons and answer.listings and answer.boards


def test_another_number_under_the_same_name_is_a_near_miss_without_its_status(
    lists: sqlite3.Connection,
) -> None:
    answer = ask(lists, "Wren Halvorsby", "AC12345678", "WA")
    assert answer.result == "not_found"
    (near,) = answer.near_misses
    assert (near.name, near.license_number, near.jurisdiction) == ("HALVORSBY, WREN", "AC60990702", "WA")
    assert (near.status, near.status_printed, near.expires_on, near.entry_id) == ("", "", "", "")
    assert "differs" in {str(f.level) for f in near.fields}


def test_a_number_of_somebody_else_finds_nobody(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Orla Stonequist", "AC60990666", "WA")
    assert (answer.result, answer.match) == ("not_found", False)
    assert [near.license_number for near in answer.near_misses] == ["AC60990666"]


def test_the_same_license_in_another_state_or_profession_is_no_answer(lists: sqlite3.Connection) -> None:
    for state, profession in (("CO", ""), ("WA", "physical_therapist")):
        answer = ask(lists, "Mei Hua Linwick", "AC60990117", state, profession)
        assert (answer.result, answer.match) == ("not_found", False)
        assert [near.license_number for near in answer.near_misses] == ["AC60990117"]


def test_letters_of_another_profession_are_close_and_not_the_same(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "", "PT60990117", "WA")
    assert answer.result == "not_found"


def test_a_number_alone_needs_its_state(lists: sqlite3.Connection) -> None:
    assert ask(lists, "", "AC60990117").result == "several"
    answer = ask(lists, "", "AC60990117", "WA")
    assert (answer.result, answer.match) == ("found", False)
    assert any("Only the number was compared" in sentence for sentence in answer.sentences)


@pytest.mark.parametrize("number", ["AC60990666", "AC60990667", "AC60990668", "AC60990669", "AC60990702"])
def test_a_license_with_more_to_say_asks_for_number_and_name(lists: sqlite3.Connection, number: str) -> None:
    name = next(f"{row['first_name']} {row['last_name']}" for row in ROWS if row["license_number"] == number)
    for answer in (ask(lists, name, "", "WA"), ask(lists, "", number, "WA")):
        assert answer.result == "needs_more"
        assert not any(word in said(answer) for word in ADVERSE_WORDS)
    assert ask(lists, name, number).result in ("found", "found_not_active")


def test_board_actions_are_quoted_where_number_and_name_agree(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Dorian Marwen", "AC60990666", "WA")
    (one,) = answer.candidates
    assert answer.result == "found_not_active"
    assert (one.status_printed, one.discipline) == ("Revoked", "The list says: “actiontaken: Yes”.")
    assert [(action.words, action.stage) for action in one.actions] == [("SECRET ORDER", "final")]


def test_an_active_license_with_a_notice_is_found_with_it(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Greta Penhale", "AC60990667", "WA")
    assert (answer.result, answer.candidates[0].status_printed) == ("found", "Active On Probation")
    assert "with a board notice" in answer.heading
    allegation = ask(lists, "Ada Norcott", "AC60990669", "WA").candidates[0]
    assert allegation.discipline == "The list says: “actiontaken: Pending”."


def test_a_word_that_we_do_not_know_never_counts_as_active(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Horace Inglewood", "AC60990801", "WA")
    assert answer.result == "found_not_active" and "status unclear" in answer.heading


def test_an_end_date_that_passed_since_the_list_is_told(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Katrin Oakhurst", "AC60990800", "WA")
    assert answer.result == "found_not_active"
    assert any("has passed since" in sentence for sentence in answer.sentences)
    earlier = look_up(lists, read_question("Katrin Oakhurst", "AC60990800", "WA"), date(2026, 11, 19))
    assert earlier.result == "found"


def test_a_license_that_left_the_list_says_since_when(lists: sqlite3.Connection) -> None:
    for number in ("AC60990900", ""):
        answer = ask(lists, "Florian Quillfeather", number, "WA")
        assert answer.result == "no_longer_listed"
        assert "no longer listed by the board since October 8, 2026" in answer.sentences[0]
        assert not answer.candidates[0].status_printed


@pytest.mark.parametrize("count", [3, MOST_ROWS, MOST_ROWS + 20])
def test_a_former_license_of_a_frequent_name_is_found_by_what_tells_it_apart(count: int) -> None:
    """However many bear the family name: by the first name, and by the number."""
    crowd = database([row(f"AC6188{n:04}", f"Given{n:03}", "Quillfeather") for n in range(count)])
    for typed in (("Florian Quillfeather", ""), ("Quillfeather", "AC60990900")):
        answer = ask(crowd, *typed, "WA")
        assert (answer.result, answer.candidates[0].name) == ("no_longer_listed", "QUILLFEATHER, FLORIAN")
    alone = ask(crowd, "Quillfeather", "", "WA")
    assert alone.result == "several"
    assert alone.has_more is (count > MOST_CANDIDATES)


def test_a_list_that_is_too_old_says_nothing_of_a_license(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Julius Fernhill", "90117", "NV")
    assert (answer.result, answer.candidates[0].status_printed) == ("not_covered", "")
    assert "more than 90 days old" in answer.sentences[0]
    assert ask(lists, "Nobody Knownhere", "", "NV").result == "not_covered"


def test_answers_age_without_a_new_list(lists: sqlite3.Connection) -> None:
    question = read_question("Mei Hua Linwick", "AC60990117", "WA")
    found = {
        day: look_up(lists, question, date.fromisoformat(day))
        for day in ("2026-12-01", "2026-12-10", "2027-02-15", "2027-02-16")
    }
    assert [answer.listings[0].freshness for answer in found.values()] == [
        "fresh",
        "ageing",
        "stale",
        "too_old",
    ]
    assert [str(answer.result) for answer in found.values()] == ["found", "found", "found", "not_covered"]


def test_a_state_whose_list_is_not_read_names_its_board(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Mei Hua Linwick", "", "Oregon", "acupuncturist")
    assert answer.result == "not_covered"
    assert answer.heading == "Not checked: we do not read Oregon’s list of acupuncturists"
    (board,) = answer.boards
    assert board.board == "Oregon Medical Board" and board.how_to_look and board.as_of


def test_every_state_without_a_list_names_whom_to_ask(lists: sqlite3.Connection) -> None:
    for state in set(STATES) - {"PR", "WA", "CO", "NV", "CA"}:
        for profession in ("acupuncturist", "physical_therapist", "pt_assistant"):
            answer = ask(lists, "Mei Hua Linwick", "", state, profession)
            assert answer.result == "not_covered" and len(answer.boards) == 1, (state, profession)


@pytest.mark.parametrize("state", ["AL", "OK", "SD"])
def test_where_nobody_is_licensed_the_answer_says_so(lists: sqlite3.Connection, state: str) -> None:
    answer = ask(lists, "Mei Hua Linwick", "", state, "acupuncturist")
    assert answer.result == "not_covered" and not answer.boards[0].is_licensing
    assert any("licenses no acupuncturists" in sentence for sentence in answer.sentences)


def test_the_united_kingdom_has_two_registers_and_no_license(lists: sqlite3.Connection) -> None:
    therapist = ask(lists, "Jane Fernhill", "", "England", "physiotherapist")
    acupuncturist = ask(lists, "Jane Fernhill", "", "UK", "acupuncturist")
    assert therapist.result == acupuncturist.result == "not_covered"
    assert "HCPC" in therapist.boards[0].board and "statutory" in therapist.boards[0].note
    assert "BAcC" in acupuncturist.boards[0].board and "voluntary" in acupuncturist.boards[0].note
    assert "licensed" not in said(acupuncturist).lower()


def test_a_list_that_is_read_for_clinics_alone_never_says_not_found(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Jane Fernhill", "", "CA", "physician")
    assert answer.result == "not_covered"
    assert "only to check the people of clinics" in answer.sentences[0]


def test_a_profession_whose_list_is_not_read_in_the_state_is_named(lists: sqlite3.Connection) -> None:
    assert ask(lists, "Jane Fernhill", "", "CA", "acupuncturist").result == "not_covered"
    answer = ask(lists, "Jane Stonequist", "", "CA")
    assert answer.result == "not_found"
    assert any("we read no list of acupuncturists" in sentence for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("name", "number"), [("", ""), ("J", ""), ("", "12"), ("張偉", ""), ("  ", "000000")]
)
def test_too_little_to_look_for_is_said(lists: sqlite3.Connection, name: str, number: str) -> None:
    assert ask(lists, name, number, "WA").result == "too_little"


def test_what_could_not_be_read_is_said(lists: sqlite3.Connection) -> None:
    answer = ask(lists, "Mei Hua Linwick", "", "Atlantis", "barber")
    assert any("Atlantis" in sentence for sentence in answer.sentences)
    assert any("barber" in sentence for sentence in answer.sentences)


def test_points_make_number_and_name_weigh_more_than_all_else() -> None:
    number, surname = POINTS["license number"], POINTS["last name"]
    name_alone = sum(whole for field, (whole, _) in POINTS.items() if field != "license number")
    assert name_alone + number[1] < number[0] + min(surname[1], POINTS["first name"][0])
    assert sum(whole for whole, _ in POINTS.values()) == 100


def test_every_profession_has_its_words() -> None:
    assert set(PROFESSIONS) == set(PROFESSION_NAMES)


CURRENT = [row for row in ROWS if row["jurisdiction"] != "NV"]


@st.composite
def writings(draw: st.DrawFn) -> tuple[dict[str, str], str, str]:
    """A row of a list that is young enough, and its name as somebody may type it."""
    row = draw(st.sampled_from(CURRENT))
    first, last = str(row["first_name"]), str(row["last_name"])
    if draw(st.booleans()):
        first = first[0]
    if draw(st.booleans()) and len(last) > 4:
        place = draw(st.integers(1, len(last) - 1))
        last = last[:place] + last[place + 1 :]
    name = draw(st.sampled_from((f"{first} {last}", f"{last}, {first}", f"{last} {first}", last)))
    return row, name, draw(st.sampled_from(("", str(row["jurisdiction"]))))


@given(writings())
def test_a_correct_number_never_lowers_the_answer(typed: tuple[dict[str, str], str, str]) -> None:
    row, name, state = typed
    before, after = ask(LISTS, name, "", state), ask(LISTS, name, row["license_number"], state)
    assert RANK[after.result] >= RANK[before.result]
    best = {one.license_id: one.score for one in before.candidates}
    for one in after.candidates:
        assert not one.is_identified or one.score > max(best.values(), default=0)


@given(writings())
def test_no_question_without_a_number_shows_more_than_an_active_license(
    typed: tuple[dict[str, str], str, str],
) -> None:
    _, name, state = typed
    for answer in (ask(LISTS, name, "", state), ask(LISTS, name, "99999999", state)):
        assert not any(word in said(answer) for word in ADVERSE_WORDS)
        assert not answer.match and not any(one.actions or one.discipline for one in answer.candidates)


@given(writings(), st.sampled_from(CURRENT))
def test_no_name_with_a_number_of_somebody_else_shows_their_status(
    typed: tuple[dict[str, str], str, str], other: dict[str, str]
) -> None:
    row, name, state = typed
    answer = ask(LISTS, name, other["license_number"], state)
    for one in (*answer.candidates, *answer.near_misses):
        if one.license_id != other["license_id"]:
            assert not one.match and one.status in ("", "active")
        elif other["last_name"] != row["last_name"]:
            assert not one.is_identified or one.fields[0].level in ("agrees", "close") or state


TEXT = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["LINWICK", "' OR 1=1 --", '"s*" NEAR(', "<b>x</b>", "-", "J. Hanmar", "AC60990117"]),
)


@given(TEXT, TEXT, TEXT, TEXT)
def test_any_text_gets_an_answer(name: str, number: str, state: str, profession: str) -> None:
    answer = ask(LISTS, name, number, state, profession)
    assert answer.result in RANK and answer.heading and answer.sentences
    assert json.dumps(as_facts(answer))


def test_equal_questions_get_equal_answers(lists: sqlite3.Connection) -> None:
    assert asdict(ask(lists, "J. Hanmar")) == asdict(ask(database(), "J. Hanmar"))


def test_names_stand_as_the_list_prints_them() -> None:
    assert (
        printed_name({**ROWS[0], "middle_name": None, "suffix": "JR", "organization_name": None})
        == "LINWICK, MEI-HUA JR"
    )


def test_no_list_is_read_from_end_to_end(lists: sqlite3.Connection) -> None:
    asked: list[str] = []
    lists.set_trace_callback(asked.append)
    ask(lists, "J. Hanmar", "AC60990308", "WA")
    lists.set_trace_callback(None)
    for sql in {each for each in asked if each.startswith("select l.*")}:
        plan = " ".join(str(step[3]) for step in lists.execute(f"explain query plan {sql}"))
        assert "SCAN l" not in plan and "SCAN licenses" not in plan.replace("licenses_fts", ""), plan
