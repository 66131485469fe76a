"""Questions that compare a new database with the published one: has it moved more than a week can move it?

The bounds are set from healthy runs and from what boards do in a year. They are never moved to fit a bad run:
who knows why it moved so far gives a reason, which is published with the release.
"""

from __future__ import annotations

from verify.publish.question import Question

LEAST_ENTRIES = 0.8
"""Share of the published entries that must still be there. A month of NPPES takes away less than 1 %. It is
the bound of a crawl, so that several sources together can't lose what one may not."""

LEAST_VERIFIED = 0.9
"""Share of the published verified entries that must be left. A healthy week moves less than 1 %. A board
whose licenses all end on one day moves its own by about a tenth, and it is one board of many."""

LEAST_OF_A_SOURCE = 0.8
"""Share of the published records of a source that must be there: the bound of a single crawl, held here too,
because several crawls within it may come before one release."""

STATUS_BAND = 0.2
"""How far the share of a status among the licenses of a source may move, 0 to 1: the band of a crawl, which
knows the active ones alone. All licenses of a board ending on one day moves it by about a tenth."""

UNKNOWN_BAND = 0.05
"""How far the share of licenses of unknown status may rise in a source, 0 to 1. A healthy source has under
1 %; a crawl believes up to a tenth of new words, which several weeks must not add up."""

FEW = 50
"""Shares of fewer licenses than this say little, and are not compared."""

MOVED_SHARE, MOVED_FEW = 0.02, 20
"""Share of the entries with an accepted license that may be tied to others though neither side changed, and a
number that is always forgiven. With what was learned left as it is none do, and learning anew moves few."""

_ENTRY = "e.first_name, e.middle_name, e.last_name, e.suffix, e.city, e.state, e.zip5"
_LICENSE = (
    "c.first_name, c.middle_name, c.last_name, c.suffix, c.license_number, c.city, c.state, c.zip5, "
    "c.status, c.is_superseded, c.discipline"
)


def _fallen(table: str, condition: str, least: float) -> str:
    """One row where a count is under the least share of the published one."""
    return f"""
        SELECT n.new || ' now, ' || n.old || ' published' FROM (
          SELECT (SELECT count(*) FROM main.{table} WHERE {condition}) AS new,
                 (SELECT count(*) FROM published.{table} WHERE {condition}) AS old) n
        WHERE n.new < {least} * n.old
        """  # noqa: S608


def _shares(schema: str) -> str:
    return f"""
        SELECT source, status, count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY source) AS share,
          sum(count(*)) OVER (PARTITION BY source) AS total
        FROM {schema}.licenses GROUP BY source, status"""  # noqa: S608


_MIXES = f"""
        WITH new AS ({_shares("main")}), old AS ({_shares("published")}),
          both AS (
            SELECT source, status FROM new UNION SELECT source, status FROM old),
          sizes AS (
            SELECT n.source FROM (SELECT DISTINCT source, total FROM new) n
            JOIN (SELECT DISTINCT source, total FROM old) o ON o.source = n.source
            WHERE n.total >= {FEW} AND o.total >= {FEW}),
          moves AS (
            SELECT b.source, b.status, coalesce(n.share, 0) AS now, coalesce(o.share, 0) AS before
            FROM both b JOIN sizes s ON s.source = b.source
            LEFT JOIN new n ON n.source = b.source AND n.status = b.status
            LEFT JOIN old o ON o.source = b.source AND o.status = b.status)
        SELECT printf('%s: %s %.0f %%, published %.0f %%', source, status, now * 100, before * 100)
        FROM moves
"""  # noqa: S608


def _ties(schema: str, other: str) -> str:
    """Entries that `schema` ties to a license and `other` does not, though both know both sides alike."""
    return f"""
        SELECT DISTINCT l.entry_id FROM {schema}.links l
        JOIN {schema}.entries e ON e.entry_id = l.entry_id
        JOIN {schema}.licenses c ON c.license_id = l.license_id
        WHERE l.decision = 'accept' AND l.decided_by IS NULL
          AND NOT EXISTS (SELECT 1 FROM {other}.links o WHERE o.entry_id = l.entry_id
            AND o.license_id = l.license_id AND (o.decision = 'accept' OR o.decided_by IS NOT NULL))
          AND EXISTS (SELECT {_ENTRY} INTERSECT
            SELECT {_ENTRY} FROM {other}.entries e WHERE e.entry_id = l.entry_id)
          AND EXISTS (SELECT {_LICENSE} INTERSECT
            SELECT {_LICENSE} FROM {other}.licenses c WHERE c.license_id = l.license_id)
          AND NOT EXISTS (
            SELECT state, license_number FROM {schema}.entry_claims k WHERE k.entry_id = l.entry_id
            EXCEPT SELECT state, license_number FROM {other}.entry_claims k WHERE k.entry_id = l.entry_id)
        """  # noqa: S608


_IDENTITY = f"""
        WITH moved AS ({_ties("main", "published")} UNION {_ties("published", "main")}),
          n AS (SELECT (SELECT count(*) FROM moved) AS moved, (SELECT min(entry_id) FROM moved) AS first,
            (SELECT count(DISTINCT entry_id) FROM published.links WHERE decision = 'accept') AS tied)
        SELECT moved || ' of ' || tied || ' entries, the first is ' || first FROM n
        WHERE moved > {MOVED_FEW} AND moved > {MOVED_SHARE} * tied
"""  # noqa: S608

DRIFT: tuple[Question, ...] = (
    Question(
        "entries_not_collapsed",
        f"there are fewer than {LEAST_ENTRIES:.0%} of the published entries",
        _fallen("entries", "1", LEAST_ENTRIES),
        is_about_published=True,
        look_at="the source of entries in `practitioners sources`",
    ),
    Question(
        "verified_not_collapsed",
        f"there are fewer than {LEAST_VERIFIED:.0%} of the published verified entries",
        _fallen("entries", "verdict = 'verified'", LEAST_VERIFIED),
        is_about_published=True,
        look_at="sources that failed or are old, and at the changes of kind verdict in the refused database",
    ),
    Question(
        "source_not_collapsed",
        f"a source has fewer than {LEAST_OF_A_SOURCE:.0%} of its published records",
        f"""
        SELECT o.source || ': ' || coalesce(n.records_count, 0) || ' now, ' || o.records_count || ' published'
        FROM published.sources o LEFT JOIN main.sources n ON n.source = o.source
        WHERE o.source NOT LIKE 'own\\_%' ESCAPE '\\'
          AND coalesce(n.records_count, 0) < {LEAST_OF_A_SOURCE} * o.records_count
        ORDER BY o.source
        """,  # noqa: S608
        is_about_published=True,
        look_at="its listing, and at its last_crawl.json",
    ),
    Question(
        "status_mix_in_its_band",
        f"the share of a status moved by more than {STATUS_BAND * 100:.0f} points",
        f"{_MIXES} WHERE abs(now - before) > {STATUS_BAND} ORDER BY source, status",
        is_about_published=True,
        look_at="the status words of the listing, and at data/codes/status_vocabulary.csv",
    ),
    Question(
        "few_unknown_statuses",
        f"the share of licenses of unknown status rose by more than {UNKNOWN_BAND * 100:.0f} points",
        f"{_MIXES} WHERE status = 'unknown' AND now - before > {UNKNOWN_BAND} ORDER BY source",
        is_about_published=True,
        look_at="unknown_statuses in the source's report.json; add the words to status_vocabulary.csv",
    ),
    Question(
        "identity_moves_with_its_source",
        "entries are tied to other licenses though neither side changed",
        _IDENTITY,
        is_about_published=True,
        look_at="the changes of kind match in the refused database, and whether linking was learned anew",
    ),
)
"""Each of them can be overruled with `--accept REASON`."""
