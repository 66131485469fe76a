"""The truth beside the sample is consistent with the listings, and the sample is what was asked for."""

import csv
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from crawler.standin import sample as generator

PLACES = ("Provider Business Mailing Address", "Provider Business Practice Location Address")


NUMBERS = {
    "data.wa.gov/resource/qxh8-f4bd.json": ("us_wa_doh", "{credentialnumber}"),
    "data.colorado.gov/resource/7s5z-vewr.json": ("us_co_dora", "{licensetype}-{licensenumber}"),
    "data.illinois.gov/resource/pzzh-kp68.json": ("us_il_idfpr", "{license_number}"),
    "data.ct.gov/resource/ngch-56tr.json": ("us_ct_elicense", "{fullcredentialcode}"),
    "data.delaware.gov/resource/pjnv-eaih.json": ("us_de_dpr", "{license_no}"),
    "data.texas.gov/resource/tm3v-pfq9.json": ("us_tx_tmb", "{license_number}"),
}


COLLABORATORS = ("medical", "osteopathic", "naturopathic", "chiropractic")


@pytest.fixture(scope="session")
def listed(sample, california):
    """The ids that a faithful reader gives to the rows of the listings."""
    sources = {
        "Acupuncture_Data00.xls": "us_ca_dca_acupuncture",
        "PhysicalTherapy_Data00.xls": "us_ca_dca_physical_therapy",
        **{f"{name.title()}_Data00.xls": f"us_ca_dca_{name}" for name in COLLABORATORS},
    }
    ids = set()
    for name, (source, form) in NUMBERS.items():
        rows = json.loads((sample / name).read_text(encoding="utf-8"))
        ids |= {f"{source}:{form.format(**row).strip()}" for row in rows}
    for name, rows in california.items():
        ids |= {f"{sources[name]}:{row['LicTypeCode']}-{row['License Number']}" for row in rows}
    for line in (sample / "nj" / "Data.txt").read_text(encoding="utf-8").splitlines():
        ids.add(f"us_nj_mylicense:{line.split('|')[7]}")
    for path in (sample / "fl").glob("*.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            ids.add(f"us_fl_mqa:{line.split(',')[0].strip().strip(chr(34)).strip()}")
    return ids


def test_every_license_of_the_truth_is_listed(listed, truth):
    claimed = {row["license_id"] for row in truth if row["license_id"]}
    assert claimed <= listed
    assert len(claimed) > 2000


def test_every_listing_has_licenses_of_entries_and_of_others(listed, truth):
    claimed = Counter(row["license_id"].partition(":")[0] for row in truth if row["license_id"])
    every = Counter(license_id.partition(":")[0] for license_id in listed)
    others = {f"us_ca_dca_{name}": every.pop(f"us_ca_dca_{name}") for name in COLLABORATORS}
    assert len(every) == 10
    for source, count in every.items():
        assert 0.2 * count < claimed[source] < 0.9 * count, source
    assert all(50 <= count <= 150 for count in others.values())
    assert {source for source in others if claimed[source]} == {"us_ca_dca_medical", "us_ca_dca_osteopathic"}


def test_physicians_stand_on_californias_lists_and_hold_nothing_else(npidata, truth):
    codes = {row["NPI"]: row["Healthcare Provider Taxonomy Code_1"] for row in npidata}
    listed = [row for row in truth if row["license_id"].startswith(("us_ca_dca_med", "us_ca_dca_ost"))]
    assert len(listed) > 30
    assert all(codes[row["entry_id"]].startswith(("20", "208")) for row in listed)
    own = Counter(row["entry_id"] for row in truth)
    assert {own[row["entry_id"]] for row in listed} == {1}


def test_some_people_hold_licenses_of_several_states(truth):
    states = defaultdict(set)
    for row in truth:
        states[row["person_id"]].add(row["license_id"][:5])
    several = [found for found in states.values() if len(found) > 1]
    assert len(several) > 40
    assert len({tuple(sorted(found)) for found in several}) > 15


def test_every_entry_of_the_truth_is_in_the_registry_and_the_other_way_round(npidata, truth):
    entries = {row["entry_id"] for row in truth if not row["entry_id"].startswith("own:")}
    assert entries <= {row["NPI"] for row in npidata}
    kept = re.compile("171100000X|2251|225200000X|202D|204D|2081|208VP|207LP29|207QS0010X|261Q[PRM]")
    relevant = {row["NPI"] for row in npidata if kept.match(row["Healthcare Provider Taxonomy Code_1"])}
    assert relevant == entries


def test_truth_has_no_pair_twice_and_no_license_of_two_people(truth):
    pairs = [(row["entry_id"], row["license_id"]) for row in truth]
    assert len(set(pairs)) == len(pairs)
    people = defaultdict(set)
    for row in truth:
        people[row["license_id"]].add(row["person_id"])
    assert all(len(found) == 1 for license_id, found in people.items() if license_id)


def test_truth_holds_no_temporary_permit(truth):
    assert not any(row["license_id"].startswith("us_wa_doh:TP") for row in truth)


def test_sample_is_as_large_and_as_hard_as_asked(listed, truth):
    entries = {row["entry_id"] for row in truth}
    without = {row["entry_id"] for row in truth if not row["license_id"]}
    assert len(listed) >= 6000
    assert len(entries) >= 4000
    assert 0.20 < len(without) / len(entries) < 0.30


def test_numbers_are_listed_by_about_half_and_written_in_many_ways(npidata, truth):
    licensed = {row["entry_id"] for row in truth if row["license_id"]}
    numbers = [row["Provider License Number_1"] for row in npidata if row["NPI"] in licensed]
    individuals = [row for row in npidata if row["NPI"] in licensed and row["Entity Type Code"] == "1"]
    listed = [number for number in numbers if number]
    assert 0.45 < len(listed) / len(individuals) < 0.65
    shapes = {re.sub(r"\d+", "9", number) for number in listed}
    assert len(shapes) > 20


def test_names_are_as_diverse_as_the_professions(npidata):
    surnames = [
        row["Provider Last Name (Legal Name)"].upper() for row in npidata if row["Entity Type Code"] == "1"
    ]
    for name in ("KIM", "NGUYEN", "CHEN", "WANG", "GARCIA", "PATEL"):
        assert surnames.count(name) >= 4
    assert max(surnames.count(name) for name in set(surnames)) / len(surnames) < 0.04
    assert any("-" in name for name in surnames)
    assert any(name.endswith(" LAC") for name in surnames)
    assert any(not name.isascii() for name in surnames)


def test_namesakes_live_in_one_city(npidata, truth):
    people = {row["entry_id"]: row["person_id"] for row in truth}
    namesakes = defaultdict(set)
    for row in npidata:
        if row["NPI"] in people and row["Entity Type Code"] == "1":
            name = (row["Provider Last Name (Legal Name)"], row["Provider First Name"])
            namesakes[(*name, row[f"{PLACES[1]} City Name"])].add(people[row["NPI"]])
    assert sum(len(found) > 1 for found in namesakes.values()) >= 2


def test_mailing_city_often_differs_from_practice_city(npidata, truth):
    entries = {row["entry_id"] for row in truth}
    rows = [row for row in npidata if row["NPI"] in entries]
    differing = [row for row in rows if row[f"{PLACES[0]} City Name"] != row[f"{PLACES[1]} City Name"]]
    assert 0.2 < len(differing) / len(rows) < 0.5


def test_exclusions_name_some_entries_by_identifier_and_some_only_by_name(sample, npidata, truth):
    entries = {row["entry_id"] for row in truth}
    rows = list(csv.DictReader(io.StringIO((sample / "leie" / "UPDATED.csv").read_text(encoding="utf-8"))))
    ours = [row for row in rows if row["NPI"] in entries]
    assert len(ours) >= 4
    assert "1128b14" in {row["EXCLTYPE"] for row in ours}
    names = {
        (row["Provider Last Name (Legal Name)"].upper(), row["Provider First Name"].upper())
        for row in npidata
        if row["NPI"] in entries
    }
    nameless = [row for row in rows if row["NPI"] == "0000000000"]
    assert any((row["LASTNAME"], row["FIRSTNAME"]) in names for row in nameless)


def test_clinics_share_suite_and_telephone_with_acupuncturists_and_physicians(sample, npidata):
    codes = {row["NPI"]: row["Healthcare Provider Taxonomy Code_1"] for row in npidata}
    rows = list(csv.DictReader(io.StringIO((sample / "truth_clinics.csv").read_text())))
    together = defaultdict(set)
    for row in rows:
        if row["shares"] == "suite_and_phone":
            together[row["clinic_entry_id"]].add(codes[row["entry_id"]][:3])
    assert any({"171", "208"} <= found or {"171", "202"} <= found for found in together.values())
    assert {row["shares"] for row in rows} == {"suite_and_phone", "suite", "street"}


def test_committed_sample_is_what_the_generator_makes(tmp_path, sample, registry):
    generator.generate(
        tmp_path,
        generator.DEFAULT_SEED,
        generator.DEFAULT_LICENSEES,
        generator.DEFAULT_ENTRIES,
        generator.DEFAULT_AS_OF,
    )
    assert contents(tmp_path) == contents(sample)


def test_same_seed_gives_the_same_and_another_seed_another_sample(tmp_path):
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        generator.generate(tmp_path / name, seed, 90, 60, generator.DEFAULT_AS_OF)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert contents(tmp_path / "one") != contents(tmp_path / "three")


def test_sample_is_small_enough_to_keep_in_git(sample):
    assert sum(path.stat().st_size for path in sample.rglob("*") if path.is_file()) < 5_000_000


def test_too_few_licensees_are_refused():
    with pytest.raises(ValueError, match="too few for 100 entries"):
        generator.population(1, 20, 100, generator.DEFAULT_AS_OF)


def contents(folder: Path) -> dict[str, bytes | dict[str, bytes]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found[path.name] = {name: archive.read(name) for name in archive.namelist()}
        elif path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found
