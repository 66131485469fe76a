"""Why an entry has its verdict: the checks, the links, every comparison with its bits, the rows read."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from verify.link_store import NEAR_MISSES, read_links
from verify.linkage.links import Decision
from verify.linkage.waterfall import cut_bits
from verify.linkage.waterfall_picture import picture
from verify.publish.errors import CannotRunError
from verify.published import open_published
from verify.review import read_review

Facts = dict[str, Any]


def explanation(data: Path, entry_id: str, license_id: str | None = None) -> Facts:
    """All that leads to the verdict of an entry: `entry`, `checks`, `links`.

    Each link carries its `comparisons` and its `license` row. Links in review and near misses come
    from private files, so an adverse one is shown here and on no page.

    Raises:
        CannotRunError: nothing is published, or there is no such entry or link.
    """
    with open_published(data) as connection:
        entries = _rows(connection, "SELECT * FROM entries WHERE entry_id = ?", entry_id)
        if not entries:
            raise CannotRunError(f"There is no entry {entry_id} in {data / 'directory.db'}.")
        checks = _rows(connection, "SELECT * FROM checks WHERE entry_id = ? ORDER BY position", entry_id)
        links = [
            {**link, "license": _license(connection, link["license_id"])}
            for link in _accepted(connection, entry_id) + _private(data, entry_id)
            if license_id in (None, link["license_id"])
        ]
    if license_id is not None and not links:
        raise CannotRunError(f"No link ties entry {entry_id} to license {license_id}.")
    return {"entry": entries[0], "checks": checks, "links": links}


def explanation_lines(facts: Facts) -> list[str]:
    """An explanation as lines to print."""
    entry = facts["entry"]
    lines = [
        f"{entry['name']} ({entry['profession']}), entry {entry['entry_id']}",
        f"Verdict: {entry['verdict']}. {entry['verdict_sentence']}",
        f"Checked on {entry['checked_on'] or '-'}, listing dated {entry['listing_as_of'] or '-'}, "
        f"shown until {entry['shown_until'] or '-'}",
        f"Entry read from {_evidence(entry)}",
        "",
        "Checks",
    ]
    lines += [f"  {c['outcome']:<12} {c['check_name']:<22} {c['sentence']}" for c in facts["checks"]]
    for link in facts["links"]:
        lines += ["", *_link_lines(link)]
    return lines if facts["links"] else [*lines, "", "No license row is linked, and none came near."]


def _link_lines(link: Facts) -> list[str]:
    record = link["license"]
    lines = [
        f"{_DECISIONS[link['decision']]}: license {record['license_number']} ({link['license_id']}), "
        f"{record['status_printed']}, runs until {record['expires_on'] or 'not stated'}",
        f"  by {link['rule']}, probability {link['probability']:.6f} (cut {link['cut']:g}): {link['reason']}",
    ]
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


def explanation_picture(facts: Facts) -> str:
    """The first link of an explanation as an SVG picture.

    Raises:
        CannotRunError: there is no link.
    """
    if not facts["links"]:
        raise CannotRunError("There is nothing to draw: no license row is linked, and none came near.")
    link, entry = facts["links"][0], facts["entry"]
    title = f"{_DECISIONS[link['decision']]}: {entry['name']} and license {link['license']['license_number']}"
    return picture(title, link["comparisons"], link)


_DECISIONS = {"accept": "Accepted", "review": "In review", "none": "Near miss, not linked"}


def _evidence(row: Facts) -> str:
    return (
        f"{row['source']}, row {row['row_number']} of {row['raw_sha256'][:12]}, {row['source_url']}, "
        f"dated {row['source_as_of'] or 'not stated'}, read {row['fetched_at']} by {row['parser_version']}"
    )


def _rows(connection: sqlite3.Connection, sql: str, *values: str) -> list[Facts]:
    return [dict(row) for row in connection.execute(sql, values)]


def _license(connection: sqlite3.Connection, license_id: str) -> Facts:
    found = _rows(connection, "SELECT * FROM licenses WHERE license_id = ?", license_id)
    if not found:
        raise CannotRunError(f"review.csv names license {license_id}, which the database lacks; build again.")
    return found[0]


def _accepted(connection: sqlite3.Connection, entry_id: str) -> list[Facts]:
    links = _rows(
        connection,
        "SELECT * FROM links WHERE entry_id = ? AND decision = ? ORDER BY weight_bits DESC, license_id",
        entry_id,
        str(Decision.ACCEPT),
    )
    select = "SELECT * FROM link_comparisons WHERE link_id = ? ORDER BY position"
    return [{**link, "comparisons": _rows(connection, select, link["link_id"])} for link in links]


def _private(data: Path, entry_id: str) -> list[Facts]:
    """Links in review, then near misses, the heaviest first."""
    waiting = [link for link in read_review(data / "review.csv") if link.entry_id == entry_id]
    missed = list(read_links(data / NEAR_MISSES, entry_id)) if (data / NEAR_MISSES).exists() else []
    missed.sort(key=lambda link: (-link.weight_bits, link.license_id))
    return list(map(asdict, waiting + missed))
