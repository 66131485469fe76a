"""What the commands `decide`, `suppress` and `dispute` write: one line, checked before it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from pathlib import Path

from crawler.records import CertificationRecord, EntryRecord, LicenseRecord, from_json
from verify.link_store import NEAR_MISSES, read_links
from verify.publish import decisions, disputes, suppression
from verify.publish.decisions import ClericalDecision, Word, record_hash
from verify.publish.errors import CannotRunError
from verify.publish.ledger import append_rows, ledger_lock, rewrite
from verify.publish.own_lists import read_own_entries
from verify.published import open_published
from verify.review import read_review


def decide(data: Path, entry_id: str, license_id: str, word: Word, reason: str, by: str, at: str) -> None:
    """`decisions.csv` has one line more, with the fingerprints of what is there now.

    Raises:
        CannotRunError: there is no such entry or license, a certificate is to be accepted, or the line
            may not be published as it is.
    """
    if word is Word.ACCEPT and _certificate(data, license_id):
        raise CannotRunError(
            f"{license_id!a} is a certificate: it can be rejected, or left unsure. Note one that you"
            f" looked up in {data / 'statements.csv'}."
        )
    hashes = _hashes(data, entry_id, license_id)
    record_decisions(data, [ClericalDecision(entry_id, license_id, word, reason, by, at, *hashes)])


def record_decisions(data: Path, said: Sequence[ClericalDecision]) -> None:
    """`decisions.csv` has a line more for each, or is as it was.

    Raises:
        CannotRunError: a line may not be published as it is.
    """
    path = data / decisions.FILE
    rows = [dict(zip(decisions.COLUMNS, astuple(each), strict=True)) for each in said]
    with ledger_lock(path):
        _add(path, decisions.COLUMNS, rows, lambda: decisions.read_decisions(data))


def take_back(data: Path, said: ClericalDecision) -> bool:
    """`decisions.csv` has the newest line that says just this no more; whether there was one.

    Raises:
        CannotRunError: the file can't be read.
    """
    path = data / decisions.FILE
    line = dict(zip(decisions.COLUMNS, map(str, astuple(said)), strict=True))
    with ledger_lock(path):
        rows = decisions.decision_lines(data)
        if line not in rows:
            return False
        rows.reverse()
        rows.remove(line)
        rewrite(path, decisions.COLUMNS, reversed(rows))
    return True


def _hashes(data: Path, entry_id: str, license_id: str) -> tuple[str, str]:
    """The fingerprints of a pair: of its link, else of the two records."""
    pair = entry_id, license_id
    with open_published(data) as connection:
        row = connection.execute(
            "SELECT entry_hash, license_hash FROM links WHERE entry_id = ? AND license_id = ?", pair
        ).fetchone()
    if row is not None:
        return row["entry_hash"], row["license_hash"]
    near = read_links(data / NEAR_MISSES, entry_id) if (data / NEAR_MISSES).exists() else iter(())
    for link in (*read_review(data / "review.csv"), *near):
        if (link.entry_id, link.license_id) == pair:
            return link.entry_hash, link.license_hash
    certificate = _certificate(data, license_id)
    row = certificate or _license(data, license_id)
    return record_hash(_entry(data, entry_id)), record_hash(row)


def _entry(data: Path, entry_id: str) -> EntryRecord:
    found = [from_json(EntryRecord, line) for line in _lines(data, "entry_id", entry_id)]
    found = found or [each for each in read_own_entries(data, {}) if each.entry_id == entry_id]
    if not found:
        raise CannotRunError(f"There is no entry {entry_id!a} among the records in {data}.")
    return found[0]


def _license(data: Path, license_id: str) -> LicenseRecord:
    found = [from_json(LicenseRecord, line) for line in _lines(data, "license_id", license_id)]
    if not found:
        raise CannotRunError(f"There is no license {license_id!a} among the records in {data}.")
    return found[0]


def _certificate(data: Path, certification_id: str) -> CertificationRecord | None:
    """The certificate with this id, where it is one; else None."""
    found = [from_json(CertificationRecord, x) for x in _lines(data, "certification_id", certification_id)]
    return found[0] if found else None


def _lines(data: Path, key: str, value: str) -> Iterator[str]:
    """The lines of all records whose first field is `key` with this value."""
    start = f'{{"{key}":"{value}",'
    for path in sorted((data / "records").glob("*/records.jsonl")):
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from (line for line in file if line.startswith(start))


def suppress(data: Path, entry_id: str, what: str, case: str, since: str) -> None:
    """`suppressions.csv` has one line more, unless it has that line; the key is made at its first use.

    Raises:
        RefusedError: there are suppressions already, and no key or another one.
        CannotRunError: the line can't be written as it is.
    """
    path = data / suppression.FILE
    with ledger_lock(path):
        key_hash = suppression.keyed_hash(suppression.key_for_writing(data), entry_id)
        known = suppression.read_suppressions(data)
        if key_hash in (known.entries if what == suppression.ENTRY else known.contacts):
            return
        row = dict(zip(suppression.COLUMNS, (key_hash, what, since, case), strict=True))
        _add(path, suppression.COLUMNS, [row], lambda: suppression.read_suppressions(data))


def open_dispute(data: Path, entry_id: str, kind: str, answer: str, day: str) -> str:
    """`disputes.csv` has one line more; its id.

    Raises:
        CannotRunError: the answer may not be published as it is.
    """
    path = data / disputes.FILE
    with ledger_lock(path):
        earlier = [each for each in disputes.read_disputes(data) if each.dispute_id.startswith(f"{day}-")]
        number = max((int(each.dispute_id.rpartition("-")[2]) for each in earlier), default=0) + 1
        cells = (f"{day}-{number}", entry_id, kind, day, "", "", "", answer)
        row = dict(zip(disputes.COLUMNS, cells, strict=True))
        _add(path, disputes.COLUMNS, [row], lambda: disputes.read_disputes(data))
    return cells[0]


def settle_dispute(data: Path, entry_id: str, kind: str, resolution: str, day: str) -> int:
    """Every open dispute of this entry and kind is acknowledged, and settled where there is a resolution.

    Returns how many there were.

    Raises:
        CannotRunError: the resolution may not be published as it is.
    """
    path = data / disputes.FILE
    with ledger_lock(path):
        rows = [asdict(each) for each in disputes.read_disputes(data)]
        open_ones = [r for r in rows if (r["entry_id"], r["kind"], r["resolved_on"]) == (entry_id, kind, "")]
        for row in open_ones:
            row["acknowledged_on"] = row["acknowledged_on"] or day
            if resolution:
                row.update(resolved_on=day, resolution=resolution)
        before = path.read_bytes() if path.exists() else None
        rewrite(path, disputes.COLUMNS, rows)
        _read_back(path, before, lambda: disputes.read_disputes(data))
    return len(open_ones)


def _add(
    path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]], read: Callable[[], object]
) -> None:
    before = path.read_bytes() if path.exists() else None
    append_rows(path, columns, rows)
    _read_back(path, before, read)


def _read_back(path: Path, before: bytes | None, read: Callable[[], object]) -> None:
    """The ledger can be read, or is as it was before."""
    try:
        read()
    except CannotRunError:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise
