"""A small fictional database with every verdict, ages, a clinic, a board action and hostile text."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import evidence_fixture
from datasette.app import Datasette
from datasette.utils import parse_metadata

from verify.linkage.lookup_search import SEARCH_TABLE, fill_search
from verify.publish.codes import accuracy_rows, population_rows
from verify.publish.dictionary import dictionary_rows, question_rows, read_description
from verify.publish.schema import CODE_TABLES, INDEXES, SEARCH, create_statements
from verify.publish.search_index import fill_search_index
from verify.publish.views import VIEWS

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
HOSTILE = '<script>alert("x")</script>'

DOH, CA, NPPES, LEIE = "us_wa_doh", "us_ca_dca_acupuncture", "us_nppes", "us_oig_leie"
DIPLOMATES = "us_ncbahm_diplomates"
VERIFIED, NOTICE, EXPIRED, REVIEW, MISSING, UNCOVERED = (f"199900000{n}" for n in range(1, 7))
OLD, ENDED, HOSTILE_ID, CLINIC, WEAK, EXCLUDED, KIM, LAPSED = (f"19990000{n}" for n in range(10, 18))

SOURCES = (DOH, CA, NPPES, LEIE, DIPLOMATES, evidence_fixture.OWN)

SENTENCE = (
    "Verified means: on November 17, 2026, the Washington State Department of Health listing for license "
    "AC60990117 showed status Active for a name that matches this entry. It is not a judgment of skill, "
    "safety or quality, and it may have changed since."
)


def evidence(source: str, row: int, fetched: str = "2026-11-18T09:12:04Z", as_of: str | None = "2026-11-17"):
    return {
        "source_url": f"https://lists.example/{source}",
        "fetched_at": fetched,
        "source_as_of": as_of,
        "raw_sha256": f"{row:064x}",
        "row_number": row,
        "parser_version": f"{source} 1.0",
    }


def source_row(source: str, title: str, kind: str, **changes: Any) -> dict[str, Any]:
    return {
        "source": source,
        "title": title,
        "agency": "Washington State Department of Health",
        "jurisdiction": "WA",
        "kind": kind,
        "professions": "acupuncturist, physical_therapist",
        "homepage_url": "https://board.example/",
        "lookup_url": "https://board.example/lookup",
        "protocol": "json",
        "states_discipline": 1,
        "is_complete": 1,
        "omits": "City and address.",
        "refresh_days": 7,
        "terms": "Public domain.",
        "attribution": f"Attribution of {title}.",
        "permission": "Open data.",
        "records_count": 5,
        "records_crawl_id": f"{source}-1",
        "last_crawl_id": f"{source}-1",
        "fetched_at": "2026-11-18T09:12:04Z",
        "source_as_of": "2026-11-17",
        "parser_version": "1.0",
        **changes,
    }


def crawl_row(crawl_id: str, source: str, **changes: Any) -> dict[str, Any]:
    return {
        "crawl_id": crawl_id,
        "source": source,
        "outcome": "succeeded",
        "reason": "",
        "started_at": "2026-11-18T09:12:00Z",
        "finished_at": "2026-11-18T09:13:00Z",
        "source_as_of": "2026-11-17",
        "served_from": "stand-in",
        "responses_count": 3,
        "rows_count": 1200,
        "records_count": 1100,
        "quarantined_count": 1,
        "skipped_count": 0,
        "new_columns": "",
        "unknown_statuses": "",
        "parser_version": "1.0",
        **changes,
    }


def license_row(number: str, first: str, last: str, row: int, **changes: Any) -> dict[str, Any]:
    return {
        "license_id": f"{DOH}:{number}",
        "source": DOH,
        "jurisdiction": "WA",
        "profession": "acupuncturist",
        "license_number": number,
        "first_name": first,
        "last_name": last,
        "status_printed": "Active",
        "status": "active",
        "is_disciplinary_status": 0,
        "is_superseded": 0,
        "issued_on": "2021-05-04",
        "expires_on": "2027-03-14",
        "discipline": "none",
        **evidence(DOH, row),
        **changes,
    }


def entry_row(entry_id: str, first: str, last: str, verdict: str, **changes: Any) -> dict[str, Any]:
    is_shown = verdict not in ("needs_review", "not_covered")
    is_person = changes.get("kind") != "organization"
    return {
        "entry_id": entry_id,
        "source": NPPES,
        "kind": "individual",
        "name": f"{first} {last}",
        "profession": "acupuncturist",
        "checked_profession": changes.get("profession", "acupuncturist") if is_person else None,
        "first_name": first.upper(),
        "last_name": last.upper(),
        "city": "Seattle",
        "state": "WA",
        "zip5": "98101",
        "phone": "206-555-0117",
        "verdict": verdict,
        "verdict_sentence": f"The sentence about {first}.",
        "checked_on": "2026-11-18",
        "listing_as_of": "2026-11-17",
        "next_check_on": "2026-11-25",
        "shown_until": "2027-02-15" if is_shown else None,
        "updated_on": "2026-01-05",
        **evidence(NPPES, int(entry_id[-2:]), as_of="2026-11-09"),
        **changes,
    }


def link_row(entry_id: str, number: str, **changes: Any) -> dict[str, Any]:
    return {
        "link_id": f"{entry_id}-{number}",
        "entry_id": entry_id,
        "license_id": f"{DOH}:{number}",
        "decision": "accept",
        "probability": 0.9999,
        "cut": 0.995,
        "weight_bits": 22.7,
        "rule": "number",
        "identity_class": "number_and_name",
        "reason": "State, license number, profession and the last name agree.",
        "rival_license_id": None,
        "rival_weight_bits": -8.4,
        "entry_hash": "00c0ffee00c0ffee",
        "license_hash": "0ddba110ddba1100",
        "model_version": "1",
        "machine_decision": changes.get("decision", "accept"),
        **changes,
    }


COMPARISONS = (
    ("prior", "chance", None, None, -14.6, "One of about 25,000 rows."),
    ("last_name", "same", "Linwick", "LINWICK", 13.1, "Last name: Linwick = LINWICK. Same"),
    ("first_name", "same", "Mei-Hua", "MEI-HUA", 8.4, "Same."),
    ("middle_name", "missing", None, None, 0.0, "None given. Counts for nothing."),
    ("license_number", "same", "AC 6099-0117", "AC60990117", 14.2, "Same number."),
    ("profession", "same", "acupuncturist", "acupuncturist", 1.6, "Same."),
)


def check_row(entry_id: str, position: int, name: str, outcome: str, **changes: Any) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "position": position,
        "check_name": name,
        "outcome": outcome,
        "strength": "primary",
        "bearing": "adds",
        "sentence": f"What the list says about {name}.",
        "source": DOH,
        "source_url": f"https://lists.example/{DOH}",
        "fetched_at": "2026-11-18T09:12:04Z",
        "source_as_of": "2026-11-17",
        "checked_by": "verify 0.1.0",
        **changes,
    }


def tables() -> dict[str, list[dict[str, Any]]]:
    """Rows for every table, in an order that keeps foreign keys."""
    rows: dict[str, list[dict[str, Any]]] = {}
    rows["crawls"] = [
        crawl_row(f"{source}-1", source)
        for source in (DOH, CA, NPPES, LEIE, DIPLOMATES, evidence_fixture.OWN)
    ]
    rows["crawls"].append(
        crawl_row(
            f"{CA}-2",
            CA,
            outcome="failed",
            reason="The file was cut short.",
            started_at="2026-11-18T10:00:00Z",
        )
    )
    rows["sources"] = [
        source_row(DOH, "Washington health credentials", "license"),
        source_row(
            CA,
            "California acupuncturists",
            "license",
            jurisdiction="CA",
            agency="California Acupuncture Board",
            states_discipline=0,
            is_complete=0,
            last_crawl_id=f"{CA}-2",
            fetched_at="2026-11-04T09:00:00Z",
            homepage_url="javascript:alert(1)",
        ),
        source_row(NPPES, "National provider file", "entry", jurisdiction="US", agency="CMS"),
        source_row(LEIE, "Federal exclusion list", "exclusion", jurisdiction="US", agency="OIG"),
        source_row(DIPLOMATES, "Diplomates", "certification", jurisdiction="US", agency="Certifiers"),
        source_row(evidence_fixture.OWN, "Own statements", "statement", jurisdiction="US", agency="Us"),
    ]
    rows["licenses"] = [
        license_row("AC60990117", "MEI-HUA", "LINWICK", 1),
        license_row(
            "PT60990518",
            "TOBIAS",
            "FERNCASTLE",
            2,
            status_printed="Active With Conditions",
            status="active_restricted",
            discipline="yes",
            discipline_printed="actiontaken: Yes",
            board_url="https://board.example/license/518",
        ),
        license_row(
            "AC60990702",
            "WREN",
            "HALVORSBY",
            3,
            status_printed="Expired",
            status="expired",
            expires_on="2026-06-03",
        ),
        license_row("AC60990308", "JIWOO", "SECRETCANDIDATE", 4, status_printed="Revoked", status="revoked"),
        license_row("AC60990812", "KOFI", "ADEBARROW", 5, expires_on="2026-11-20"),
        license_row("AC60990900", "IVO", "TARNWELL", 6),
        license_row(
            "AC60990999",
            "ANNA",
            "WEAKLINK",
            7,
            discipline="yes",
            discipline_printed="HIDDEN WORDS",
            status="suspended",
        ),
    ]
    rows["board_actions"] = [
        {
            "board_action_id": "a1",
            "license_id": f"{DOH}:PT60990518",
            "action_printed": "Respondent shall complete twelve hours of education.",
            "stage": "final",
            "reason_printed": "Records kept late",
            "acted_on": "2025-02-12",
            "docket": "M2024-99041",
            "order_url": "https://board.example/orders/M2024-99041",
        },
        {
            "board_action_id": "a2",
            "license_id": f"{DOH}:PT60990518",
            "action_printed": "It is alleged that records came late.",
            "stage": "alleged",
            "order_url": "javascript:alert(2)",
        },
        {
            "board_action_id": "a5",
            "license_id": f"{DOH}:PT60990518",
            "action_printed": "The Default Order entered November 6, 2019 is VACATED.",
            "stage": "final",
            "acted_on": "2019-11-06",
            "is_over": 1,
        },
        {
            "board_action_id": "a3",
            "license_id": f"{DOH}:AC60990308",
            "action_printed": "SECRET ACTION of a candidate",
            "stage": "final",
        },
        {
            "board_action_id": "a4",
            "license_id": f"{DOH}:AC60990999",
            "action_printed": "SECRET ACTION by name alone",
            "stage": "final",
        },
    ]
    rows["exclusions"] = [
        {
            "exclusion_id": "leie:1",
            "source": LEIE,
            "npi": EXCLUDED,
            "last_name": "BROMWELL",
            "exclusion_type": "1128a1",
            "excluded_on": "2024-05-20",
            **evidence(LEIE, 1),
        },
        {
            "exclusion_id": "leie:2",
            "source": LEIE,
            "last_name": "RAGHUNAVA",
            "exclusion_type": "1128a1",
            **evidence(LEIE, 2),
        },
    ]
    rows["entries"] = _entries()
    rows["statements"] = evidence_fixture.statements(VERIFIED, NOTICE, CLINIC)
    rows["entry_credentials"] = evidence_fixture.letters(VERIFIED)
    rows["former_licenses"] = evidence_fixture.former(VERIFIED, DOH)
    rows["former_links"] = [
        {
            "entry_id": VERIFIED,
            "license_id": f"{DOH}:AC60990001",
            "identity_class": "number_and_name",
        }
    ]
    rows["disputes"] = evidence_fixture.disputes(NOTICE, VERIFIED)
    rows["changes"] = evidence_fixture.changes(VERIFIED, f"{DOH}:AC60990117", f"{DOH}:AC60990308")
    rows["entry_names"] = [
        {"entry_id": VERIFIED, "position": 1, "kind": "former", "name": "Mei-Hua Marwen"},
    ]
    rows["entry_places"] = [
        {
            "entry_id": row["entry_id"],
            "position": 1,
            "purpose": "practice",
            "city": row["city"],
            "state": row["state"],
        }
        | {"zip5": row["zip5"], "phone": row["phone"]}
        for row in rows["entries"]
    ]
    rows["entry_places"] += [
        rows["entry_places"][0]
        | {"entry_id": NOTICE, "position": position, "city": city, "state": state, "zip5": zip5}
        for position, city, state, zip5 in ((2, "Seattle", "WA", "98101"), (3, "Saint Louis", "MO", "63101"))
    ]
    rows["entry_claims"] = [
        {
            "entry_id": VERIFIED,
            "position": 1,
            "taxonomy_code": "171100000X",
            "profession": "acupuncturist",
            "state": "WA",
            "license_number": "AC 6099-0117",
            "is_primary": 1,
        }
    ]
    rows["clinic_members"] = [
        {"entry_id": CLINIC, "member_id": VERIFIED, "basis": "same_suite_and_phone"},
        {"entry_id": CLINIC, "member_id": ENDED, "basis": "same_suite_and_phone"},
        {"entry_id": CLINIC, "member_id": NOTICE, "basis": "same_suite_and_phone"},
        {"entry_id": CLINIC, "member_id": OLD, "basis": "same_address"},
    ]
    rows["links"] = [
        link_row(VERIFIED, "AC60990117"),
        link_row(NOTICE, "PT60990518"),
        link_row(EXPIRED, "AC60990702"),
        link_row(REVIEW, "AC60990308", decision="review", identity_class="none", reason="Two rows fit."),
        link_row(OLD, "AC60990812", identity_class="name_and_place"),
        link_row(ENDED, "AC60990900"),
        link_row(WEAK, "AC60990999", identity_class="name_and_place"),
    ]
    rows["link_comparisons"] = [
        dict(
            zip(
                (
                    "link_id",
                    "position",
                    "comparison",
                    "level",
                    "entry_value",
                    "license_value",
                    "weight_bits",
                    "reason",
                ),
                (f"{VERIFIED}-AC60990117", position, *values),
                strict=True,
            )
        )
        for position, values in enumerate(COMPARISONS)
    ]
    rows["checks"] = _checks()
    rows["quarantine"] = [
        {
            "quarantine_id": 1,
            "source": DOH,
            "raw_sha256": "0" * 64,
            "row_number": 9,
            "column_name": "expirationdate",
            "value": "31/31/2026",
            "reason": "bad_date",
            "message": "Not a date.",
        }
    ]
    rows["releases"] = [
        {
            "release_id": "2026-11-18-abc123",
            "built_on": "2026-11-18",
            "is_current": 1,
            "is_sample": 1,
            "model_version": "1",
            "model_parameters": "{}",
            "software_version": "0.1.0",
            "licenses_count": 7,
            "entries_count": 14,
            "links_accepted_count": 6,
            "links_review_count": 1,
            "verified_count": 3,
        }
    ]
    rows["glossary"] = [{"term": "PSV", "definition": "Primary source verification."}]
    rows["zips"] = [
        {"zip5": zip5, "city": city, "state": state, "latitude": latitude, "longitude": longitude}
        | {"county": county}
        for zip5, city, state, latitude, longitude, county in (
            ("98101", "Seattle", "WA", 47.61, -122.33, "King County"),
            ("98122", "Seattle", "WA", 47.61, -122.30, "King County"),
            ("98199", "Seattle", "WA", 38.90, -77.00, "King County"),
            ("98004", "Bellevue", "WA", 47.62, -122.20, "King County"),
            ("90012", "Los Angeles", "CA", 34.06, -118.24, "Los Angeles County"),
            ("63101", "Saint Louis", "MO", 38.63, -90.19, "St. Louis City"),
            ("78701", "Austin", "TX", 30.27, -97.74, "Travis County"),
            ("97201", "Portland", "OR", 45.51, -122.69, "Multnomah County"),
            ("04101", "Portland", "ME", 43.66, -70.26, None),
        )
    ]
    return rows


def _entries() -> list[dict[str, Any]]:
    def license_id(number: str) -> str:
        return f"{DOH}:{number}"

    return [
        entry_row(
            VERIFIED,
            "Mei-Hua",
            "Linwick",
            "verified",
            verdict_sentence=SENTENCE,
            verdict_license_id=license_id("AC60990117"),
        ),
        entry_row(
            NOTICE,
            "Tobias",
            "Ferncastle",
            "verified_with_notice",
            profession="physical_therapist",
            zip5="98122",
            verdict_license_id=license_id("PT60990518"),
        ),
        entry_row(
            EXPIRED, "Wren", "Halvorsby", "license_not_active", verdict_license_id=license_id("AC60990702")
        ),
        entry_row(REVIEW, "Ji-woo", "Hanmar", "needs_review"),
        entry_row(MISSING, "Priya", "Raghunava", "not_found", zip5="98004", city="Bellevue"),
        entry_row(
            UNCOVERED,
            "Lucía",
            "Brambeck",
            "not_covered",
            checked_on=None,
            listing_as_of=None,
            next_check_on=None,
        ),
        entry_row(
            OLD,
            "Kofi",
            "Adebarrow",
            "verified",
            checked_on="2026-11-04",
            shown_until="2027-02-02",
            verdict_license_id=license_id("AC60990812"),
        ),
        entry_row(
            ENDED,
            "Ivo",
            "Tarnwell",
            "verified",
            checked_on="2026-08-01",
            shown_until="2026-10-30",
            verdict_sentence="STALE SENTENCE that may no longer be shown.",
            verdict_license_id=license_id("AC60990900"),
        ),
        entry_row(HOSTILE_ID, HOSTILE, "Ok", "not_found", verdict_sentence=HOSTILE, phone=HOSTILE),
        entry_row(
            CLINIC,
            "",
            "",
            "not_covered",
            kind="organization",
            name="Larkspur Joint & Spine Acupuncture",
            profession="clinic",
            first_name=None,
            last_name=None,
            organization_name="LARKSPUR JOINT & SPINE ACUPUNCTURE",
            zip5="98122",
        ),
        entry_row(WEAK, "Anna", "Weaklink", "needs_review"),
        entry_row(LAPSED, "Noor", "Elderwick", "verified", shown_until="2026-11-20"),
        entry_row(EXCLUDED, "Hugo", "Bromwell", "not_found"),
        entry_row(
            KIM, "Sung", "Kim", "not_found", city="LOS ANGELES", state="CA", zip5="90012", phone="2135550144"
        ),
    ]


def _checks() -> list[dict[str, Any]]:
    return [
        check_row(VERIFIED, 1, "license_found", "pass", license_id=f"{DOH}:AC60990117"),
        check_row(VERIFIED, 2, "license_active", "pass", license_id=f"{DOH}:AC60990117"),
        check_row(VERIFIED, 3, "not_excluded", "pass", source=LEIE, strength="corroborated"),
        check_row(VERIFIED, 4, "license_unencumbered", "no_evidence", source=CA, strength="none"),
        check_row(
            VERIFIED,
            5,
            "musculoskeletal_experience",
            "notice",
            source=evidence_fixture.OWN,
            strength="claimed",
            statement_id="s2",
            bearing="none",
        ),
        check_row(VERIFIED, 6, "national_certification", "no_evidence", strength="none", source=None),
        check_row(
            NOTICE,
            2,
            "compact_privilege",
            "pass",
            source=evidence_fixture.OWN,
            strength="corroborated",
            statement_id="s3",
        ),
        check_row(CLINIC, 1, "clinic_collaboration", "no_evidence", source=NPPES, strength="none"),
        check_row(NOTICE, 1, "license_unencumbered", "notice", license_id=f"{DOH}:PT60990518"),
        check_row(REVIEW, 1, "license_found", "review", license_id=f"{DOH}:AC60990308", strength="none"),
        check_row(
            MISSING,
            1,
            "not_excluded",
            "review",
            source=LEIE,
            exclusion_id="leie:2",
            strength="none",
            license_id=None,
        ),
        check_row(
            EXCLUDED,
            1,
            "not_excluded",
            "fail",
            source=LEIE,
            exclusion_id="leie:1",
            strength="adverse_confirmed",
        ),
    ]


def build(path: Path, many: int = 0, extra: Mapping[str, list[dict[str, Any]]] | None = None) -> Path:
    """Write the fictional database with `extra` rows by table and `many` people named Filler for paging."""
    connection = sqlite3.connect(path)
    for statement in create_statements():
        connection.execute(statement)
    connection.execute(SEARCH)
    connection.execute(SEARCH_TABLE)
    rows = tables()
    rows["entries"] += [
        entry_row(
            f"18880000{n:02}",
            "Pat",
            f"Filler{n:02}",
            "not_found",
            zip5="63101",
            city="Saint Louis",
            state="MO",
        )
        for n in range(many)
    ]
    for table, table_rows in (extra or {}).items():
        rows[table] = [*rows.get(table, ()), *table_rows]
    for table, table_rows in rows.items():
        for row in table_rows:
            names, marks = ", ".join(row), ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608
    fill_search(connection)
    fill_search_index(connection)
    for table in CODE_TABLES:
        with (ROOT / "data" / "codes" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        columns = ", ".join(f'"{name}" TEXT' for name in header)
        connection.execute(f"CREATE TABLE {table} ({columns}) STRICT")
        marks = ", ".join("?" for _ in header)
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)  # noqa: S608
    for table, indexes in INDEXES.items():
        for number, columns in enumerate(indexes):
            connection.execute(f"CREATE INDEX {table}_{number} ON {table} ({columns})")
    for name, select in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {select}")
    for table, its_rows in (
        ("state_population", population_rows()),
        ("accuracy", accuracy_rows()),
        ("data_dictionary", dictionary_rows(connection, read_description())),
        ("ready_questions", question_rows(read_description())),
    ):
        marks = ", ".join("?" * len(its_rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", its_rows)  # noqa: S608
    assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.commit()
    connection.close()
    return path


def make_site(path: Path) -> Datasette:
    """The site as it is served, on a database."""
    return Datasette(
        [str(path)],
        metadata=parse_metadata((ROOT / "metadata.yml").read_text("utf-8")),
        template_dir=str(ROOT / "site" / "templates"),
        plugins_dir=str(ROOT / "site" / "plugins"),
        static_mounts=[("static", str(ROOT / "site" / "static"))],
        settings={"default_page_size": 50, "sql_time_limit_ms": 2000, "max_returned_rows": 1000}
        | {"allow_csv_stream": False, "allow_download": False, "suggest_facets": False},
    )
