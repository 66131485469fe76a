"""In which order checks are shown: what decided the verdict first, then what adds to it, then the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from verify.checks.decision import earns_notice
from verify.checks.judgment import Bearing, Check, CheckOutcome, Strength, Verdict

ORDER = (
    "license_found", "license_active", "license_unexpired", "license_unencumbered", "not_excluded",
    "source_fresh", "clinic_people", "other_license", "compact_privilege", "national_certification",
    "education_accredited", "needling_rule", "needling_certification", "specialist_certification",
    "musculoskeletal_experience", "clinic_collaboration", "acupressure", "movement_assessment",
    "comprehensive_evaluation", "outcome_tracking", "npi_valid",
)  # fmt: skip
"""All check names, the weightier first; among checks of one bearing this order holds."""

LICENSE_CONDITIONS = frozenset(
    {
        "license_found",
        "license_active",
        "license_unexpired",
        "license_unencumbered",
        "not_excluded",
        "source_fresh",
    }
)
"""The checks that together make an entry verified."""

_DECIDING = {
    Verdict.LICENSE_NOT_ACTIVE: ({"license_active", "license_unexpired"}, {CheckOutcome.FAIL}),
    Verdict.NOT_FOUND: ({"license_found"}, {CheckOutcome.FAIL}),
    Verdict.NO_END_DATE: ({"license_unexpired"}, {CheckOutcome.NO_EVIDENCE}),
    Verdict.NOT_COVERED: (
        {"license_found", "license_unexpired", "source_fresh"},
        {CheckOutcome.FAIL, CheckOutcome.NO_EVIDENCE},
    ),
}
"""Verdict to the checks and the outcomes that lead to it; the others are decided by rules of their own."""

_SAYS_NOTHING = (Strength.NONE, Strength.CLAIMED)


def weighed(checks: Iterable[Check], verdict: Verdict, encumbered: Collection[str] = ()) -> tuple[Check, ...]:
    """The checks in order of weight, each with its bearing on this verdict.

    `encumbered` are the ids of the licenses with a restriction or an action: only they make a notice.
    """
    borne = [_borne(check, bearing_of(check, verdict, encumbered)) for check in checks]
    return tuple(sorted(borne, key=lambda check: _weight(check, verdict, encumbered)))


def _borne(check: Check, bearing: Bearing) -> Check:
    return check if check.bearing is bearing else replace(check, bearing=bearing)


def bearing_of(check: Check, verdict: Verdict, encumbered: Collection[str]) -> Bearing:
    """`decides` where the verdict rests on this check, `adds` where it shows more, `none` elsewhere."""
    if _decides(check, verdict) or _leads(check, verdict, encumbered):
        return Bearing.DECIDES
    if check.outcome is CheckOutcome.NO_EVIDENCE or check.strength in _SAYS_NOTHING:
        return Bearing.NONE
    return Bearing.ADDS


def _decides(check: Check, verdict: Verdict) -> bool:
    name, outcome = check.check_name, check.outcome
    if verdict in (Verdict.VERIFIED, Verdict.VERIFIED_WITH_NOTICE):
        return name in LICENSE_CONDITIONS and outcome is not CheckOutcome.NO_EVIDENCE
    if verdict is Verdict.NEEDS_REVIEW:
        lacks_end = name == "license_unexpired" and outcome is CheckOutcome.NO_EVIDENCE
        in_doubt = name in LICENSE_CONDITIONS and outcome is CheckOutcome.REVIEW
        return in_doubt or (lacks_end and check.license_id is not None)
    names, outcomes = _DECIDING[verdict]
    return name in names and outcome in outcomes


_BEARINGS = (Bearing.DECIDES, Bearing.ADDS, Bearing.NONE)


def _leads(check: Check, verdict: Verdict, encumbered: Collection[str]) -> bool:
    """Whether this is what earns the verdict its notice, or would where an end date is all that lacks."""
    may_tell = verdict in (Verdict.VERIFIED_WITH_NOTICE, Verdict.NO_END_DATE)
    return may_tell and earns_notice(check, encumbered)


def _weight(check: Check, verdict: Verdict, encumbered: Collection[str]) -> tuple[int, bool, int]:
    """Bearing first; what earns the notice leads where there is one; then the order of the names."""
    leads = _leads(check, verdict, encumbered)
    return _BEARINGS.index(check.bearing), not leads, ORDER.index(check.check_name)
