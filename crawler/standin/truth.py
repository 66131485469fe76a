"""Who is who: the answer that a matcher is measured against, and never reads."""

from __future__ import annotations

from crawler.standin.own_entries import OwnEntries
from crawler.standin.population import Population

COLUMNS = ("entry_id", "license_id", "person_id")
CLINIC_COLUMNS = ("clinic_entry_id", "entry_id", "shares")


def truth_rows(people: Population) -> list[tuple[str, str, str]]:
    """Every pair of an entry and a license of the same person, sorted.

    An entry without a license in any listing has one row with an empty license. Temporary
    permits are no licenses and do not occur; superseded rows do. Where the board repeats a
    number, it counts once. An organization's person is its clinic.
    """
    own: dict[str, set[str]] = {}
    for each in people.licenses:
        if each.license_id:
            own.setdefault(each.person.person_id, set()).add(each.license_id)
    for corporation in people.corporations:
        own.setdefault(corporation.clinic.clinic_id, set()).add(corporation.license_id)
    holders = [(each.registration.npi, each.person.person_id) for each in people.person_entries]
    holders += [(each.registration.npi, each.clinic.clinic_id) for each in people.clinic_entries]
    rows = [(npi, license_id, holder) for npi, holder in holders for license_id in own.get(holder, {""})]
    return sorted(rows)


def own_truth_rows(people: Population, own: OwnEntries) -> list[tuple[str, str, str]]:
    """The same of the entries on the maintainers' own list."""
    held: dict[str, set[str]] = {}
    for each in people.licenses:
        if each.license_id:
            held.setdefault(each.person.person_id, set()).add(each.license_id)
    persons = [(each.entry_id, each.subject.person.person_id) for each in own.people]
    persons += [(each.entry_id, each.entry_id) for each in own.clinics]
    return sorted((entry, license_id, who) for entry, who in persons for license_id in held.get(who, {""}))


def clinic_rows(people: Population) -> list[tuple[str, str, str]]:
    """Every pair of a clinic and a person's entry in one building, sorted, with what they share.

    `shares` is `suite_and_phone`, `suite` or `street`.
    """
    by_street = {}
    for clinic in people.clinic_entries:
        site = clinic.registration.practice
        by_street[(site.street, site.spot.zip5)] = clinic.registration
    rows = []
    for entry in people.person_entries:
        site = entry.registration.practice
        found = by_street.get((site.street, site.spot.zip5))
        if found:
            same_suite, same_phone = site.suite == found.practice.suite, site.phone == found.practice.phone
            shares = "suite_and_phone" if same_suite and same_phone else "suite" if same_suite else "street"
            rows.append((found.npi, entry.registration.npi, shares))
    return sorted(rows)


def csv_text(columns: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    """The rows as CSV; no value holds a comma or a quote."""
    return "".join(",".join(row) + "\n" for row in (columns, *rows))
