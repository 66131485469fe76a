"""The answers of the ready questions once more, in plain Python over whole tables. No SQL, no sharing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Tables = Mapping[str, list[dict[str, Any]]]
Row = tuple[Any, ...]
LICENSED = ("verified", "verified_with_notice", "no_end_date")
OF_STATE = ("acupuncturist", "physical_therapist", "pt_assistant")


def by(tables: Tables, table: str, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in tables[table]}


def people(tables: Tables) -> list[dict[str, Any]]:
    return [row for row in tables["entries"] if row["kind"] == "individual"]


def with_checked(tables: Tables) -> list[dict[str, Any]]:
    """The people under the profession that was checked, or that they state first where none was."""
    return [{**row, "profession": row["checked_profession"] or row["profession"]} for row in people(tables)]


def is_licensed(entry: dict[str, Any]) -> bool:
    return entry["verdict"] in LICENSED


def rate(count: int, residents: int) -> float:
    return round(count * 100000 / residents, 2)


def groups(rows: Iterable[dict[str, Any]], *names: str) -> dict[Row, list[dict[str, Any]]]:
    found: dict[Row, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return found


def practitioners_per_100000(tables: Tables) -> list[Row]:
    residents = by(tables, "state_population", "state")
    found = []
    for (profession, state), group in groups(with_checked(tables), "profession", "state").items():
        if state in residents:
            number, licensed = len(group), sum(map(is_licensed, group))
            of = residents[state]["population_count"]
            rates = (rate(number, of), licensed, rate(licensed, of))
            found.append((state, profession, number, *rates, of, "2025-07-01", "2025"))
    return found


def active_licenses_per_100000(tables: Tables) -> list[Row]:
    residents, sources = by(tables, "state_population", "state"), by(tables, "sources", "source")
    kept = [row for row in tables["licenses"] if not row["is_superseded"] and row["profession"] in OF_STATE]
    found = []
    for (state, profession, source), group in groups(kept, "jurisdiction", "profession", "source").items():
        statuses = Counter(row["status"] for row in group)
        of, about = residents[state]["population_count"], sources[source]
        counts = (statuses["active"], statuses["active_restricted"] + statuses["probation"])
        dates = (about["is_complete"], about["source_as_of"], of, "2025")
        found.append((state, profession, source, *counts, rate(counts[0], of), *dates))
    return found


def status_mix_by_board(tables: Tables) -> list[Row]:
    sources = by(tables, "sources", "source")
    kept = [row for row in tables["licenses"] if not row["is_superseded"] and row["profession"] in OF_STATE]
    found = []
    for (source, profession), group in groups(kept, "source", "profession").items():
        about = sources[source]
        for status, number in Counter(row["status"] for row in group).items():
            share = round(100 * number / len(group), 1)
            place = (source, about["agency"], about["jurisdiction"], profession)
            found.append((*place, status, number, share, about["source_as_of"]))
    return found


def licenses_by_board_and_status(tables: Tables) -> list[Row]:
    sources = by(tables, "sources", "source")
    names = ("source", "profession", "status_printed", "status")
    return [
        (sources[key[0]]["agency"], *key[1:], len(group))
        for key, group in groups(tables["licenses"], *names).items()
    ]


def unknown_status_words(tables: Tables) -> list[Row]:
    kept = [row for row in tables["licenses"] if row["status"] == "unknown"]
    return [
        (*key, len(group)) for key, group in groups(kept, "source", "profession", "status_printed").items()
    ]


def discipline_by_board(tables: Tables) -> list[Row]:
    sources = by(tables, "sources", "source")
    kept = [row for row in tables["licenses"] if not row["is_superseded"] and row["profession"] in OF_STATE]
    found = []
    for (source, profession), group in groups(kept, "source", "profession").items():
        about, said = sources[source], Counter(row["discipline"] for row in group)
        if about["states_discipline"]:
            stated = said["yes"] + said["none"]
            share = round(100 * said["yes"] / stated, 2) if stated else None
            counts = (said["yes"], said["none"], said["not_stated"], share)
            place = (source, about["agency"], about["jurisdiction"], profession)
            found.append((*place, *counts, about["source_as_of"]))
    return found


def expirables(tables: Tables) -> list[Row]:
    licenses = by(tables, "licenses", "license_id")
    found = []
    for entry in tables["entries"]:
        row = licenses.get(entry["verdict_license_id"])
        if not row or entry["state"] != "WA" or not is_licensed(entry):
            continue
        if "2026-11-18" <= (row["expires_on"] or "") <= "2027-06-06":
            names = (entry["entry_id"], entry["name"], entry["profession"], entry["city"])
            printed = (row["license_number"], row["status_printed"], row["is_in_renewal"], row["source"])
            found.append((row["expires_on"], *names, *printed, row["source_as_of"]))
    return found


def expirables_by_week(tables: Tables) -> list[Row]:
    current = next(row["release_id"] for row in tables["releases"] if row["is_current"])
    kept = [row for row in tables["release_figures"] if row["topic"] == "license_end"]
    return [(row["name"], row["value"]) for row in kept if row["release_id"] == current]


def new_and_lapsed_per_week(tables: Tables) -> list[Row]:
    built, totals = by(tables, "releases", "release_id"), Counter[Row]()
    for row in tables["release_figures"]:
        if row["topic"] == "change" and row["name"] in ("new", "lapsed"):
            day = date.fromisoformat(built[row["release_id"]]["built_on"])
            monday = day - timedelta(days=day.weekday())
            totals[monday.isoformat(), row["name"], row["detail"]] += row["value"]
    return [(*key, number) for key, number in totals.items()]


def changes_since(tables: Tables) -> list[Row]:
    built = by(tables, "releases", "release_id")
    shown = "kind cause subject source entry_id license_id field value_before value_after".split()
    return [
        (built[row["release_id"]]["built_on"], row["release_id"], *(row[name] for name in shown))
        for row in tables["changes"]
        if built[row["release_id"]]["built_on"] >= "2026-11-12" and row["kind"] == "lapsed"
    ]


def no_longer_listed(tables: Tables) -> list[Row]:
    rows = [{**row, "month": row["missing_since"][:7]} for row in tables["former_licenses"]]
    names = ("source", "profession", "month", "status")
    return [(*key, len(group)) for key, group in groups(rows, *names).items()]


def _states(tables: Tables) -> dict[str, set[str]]:
    licenses = by(tables, "licenses", "license_id")
    found: dict[str, set[str]] = {row["entry_id"]: set() for row in tables["entries"]}
    for link in tables["links"]:
        if link["decision"] == "accept":
            found[link["entry_id"]].add(licenses[link["license_id"]]["jurisdiction"])
    return found


def licensed_in_several_states(tables: Tables) -> list[Row]:
    places, entries = by(tables, "entry_search", "entry_id"), by(tables, "entries", "entry_id")
    found = []
    for entry_id, states in _states(tables).items():
        if len(states) > 1:
            entry = entries[entry_id]
            about = (entry_id, entry["name"], entry["profession"], entry["state"])
            found.append((places[entry_id]["search_id"], *about, len(states), ",".join(sorted(states))))
    return found


def people_by_number_of_states(tables: Tables) -> list[Row]:
    states = _states(tables)
    return list(Counter(len(states[row["entry_id"]]) for row in people(tables)).items())


def age_of_evidence(tables: Tables) -> list[Row]:
    built = date(2026, 11, 18)
    totals: dict[Row, list[int]] = {}
    for entry in with_checked(tables):
        span: tuple[int | None, int | None] = (None, None)
        if entry["checked_on"]:
            age = (built - date.fromisoformat(entry["checked_on"])).days
            span = next(
                each for each in ((0, 14), (15, 30), (31, 90), (91, None)) if age <= (each[1] or 9999)
            )
        found = totals.setdefault((entry["profession"], *span), [0, 0])
        found[0] += 1
        found[1] += is_licensed(entry)
    return [(*key, *counts) for key, counts in totals.items()]


def coverage(tables: Tables) -> list[Row]:
    licensed = by(tables, "acupuncture_licensure", "state")
    found = []
    for state in by(tables, "state_population", "state"):
        for profession in OF_STATE:
            lists = [
                row
                for row in tables["sources"]
                if row["kind"] == "license" and row["records_crawl_id"] and row["jurisdiction"] == state
                if profession in row["professions"].split(", ")
            ]
            facts: Row = (None, None, None)
            if lists:
                completest = min(row["is_complete"] for row in lists)
                stated = max(row["states_discipline"] for row in lists)
                facts = (completest, stated, min(row["source_as_of"] for row in lists))
            law = licensed[state]["licensed"] if profession == "acupuncturist" else None
            names = ", ".join(row["source"] for row in lists) or None
            found.append((state, profession, len(lists), names, *facts, law))
    return found


def coverage_of_entries(tables: Tables) -> list[Row]:
    found = []
    for key, group in groups(with_checked(tables), "profession", "state").items():
        uncovered = sum(row["verdict"] == "not_covered" for row in group)
        share = round(100 * (len(group) - uncovered) / len(group), 1)
        found.append((*key, len(group), uncovered, share))
    return found


def match_quality_by_source(tables: Tables) -> list[Row]:
    licenses, sources = by(tables, "licenses", "license_id"), by(tables, "sources", "source")
    rows = [{**row, "source": licenses[row["license_id"]]["source"]} for row in tables["links"]]
    found = []
    for key, group in groups(rows, "source", "decision", "rule", "identity_class").items():
        bits = [row["weight_bits"] for row in group]
        figures = (len(bits), *(round(each, 1) for each in (min(bits), sum(bits) / len(bits), max(bits))))
        found.append((key[0], sources[key[0]]["title"], *key[1:], *figures))
    return found


def match_weights(tables: Tables) -> list[Row]:
    found = Counter((row["weight_bits"] // 4 * 4, row["decision"]) for row in tables["links"])
    return [(start, start + 4, decision, number) for (start, decision), number in found.items()]


def match_thresholds(tables: Tables) -> list[Row]:
    found = []
    for key, group in groups(tables["links"], "rule", "cut").items():
        accepted = [row["weight_bits"] for row in group if row["decision"] == "accept"]
        lightest = round(min(accepted), 1) if accepted else None
        found.append((*key, len(group), len(accepted), lightest))
    return found


def shares(row: dict[str, Any]) -> Row:
    return row["share"], row["share_low"], row["share_high"]


def accuracy_by_source(tables: Tables) -> list[Row]:
    titles = {name: row["title"] for name, row in by(tables, "sources", "source").items()}
    return [
        (
            *(
                row["stratum"],
                titles.get(row["stratum"]),
                row["measure"],
                row["right_count"],
                row["of_count"],
            ),
            *(*shares(row), row["as_of"], row["labels"]),
        )
        for row in tables["accuracy"]
        if row["dimension"] == "source"
    ]


def accuracy_by_kind(tables: Tables) -> list[Row]:
    return [
        (
            *(row["dimension"], row["stratum"], row["measure"], row["right_count"], row["of_count"]),
            *(*shares(row), row["as_of"], row["labels"]),
        )
        for row in tables["accuracy"]
        if row["dimension"] != "source"
    ]


def hand_checks(tables: Tables) -> list[Row]:
    about = ("audited_on", "audit_id", "release_id", "answer", "dimension", "stratum")
    counts = ("answers_count", "sampled_count", "right_count", "wrong_count", "cant_tell_count")
    return [(*(row[name] for name in (*about, *counts)), *shares(row)) for row in tables["audits"]]


def claimed_numbers_confirmed(tables: Tables) -> list[Row]:
    licenses = by(tables, "licenses", "license_id")
    sure = {
        (
            row["entry_id"],
            licenses[row["license_id"]]["jurisdiction"],
            licenses[row["license_id"]]["profession"],
        )
        for row in tables["links"]
        if row["decision"] == "accept" and row["identity_class"] == "number_and_name"
    }
    claims = [row for row in tables["entry_claims"] if row["license_number"] and row["state"] == "WA"]
    return [
        (*key, len(group), sum((row["entry_id"], row["state"], row["profession"]) in sure for row in group))
        for key, group in groups(claims, "profession").items()
    ]


def acupuncturist_physician_clinics_by_county(tables: Tables) -> list[Row]:
    zips, entries = by(tables, "zips", "zip5"), by(tables, "entries", "entry_id")
    passed = [
        entries[row["entry_id"]]
        for row in tables["checks"]
        if row["check_name"] == "clinic_collaboration" and row["outcome"] == "pass"
    ]
    places = [zips.get(entry["zip5"], {}) for entry in passed if entry["kind"] == "organization"]
    found = Counter((place.get("state"), place.get("county")) for place in places)
    return [(*key, number) for key, number in found.items()]


def clinics_through_their_people(tables: Tables) -> list[Row]:
    entries = by(tables, "entries", "entry_id")
    kept = [row for row in tables["clinic_members"] if row["basis"] != "same_address"]
    found = []
    for (entry_id,), group in groups(kept, "entry_id").items():
        clinic, members = entries[entry_id], [entries[row["member_id"]] for row in group]
        about = (entry_id, clinic["name"], clinic["city"])
        if clinic["state"] == "WA" and clinic["kind"] == "organization":
            found.append((*about, len(members), sum(map(is_licensed, members))))
    return found


def school_to_licensure(tables: Tables) -> list[Row]:
    entries, schools = by(tables, "entries", "entry_id"), by(tables, "accreditations", "accreditation_id")
    totals: dict[Row, list[int]] = {}
    for row in tables["checks"]:
        if row["check_name"] == "education_accredited" and row["outcome"] != "no_evidence":
            name = schools.get(row["accreditation_id"], {}).get("institution_name")
            counts = totals.setdefault((name, row["outcome"]), [0, 0])
            counts[0] += 1
            counts[1] += is_licensed(entries[row["entry_id"]])
    return [(*key, *counts) for key, counts in totals.items()]


def needling_by_rule(tables: Tables) -> list[Row]:
    entries, rules = by(tables, "entries", "entry_id"), by(tables, "pt_dry_needling", "state")
    found = Counter[Row]()
    for row in tables["checks"]:
        if row["check_name"] == "needling_certification" and row["outcome"] != "no_evidence":
            entry = entries[row["entry_id"]]
            rule = rules.get(entry["state"], {}).get("rule")
            found[rule, entry["profession"], row["outcome"], row["strength"]] += 1
    return [(*key, number) for key, number in found.items()]


def certificates_and_verdicts(tables: Tables) -> list[Row]:
    entries = by(tables, "entries", "entry_id")
    certificates = by(tables, "certifications", "certification_id")
    found = Counter[Row]()
    for row in tables["certification_links"]:
        about = certificates[row["certification_id"]]
        found[about["issuer"], about["credential"], entries[row["entry_id"]]["verdict"]] += 1
    return [(*key, number) for key, number in found.items()]


def exclusions_by_ground(tables: Tables) -> list[Row]:
    entries, codes = by(tables, "entries", "entry_id"), by(tables, "leie_codes", "exclusion_type")
    found = []
    for (code,), group in groups(tables["exclusions"], "exclusion_type").items():
        numbers = [row["npi"] for row in group if row["npi"]]
        counts = (len(group), len(numbers), sum(number in entries for number in numbers))
        found.append((code, codes[code]["meaning"], codes[code]["authority"], *counts))
    return found


def reports_and_corrections(tables: Tables) -> list[Row]:
    found = []
    for (kind,), group in groups(tables["disputes"], "kind").items():
        if kind != "answer":
            settled = [row for row in group if row["resolved_on"]]
            days = [
                (date.fromisoformat(row["resolved_on"]) - date.fromisoformat(row["opened_on"])).days
                for row in settled
            ]
            mean = round(sum(days) / len(days), 1) if days else None
            found.append((kind, len(group), len(group) - len(settled), mean, max(days, default=None)))
    return found


def quarantine_by_reason(tables: Tables) -> list[Row]:
    names = ("source", "reason", "column_name")
    return [
        (*key, len(group), min(row["message"] for row in group))
        for key, group in groups(tables["quarantine"], *names).items()
    ]


ANSWERS: dict[str, Callable[[Tables], list[Row]]] = {
    made.__name__: made
    for made in (
        practitioners_per_100000,
        active_licenses_per_100000,
        status_mix_by_board,
        licenses_by_board_and_status,
        unknown_status_words,
        discipline_by_board,
        expirables,
        expirables_by_week,
        new_and_lapsed_per_week,
        changes_since,
        no_longer_listed,
        licensed_in_several_states,
        people_by_number_of_states,
        age_of_evidence,
        coverage,
        coverage_of_entries,
        match_quality_by_source,
        match_weights,
        match_thresholds,
        accuracy_by_source,
        accuracy_by_kind,
        hand_checks,
        claimed_numbers_confirmed,
        acupuncturist_physician_clinics_by_county,
        clinics_through_their_people,
        school_to_licensure,
        needling_by_rule,
        certificates_and_verdicts,
        exclusions_by_ground,
        reports_and_corrections,
        quarantine_by_reason,
    )
}
"""Questions whose answers are counted again here."""

ASKED_WITH = {"expirables": {"state": "wa", "days": "200"}, "changes_since": {"kind": "lapsed"}}
"""What is asked, where that matters."""
