"""A person as `Practitioner`: what boards and issuers of certificates list today are the qualifications."""

from __future__ import annotations

from datetime import date

from verify.fhir import ids
from verify.fhir.actions import board_actions
from verify.fhir.elements import STATES as STATE_CODES
from verify.fhir.elements import (
    Element,
    address,
    board,
    concept,
    kept,
    npi,
    period,
    phone,
    printable,
    resource,
)
from verify.fhir.facts import Facts, Row
from verify.fhir.status import is_recent, told
from verify.linkage.states import STATES

QUALIFICATION = "http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/practitioner-qualification"
"""Extension of Plan-Net: where a qualification is valid. It stands for active ones alone."""

LICENSE_NUMBER = {"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "LN"}


def practitioner(facts: Facts, today: date) -> Element:
    """The person as of `today`. A license is a qualification only while a verdict may be shown."""
    entry = facts.entry
    return resource(
        "Practitioner",
        ids.written(facts.entry_id),
        identifier=npi(facts.entry_id),
        name=[_name(entry), *_other_names(facts)],
        telecom=phone(entry["phone"]),
        address=address(entry),
        qualification=[
            *(_license(row, facts, today) for row in shown_licenses(facts, today)),
            *(_certificate(row) for row in shown_certificates(facts, today)),
        ],
    )


def shown_licenses(facts: Facts, today: date) -> list[Row]:
    """The licenses that may be stated today: none behind a verdict that has ended, none of an old list."""
    if told(facts.entry, today).has_ended:
        return []
    return [row for row in facts.licenses if is_recent(row, today)]


def shown_certificates(facts: Facts, today: date) -> list[Row]:
    """The certificates that the directory of their issuer shows today: of a recent look, and not run out."""
    return [
        row
        for row in facts.certificates
        if is_recent(row, today) and (row["valid_to"] or "9") >= today.isoformat()
    ]


def _name(entry: Row) -> Element:
    given = [part for part in (entry["first_name"], entry["middle_name"]) if part]
    suffix = [entry["suffix"]] if entry["suffix"] else []
    return kept(use="official", text=entry["name"], family=entry["last_name"], given=given, suffix=suffix)


def _other_names(facts: Facts) -> list[Element]:
    return [
        kept(use="old" if "former" in row["kind"].lower() else None, text=row["name"]) for row in facts.names
    ]


def _license(row: Row, facts: Facts, today: date) -> Element:
    number = kept(
        type={"coding": [LICENSE_NUMBER]},
        value=row["license_number"],
        assigner=board(row["source"], row["agency"]),
    )
    return kept(
        extension=[*_where_valid(row, today), *board_actions(row, facts.actions, today)],
        identifier=[number],
        code={"text": _words(row)},
        period=period(row["issued_on"], row["expires_on"]),
        issuer=board(row["source"], row["agency"]),
    )


def _certificate(row: Row) -> Element:
    seen = row["source_as_of"] or row["fetched_at"][:10]
    status = f", with status “{row['status_printed']}”" if row["status_printed"] else ""
    words = f"Certificate, no license: {row['printed']}; in the issuer’s directory, seen {seen}{status}"
    return kept(
        code={"text": printable(" ".join(words.split()))},
        period=period(row["valid_from"], row["valid_to"]),
        issuer=kept(display=printable(row["issuer"] or "")),
    )


def _words(row: Row) -> str:
    """The license in words, with the board's own word for its status."""
    state = STATES.get(row["jurisdiction"], row["jurisdiction"])
    profession = str(row["profession"]).replace("_", " ")
    return f"{state} license, {profession}; status in the board's words: {row['status_printed']}"


def _where_valid(row: Row, today: date) -> list[Element]:
    """The state, for a license that is active without limits and has an end date that is not reached.

    The status of the extension can only be active, which a list without end dates does not show.
    """
    runs = bool(row["expires_on"]) and (row["expires_on"] >= today.isoformat() or row["is_in_renewal"])
    if row["status"] != "active" or not runs:
        return []
    state = concept(STATE_CODES, row["jurisdiction"], STATES.get(row["jurisdiction"], ""))
    parts: list[Element] = [
        {"url": "status", "valueCode": "active"},
        {"url": "whereValid", "valueCodeableConcept": state},
    ]
    return [{"extension": parts, "url": QUALIFICATION}]
