"""The statement that fills `entry_search`: each entry with its number and what filters ask of it."""

from __future__ import annotations

from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS

_MARKS = {
    "board_notice": "k.check_name = 'license_unencumbered' AND k.outcome = 'notice'",
    "certified": "k.check_name = 'national_certification' AND k.outcome IN ('pass', 'notice')",
    "needling_stated": "k.check_name = 'needling_certification' "
    "AND (k.outcome IN ('pass', 'notice') OR k.strength = 'claimed')",
    "needling_evidenced": "k.check_name = 'needling_certification' AND k.outcome = 'pass'",
    "works_together": "k.check_name = 'clinic_collaboration' AND k.outcome = 'pass'",
}

LICENSED = "links k JOIN licenses l ON l.license_id = k.license_id AND k.decision = 'accept'"
"""Entries with the licenses that are theirs, to stand behind FROM."""

_STATES = f"""(
  SELECT group_concat(jurisdiction) FROM (
    SELECT DISTINCT l.jurisdiction FROM {LICENSED} WHERE k.entry_id = e.entry_id ORDER BY 1))"""  # noqa: S608

_SPOKEN = """(
  SELECT group_concat(statement_printed, ';') FROM (
    SELECT DISTINCT statement_printed FROM statements s
    WHERE s.entry_id = e.entry_id AND s.topic = 'language' ORDER BY 1))"""


def entry_search() -> str:
    """The statement; it needs the SQL function `fold`."""
    marks = " + ".join(f"{MARK_BITS[name]} * max({test})" for name, test in _MARKS.items())
    stated = " + ".join(
        f"{MARK_BITS[topic]} * max(topic = '{topic}')" for topic in ("telehealth", "language")
    )
    people = " + ".join(
        f"{bit} * max(profession = '{name}')" for name, bit in PROFESSION_BITS.items() if name != "clinic"
    )
    return f"""
        WITH marked AS (SELECT entry_id, {marks} AS marks FROM checks k GROUP BY entry_id),
        stated AS (SELECT entry_id, {stated} AS marks FROM statements GROUP BY entry_id),
        claimed AS (
          SELECT entry_id, {people} AS professions FROM (
            SELECT entry_id, profession FROM entry_claims UNION ALL SELECT entry_id, profession FROM entries)
          GROUP BY entry_id)
        INSERT INTO entry_search
        SELECT row_number() OVER (
            ORDER BY fold(coalesce(e.last_name, e.organization_name, e.name)), fold(e.name), e.entry_id),
          e.entry_id, e.kind, c.professions + {PROFESSION_BITS["clinic"]} * (e.kind = 'organization'),
          e.verdict, e.shown_until, coalesce(m.marks, 0) + coalesce(s.marks, 0),
          coalesce({_STATES}, ''), coalesce({_SPOKEN}, '')
        FROM entries e
        JOIN claimed c ON c.entry_id = e.entry_id
        LEFT JOIN marked m ON m.entry_id = e.entry_id
        LEFT JOIN stated s ON s.entry_id = e.entry_id
    """  # noqa: S608 - constants of this module
