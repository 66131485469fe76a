"""Board cases of license holders: what a listing says about an action, in the words of its board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crawler.standin.chance import Chance


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a board; `number` and `reason` are empty where the listing has no such column."""

    number: str
    action: str
    reason: str
    started: date
    ended: date | None


_SANCTIONS = {
    "CO": ("Revocation", "Summary Suspension", "Stipulation", "Probation", "Suspension"),
    "IL": ("REVOKED", "SUSPENDED", "INDEFINITE SUSPENSION", "PROBATION", "REFUSE TO RENEW"),
    "DE": (
        "Final order: license suspended for six months",
        "Consent agreement: two years of probation, quarterly reports",
        "Final order: license revoked",
    ),
}
_LESSER = {
    "CO": ("Letter of Admonition", "Stipulation", "Fine", "Notice of Charges"),
    "IL": ("REPRIMAND", "FINE", "PROBATION", "NOTICE OF HEARING"),
    "DE": (
        "Letter of reprimand and fine of $500",
        "Consent agreement: six hours of ethics",
        "Formal complaint",
    ),
}
_REASONS = (
    "FAILURE TO FILE OR PAY TAXES",
    "UNPROFESSIONAL CONDUCT",
    "FAILURE TO COMPLETE CONTINUING EDUCATION",
    "SISTER STATE DISCIPLINE",
    "PRACTICE ON AN EXPIRED LICENSE",
)


def cases_of(chance: Chance, state: str, is_sanction: bool, issued: date, as_of: date) -> tuple[Case, ...]:
    """The cases of one license, oldest first; a sanction leads to its last one.

    Two licenses in a hundred have a lesser case without any sanction. Where the listing of
    the state has no case columns there are none.
    """
    if state not in _SANCTIONS or not (is_sanction or chance.happens(0.02)):
        return ()
    count = 1 + chance.happens(0.35) + chance.happens(0.12)
    span = max(10, (as_of - issued).days)
    days = sorted(chance.between(5, span - 1) for _ in range(count))
    made = [
        _case(chance, state, _LESSER[state], issued + timedelta(days=day), as_of, number)
        for number, day in enumerate(days)
    ]
    if is_sanction:
        made[-1] = _case(chance, state, _SANCTIONS[state], made[-1].started, as_of, count)
    return tuple(made)


def _case(
    chance: Chance, state: str, actions: tuple[str, ...], started: date, as_of: date, salt: int
) -> Case:
    ended = started + timedelta(days=chance.between(90, 1100)) if chance.happens(0.4) else None
    serial = chance.between(0, 999) * 10 + salt
    number = {"CO": f"{started.year}-9{serial:04d}", "IL": f"{started.year}9{serial:04d}"}.get(state, "")
    return Case(
        number=number,
        action=chance.pick(actions),
        reason=chance.pick(_REASONS) if state == "IL" else "",
        started=started,
        ended=ended if ended and ended < as_of and state in ("CO", "IL") else None,
    )


def order_of(chance: Chance, action: str, issued: date, as_of: date) -> tuple[Case, ...]:
    """The one order `action` that a listing shows as the current one."""
    started = issued + timedelta(days=chance.between(5, max(10, (as_of - issued).days) - 1))
    return (Case("", action, "", started, None),)
