"""An explanation as lines to print: from the verdict down to the rows that were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify.linkage.waterfall import cut_bits

Facts = dict[str, Any]

DECISIONS = {"accept": "Accepted", "review": "In review", "none": "Near miss, not linked"}
"""Decision on a link to the words before it."""

_BEARINGS = {
    "decides": "Checks that decided it",
    "adds": "Checks that add to it",
    "none": "Checks that stand beside it",
}


def explanation_lines(facts: Facts) -> list[str]:
    """The explanation in order of weight; parts without a row are left out."""
    lines = [*_verdict_lines(facts["entry"]), *_check_lines(facts["checks"])]
    lines += _part("Credentials that it writes, and the answers", map(_credential_line, facts["credentials"]))
    lines += _part("People named here", map(_person_line, facts["people"]))
    for link in facts["links"]:
        lines += ["", *_link_lines(link)]
    if not facts["links"]:
        lines += ["", "No license row is linked, and none came near."]
    lines += _part("No longer listed", map(_former_line, facts["former_licenses"]))
    lines += _part("Changes, the newest first", map(_change_line, facts["changes"]))
    return [*lines, *_part("Disputes", map(_dispute_line, facts["disputes"]))]


def _part(title: str, lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return ["", title, *found] if found else []


def _verdict_lines(entry: Facts) -> list[str]:
    return [
        f"{entry['name']} ({entry['profession']}), entry {entry['entry_id']}",
        f"Verdict: {entry['verdict']}. {entry['verdict_sentence']}",
        f"Checked on {entry['checked_on'] or '-'}, listing dated {entry['listing_as_of'] or '-'}, "
        f"next check due {entry['next_check_on'] or '-'}, shown until {entry['shown_until'] or '-'}",
        f"Entry read from {_evidence(entry)}",
    ]


def _check_lines(checks: list[Facts]) -> Iterator[str]:
    """The checks in order of weight; a row that several rest on is told once, with where it was read."""
    told: set[str] = set()
    for bearing, title in _BEARINGS.items():
        of_it = [check for check in checks if check["bearing"] == bearing]
        yield from ["", title] if of_it else []
        for check in of_it:
            yield f"  {check['outcome']:<12} {check['check_name']:<22} {check['sentence']}"
            yield f"{'':<15} {_basis(check)}"
            for table, row in check["evidence"].items():
                yield from _row_lines(table, row, told)


def _basis(check: Facts) -> str:
    if not check["source"]:
        return f"nothing to go by; decided by {check['checked_by']}"
    return (
        f"{check['strength']}; {check['source']}, dated {check['source_as_of'] or 'not stated'}, "
        f"read {check['fetched_at']} by {check['checked_by']}"
    )


def _row_lines(table: str, row: Facts, told: set[str]) -> Iterator[str]:
    key = str(row[_KEYS[table]])
    if key in told:
        yield f"{'':<15} row of {table}: {key}, as above"
        return
    told.add(key)
    yield f"{'':<15} row of {table}: {key}: " + ", ".join(str(row[c]) for c in _COLUMNS[table] if row[c])
    yield f"{'':<15} read from {_evidence(row)}"


_KEYS = {
    "licenses": "license_id",
    "exclusions": "exclusion_id",
    "certifications": "certification_id",
    "accreditations": "accreditation_id",
    "statements": "statement_id",
}
_COLUMNS = {
    "licenses": ("license_number", "license_type_printed", "status_printed", "expires_on"),
    "exclusions": ("exclusion_type", "excluded_on", "last_name", "business_name"),
    "certifications": ("issuer", "certification_printed", "status_printed", "valid_to"),
    "accreditations": ("agency", "institution_name", "program_name", "accredited_from", "accredited_to"),
    "statements": ("statement_printed", "issuer", "basis", "stated_on", "seen_by"),
}


def _credential_line(each: Facts) -> str:
    name = each["credential"] or "unknown letters"
    issuer = f" of {each['issuer']}" if each["issuer"] else ""
    return f"  {each['outcome']:<12} “{each['printed']}”: {name}, {each['kind']}{issuer}. {each['answer']}"


def _person_line(each: Facts) -> str:
    return f"  {each['verdict']:<20} {each['name']} ({each['member_id']}), known by {each['basis']}"


def _former_line(each: Facts) -> str:
    return (
        f"  {each['license_number']} at {each['source']}, “{each['status_printed']}”: listed until "
        f"{each['last_listed_on']}, no longer since {each['missing_since']}"
    )


def _change_line(each: Facts) -> str:
    what = f"{each['field'] or each['kind']}: {each['value_before'] or '-'} -> {each['value_after'] or '-'}"
    return f"  {each['built_on']} {each['kind']:<16} {what} ({each['cause']})"


def _dispute_line(each: Facts) -> str:
    state = f"resolved {each['resolved_on']}" if each["resolved_on"] else "open"
    return f"  {each['dispute_id']} {each['kind']}: opened {each['opened_on']}, {state}"


def _link_lines(link: Facts) -> list[str]:
    record = link["license"]
    lines = [
        f"{DECISIONS[link['decision']]}: license {record['license_number']} ({link['license_id']}), "
        f"{record['status_printed']}, runs until {record['expires_on'] or 'not stated'}",
        f"  by {link['rule']}, probability {link['probability']:.6f} (cut {link['cut']:g}): {link['reason']}",
    ]
    if link.get("decided_by"):
        lines.append(
            f"  decided by {link['decided_by']} on {link['decided_at']}: {link['decision_reason']}; "
            f"the machine had said {link['machine_decision']}"
        )
    lines += [
        f"  {c['weight_bits']:>+8.2f} bits  {c['comparison']:<16} {c['level']:<12} {c['reason']}"
        for c in link["comparisons"]
    ]
    lines.append(f"  {link['weight_bits']:>+8.2f} bits  in sum")
    if link["rival_weight_bits"] is not None:
        rival = link["rival_license_id"] or "a license that is not named in public"
        lines.append(f"  {link['rival_weight_bits']:>+8.2f} bits  next best: {rival}")
    needed = cut_bits(link["cut"], link["rival_weight_bits"])
    if needed is not None:
        lines.append(
            f"  {needed:>+8.2f} bits  needed against the nearest rival, for a probability of {link['cut']:g}"
        )
    return [
        *lines,
        f"  Fingerprints: entry {link['entry_hash']}, license {link['license_hash']}",
        f"  License read from {_evidence(record)}",
    ]


def _evidence(row: Facts) -> str:
    return (
        f"{row['source']}, row {row['row_number']} of {row['raw_sha256'][:12]}, {row['source_url']}, "
        f"dated {row['source_as_of'] or 'not stated'}, read {row['fetched_at']} by {row['parser_version']}"
    )
