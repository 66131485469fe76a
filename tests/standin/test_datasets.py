"""The Socrata datasets of the sample hold the quirks of the real ones."""

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
VOCABULARY = Path(__file__).parents[2] / "data" / "codes" / "status_vocabulary.csv"
CALENDAR_DATE = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\.000")
DATASETS = {
    "data.colorado.gov/7s5z-vewr": (
        "lastname firstname middlename suffix entityname city state mailzipcode licensetype subcategory "
        "licensenumber licensefirstissuedate licenselastreneweddate licenseexpirationdate "
        "licensestatusdescription specialty title degrees casenumber programaction disciplineeffectivedate "
        "disciplinecompletedate linktoverifylicense linktoviewhealthcareprofile"
    ),
    "data.illinois.gov/pzzh-kp68": (
        "license_type description license_number license_status business title first_name middle last_name "
        "prefix suffix business_name businessdba original_issue_date effective_date expiration_date city "
        "state zip county specialty_qualifier controlled_substance_schedule "
        "delegated_controlled_substance_schedule ever_disciplined lastmodifieddate case_number action "
        "discipline_start_date discipline_end_date discipline_reason"
    ),
    "data.ct.gov/ngch-56tr": (
        "credentialid name type businessname dba fullcredentialcode credentialtype credentialnumber "
        "credentialsubcategory credential status statusreason active issuedate effectivedate expirationdate "
        "address city state zip recordrefreshedon"
    ),
    "data.delaware.gov/pjnv-eaih": (
        "last_name first_name combined_name license_no profession_id license_type city state zip_code "
        "country issue_date expiration_date disciplinary_action license_status"
    ),
    "data.delaware.gov/dz6p-akeq": ("license_id_l last_name first_name license_type disp_start item_text"),
    "data.texas.gov/tm3v-pfq9": (
        "license_number last_name first_name license_type registration_status disciplinary_status "
        "license_expiration_date license_status degree specialties practice_address practice_city "
        "practice_state practice_zip current_board_action_date current_board_action_description "
        "currently_licensed"
    ),
}


def read(name):
    host, _, dataset = name.partition("/")
    return json.loads((SAMPLE / host / "resource" / f"{dataset}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def colorado():
    return read("data.colorado.gov/7s5z-vewr")


@pytest.fixture(scope="module")
def illinois():
    return read("data.illinois.gov/pzzh-kp68")


@pytest.fixture(scope="module")
def connecticut():
    return read("data.ct.gov/ngch-56tr")


@pytest.fixture(scope="module")
def delaware():
    return read("data.delaware.gov/pjnv-eaih")


@pytest.fixture(scope="module")
def texas():
    return read("data.texas.gov/tm3v-pfq9")


def vocabulary(state, field):
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["raw_status"] for row in rows if (row["state"], row["field"]) == (state, field)}
    return {word for word in found if not word.startswith("* ")}


@pytest.mark.parametrize("name", DATASETS)
def test_rows_keep_the_order_of_the_columns_and_leave_out_nulls(name):
    columns, rows = DATASETS[name].split(), read(name)
    assert rows
    for row in rows:
        assert list(row) == [column for column in columns if column in row]
        assert all(row.values())


@pytest.mark.parametrize("name", DATASETS)
def test_metadata_tell_the_columns_the_day_and_the_rows(name):
    host, _, dataset = name.partition("/")
    view = json.loads((SAMPLE / host / "api" / "views" / f"{dataset}.json").read_text(encoding="utf-8"))
    assert [column["fieldName"] for column in view["columns"]] == DATASETS[name].split()
    assert view["rowsUpdatedAt"] == 1795197600
    assert view["cachedContents"]["count"] == str(len(read(name)))


def test_colorado_repeats_a_license_for_each_case(colorado):
    ours = [row for row in colorado if row["licensetype"] in ("ACU", "PTL", "PTLP", "PTA")]
    groups = defaultdict(list)
    for row in ours:
        groups[(row["licensetype"], row["licensenumber"])].append(row)
    case = ("casenumber", "programaction", "disciplineeffectivedate", "disciplinecompletedate")
    several = [rows for rows in groups.values() if len(rows) > 1]
    assert len(several) >= 5
    for rows in several:
        assert len({row["casenumber"] for row in rows}) == len(rows)
        assert all({**row, **dict.fromkeys(case)} == {**rows[0], **dict.fromkeys(case)} for row in rows)
    assert any("disciplinecompletedate" in row for row in ours)
    assert any("casenumber" in row and "disciplinecompletedate" not in row for row in ours)


def test_colorado_numbers_count_within_their_prefix_and_contacts_are_people(colorado):
    prefixes, contacts = defaultdict(set), defaultdict(set)
    for row in colorado:
        prefixes[row["licensenumber"]].add(row["licensetype"])
        if link := row.get("linktoverifylicense"):
            (contact,) = re.findall(r"[?&]contact=(\d+)", link["url"])
            contacts[contact].add((row["licensetype"], row["licensenumber"]))
    assert any(len(found) > 1 for found in prefixes.values())
    assert any({"PTL", "PTLP"} <= {prefix for prefix, _ in found} for found in contacts.values())


def test_illinois_pads_and_spells_its_nulls(illinois):
    texts = [text for row in illinois for text in row.values()]
    assert "None" in texts
    assert "/ /" in texts
    assert any(text != text.rstrip() for text in texts)
    for row in illinois:
        assert re.match(r"\d\d/\d\d/\d{4}( 00:00:00)?\s*$", row["expiration_date"])
    assert any("00:00:00" in row["expiration_date"] for row in illinois)
    assert any(row["expiration_date"].startswith("01/01/2099") for row in illinois)


def test_illinois_hides_initials_in_first_names_and_masks_numbers(illinois):
    initial = [row for row in illinois if re.search(r" [A-Z]\s*$", row["first_name"])]
    assert len(initial) > 20
    assert any(row.get("middle", "None").strip() == "None" for row in initial)
    masked = [row for row in illinois if "*" in row["license_number"]]
    assert masked
    assert all(row["license_type"].strip() in ("ACUPUNCTURE", "PHYSICAL THERAPY") for row in masked)


def test_illinois_repeats_a_license_for_each_case_with_its_reason(illinois):
    numbers = Counter(row["license_number"].strip() for row in illinois)
    repeated = [row for row in illinois if numbers[row["license_number"].strip()] > 1]
    cases = [row for row in repeated if "*" not in row["license_number"]]
    assert len(cases) >= 10
    for row in cases:
        assert row["ever_disciplined"].strip() == "Y"
        assert row["discipline_reason"].strip() not in ("", "None")
    flagged = [row for row in illinois if row["ever_disciplined"].strip() == "Y"]
    assert any(row.get("case_number", "None").strip() == "None" for row in flagged)


def test_connecticut_holds_one_name_a_street_and_undashed_codes(connecticut):
    people = [row for row in connecticut if row["type"] == "INDIVIDUAL"]
    assert any(row["name"] == row["name"].upper() for row in people)
    assert any(row["name"] != row["name"].upper() for row in people)
    assert all(row["address"] for row in connecticut)
    assert any(re.fullmatch(r"\d{9}", row["zip"]) for row in connecticut)
    assert all(re.fullmatch(r"\d{5}(\d{4})?", row["zip"]) for row in connecticut)
    assert any(row["type"] == "BUSINESS" and row["businessname"] for row in connecticut)
    assert any(re.fullmatch(r"10\.R\d+", row["fullcredentialcode"]) for row in connecticut)
    assert any(row["fullcredentialcode"].split(".")[1] != row["credentialnumber"] for row in connecticut)


def test_connecticut_is_in_renewal_past_the_end_date(connecticut):
    renewing = [row for row in connecticut if row["status"] == "ACTIVE IN RENEWAL"]
    assert len(renewing) > 3
    for row in renewing:
        assert row["active"] == "1"
        assert date.fromisoformat(row["expirationdate"][:10]) < date(2026, 11, 20)


def test_connecticut_has_whole_duplicates_and_placeholder_days(connecticut):
    counts = Counter(json.dumps(row, sort_keys=True) for row in connecticut)
    assert 2 <= sum(count > 1 for count in counts.values()) <= 8
    assert any(row.get("effectivedate", "").startswith("1800-12-27") for row in connecticut)


def test_delaware_says_n_on_every_row_and_the_truth_apart(delaware):
    assert {row["disciplinary_action"] for row in delaware} == {"N"}
    numbers = {row["license_no"]: row for row in delaware}
    cases = [row for row in read("data.delaware.gov/dz6p-akeq") if row["license_id_l"] in numbers]
    kinds = {numbers[row["license_id_l"]]["license_type"] for row in cases}
    assert {"Physical Therapist", "Physician M.D."} <= kinds
    assert kinds & {"Acupuncture Practitioner", "Eastern Medicine Practitioner"}
    assert any(numbers[row["license_id_l"]]["license_status"] == "Active" for row in cases)
    for row in cases:
        assert CALENDAR_DATE.fullmatch(row["disp_start"])
    for row in delaware:
        assert re.fullmatch(r"[A-Z]\d-\d{7}", row["license_no"])
        assert row["combined_name"] == f"{row['last_name']},{row['first_name']}"


def test_texas_lists_acupuncturists_among_others_with_places_of_practice(texas):
    kinds = Counter(row["license_type"] for row in texas)
    assert kinds["Acupuncturist"] > 200
    assert kinds["Physician"] > 20
    assert all(row["practice_address"] and row["practice_zip"] for row in texas)
    words = {row["disciplinary_status"] for row in texas}
    assert any(word.endswith(" CLEARED") for word in words)
    assert any(word.endswith(" COMPLAINT DISMISSED") for word in words)
    for row in texas:
        assert ("current_board_action_date" in row) is (row["disciplinary_status"] != "NONE")


@pytest.mark.parametrize(
    ("name", "state", "field"),
    [
        ("data.colorado.gov/7s5z-vewr", "CO", "licensestatusdescription"),
        ("data.illinois.gov/pzzh-kp68", "IL", "license_status"),
        ("data.ct.gov/ngch-56tr", "CT", "status"),
        ("data.ct.gov/ngch-56tr", "CT", "statusreason"),
        ("data.delaware.gov/pjnv-eaih", "DE", "license_status"),
        ("data.texas.gov/tm3v-pfq9", "TX", "disciplinary_status"),
        ("data.texas.gov/tm3v-pfq9", "TX", "currently_licensed"),
    ],
)
def test_every_status_word_of_the_vocabulary_occurs(name, state, field):
    assert vocabulary(state, field) <= {row.get(field, "").strip() for row in read(name)}
