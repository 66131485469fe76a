"""Which sources may be crawled side by side: one connection for each host. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def group_by_host(hosts: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The sources in chains such that no host is in two of them: one connection for each host."""
    chains: list[tuple[set[str], list[str]]] = []
    for name, wanted in hosts.items():
        shared = [chain for chain in chains if chain[0] & set(wanted)]
        merged = (
            set(wanted).union(*(chain[0] for chain in shared)),
            [*(n for chain in shared for n in chain[1]), name],
        )
        chains = [chain for chain in chains if chain not in shared] + [merged]
    return [names for _, names in chains]
