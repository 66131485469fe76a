"""Links between entries and licenses as rows, each with its comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verify.linkage.links import Link
from verify.publish.cells import Row, text
from verify.publish.decisions import Decided


def link_key(link: Link) -> str:
    """The key of a link: entry and license."""
    return f"{link.entry_id}:{link.license_id}"


def link_rows(links: Iterable[Link], model_version: str, decided: Decided) -> Iterator[Row]:
    """Rows of `links`, with the machine's own decision beside that of a person."""
    for link in links:
        pair = link.entry_id, link.license_id
        said = decided.said.get(pair)
        yield (
            link_key(link),
            link.entry_id,
            link.license_id,
            str(link.decision),
            float(link.probability),
            float(link.cut),
            float(link.weight_bits),
            link.rule,
            str(link.identity_class),
            link.reason,
            link.rival_license_id,
            None if link.rival_weight_bits is None else float(link.rival_weight_bits),
            link.entry_hash,
            link.license_hash,
            model_version,
            decided.machine.get(pair, str(link.decision)),
            said.decided_by if said else None,
            said.decided_at if said else None,
            said.reason if said else None,
        )


def comparison_rows(links: Iterable[Link]) -> Iterator[Row]:
    """Rows of `link_comparisons`, in the order in which the weights were added."""
    for link in links:
        for position, each in enumerate(link.comparisons, start=1):
            values = (text(each.entry_value), text(each.license_value))
            weight = float(each.weight_bits)
            yield link_key(link), position, each.comparison, each.level, *values, weight, each.reason
