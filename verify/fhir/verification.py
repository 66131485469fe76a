"""The verdict on a person as `VerificationResult`, as of a day."""

from __future__ import annotations

from datetime import date

from verify.fhir import ids
from verify.fhir.definitions import VERDICTS
from verify.fhir.elements import TERMS, Element, board, concept, kept, narrative, reference, resource
from verify.fhir.facts import Facts, Row
from verify.fhir.practitioner import shown_licenses
from verify.fhir.status import OUTCOMES, Told, status_day, told

LICENSES = "Practitioner.qualification.where(identifier.type.coding.code = 'LN')"
"""All licenses of a person and none of the certificates, as FHIRPath."""


_TELLING = {"verified_with_notice": ("decides", "adds"), "no_end_date": ("decides",)}
"""Verdicts whose notices are told with them, and how those bear on them."""


def verification(facts: Facts, today: date) -> Element:
    """What was checked of a person's license, at which board, when, when again, and what came of it."""
    entry, what = facts.entry, told(facts.entry, today)
    rests_on = _rests_on(facts, today)
    person = ids.written(facts.entry_id)
    asked = _asked(facts, rests_on, what)
    return resource(
        "VerificationResult",
        person,
        meta={"tag": _tags(facts, what)},
        text=narrative(_sentences(facts, what, rests_on)),
        target=[reference("Practitioner", person, entry["name"])],
        targetLocation=[_location(rests_on)],
        need=concept(f"{TERMS}need", "periodic", "Periodic"),
        status=what.status,
        statusDate=status_day(entry, what),
        validationType=_validation_type(asked, what),
        validationProcess=[{"text": "License looked up on the state licensing board's own public list"}],
        frequency=_frequency(asked),
        lastPerformed=entry["checked_on"],
        nextScheduled=entry["next_check_on"],
        primarySource=[_primary_source(asked, what)] if asked else [],
        attestation=_attestation(facts, what),
        validator=[{"organization": reference("Organization", ids.DIRECTORY, "Practitioner Directory")}],
    )


def _rests_on(facts: Facts, today: date) -> Row | None:
    license_id = facts.entry["verdict_license_id"]
    return next((row for row in shown_licenses(facts, today) if row["license_id"] == license_id), None)


def _asked(facts: Facts, rests_on: Row | None, what: Told) -> Row | None:
    """The board's row behind what is told, else the list that was searched; None where nothing is told."""
    if rests_on is not None:
        return rests_on
    if what.verdict == "not_covered":
        return None
    searched = (row for row in facts.checks if row["check_name"] == "license_found")
    return next((row for row in searched if row["source_kind"] == "license" and row["fetched_at"]), None)


def _tags(facts: Facts, what: Told) -> list[Element]:
    tags = [kept(system=VERDICTS, code=what.verdict, display=what.label)]
    if facts.is_disputed:
        tags.append(kept(system=VERDICTS, code="disputed", display="Disputed"))
    return tags


def _sentences(facts: Facts, what: Told, rests_on: Row | None) -> list[str]:
    """The verdict, the words that stand with it on the page, and how old the list is."""
    as_of = facts.entry["listing_as_of"] if not what.has_ended else None
    aged = [f"The board's list is of {as_of}."] if as_of and rests_on is not None else []
    disputed = ["An open report says that something here is wrong."] if facts.is_disputed else []
    return [what.sentence, *_noted(facts, what), *aged, *disputed]


def _noted(facts: Facts, what: Told) -> list[str]:
    """The board's notice of a verdict that carries one, and an exclusion confirmed on a hard identifier."""
    shown = {row["license_id"] for row in facts.licenses}
    return [
        row["sentence"]
        for row in facts.checks
        if (row["strength"] == "adverse_confirmed" and row["outcome"] in ("fail", "notice"))
        or (
            row["bearing"] in _TELLING.get(what.verdict, ())
            and row["outcome"] == "notice"
            and row["strength"] != "adverse_confirmed"
            and row["license_id"] in shown
        )
    ]


def _location(rests_on: Row | None) -> str:
    """The license that was checked, as FHIRPath; every license where it is not one that is shown."""
    if rests_on is None:
        return LICENSES
    issuer = f"Organization/{ids.board(rests_on['source'])}"
    number = str(rests_on["license_number"]).replace("\\", "\\\\").replace("'", "\\'")
    return (
        f"Practitioner.qualification.where(issuer.reference = '{issuer}' and identifier.value = '{number}')"
    )


def _validation_type(asked: Row | None, what: Told) -> Element:
    if asked is None and not what.has_ended:
        return concept(f"{TERMS}validation-type", "nothing", "Nothing")
    return concept(f"{TERMS}validation-type", "primary", "Primary Source")


def _frequency(asked: Row | None) -> Element | None:
    days = asked["refresh_days"] if asked else None
    return {"repeat": {"frequency": 1, "period": days, "periodUnit": "d"}} if days else None


def _primary_source(asked: Row, what: Told) -> Element:
    outcome = OUTCOMES.get(what.status, "unknown")
    return kept(
        who=board(asked["source"], asked["agency"]),
        type=[concept(f"{TERMS}primary-source-type", "lic-board", "License Board")],
        communicationMethod=[
            concept(f"{TERMS}verificationresult-communication-method", "pull", "Pull"),
        ],
        validationStatus=concept(f"{TERMS}validation-status", outcome, outcome.capitalize()),
        validationDate=asked["fetched_at"],
    )


def _attestation(facts: Facts, what: Told) -> Element | None:
    """Who states it and when, where nothing but the person's own statement is known."""
    if what.status != "attested" or not facts.entry["updated_on"]:
        return None
    person = reference("Practitioner", ids.written(facts.entry_id), facts.entry["name"])
    return {"who": person, "date": facts.entry["updated_on"]}
