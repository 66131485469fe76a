"""Which sources a run over all of them asks, and why it leaves the others out.

A run on a stand-in never asks a real service as well: fictional and real rows must not meet in one
directory, also not by pages saved in an inbox: those of the stand-in bear a mark. A run on the real
services asks only those whose owner's terms were read and recorded; the others wait until a maintainer has
asked and switched them on by name. A source that reads pages saved by a person waits until there are some.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.hosts import HostMap
from crawler.inbox import inbox_files
from crawler.source import Source
from crawler.stand_in_mark import is_of_stand_in


@dataclass(frozen=True, slots=True)
class Selection:
    """The sources to ask, and those left out with the reason in words; both in the order given."""

    names: tuple[str, ...]
    left_out: Mapping[str, str]


def select(
    sources: Mapping[str, type[Source]], hosts: HostMap, switched_on: Collection[str], data_dir: Path
) -> Selection:
    """The selection of a run over all sources. A source that reads an inbox alone waits for files in it.

    Raises:
        ValueError: a source is switched on that does not exist.
    """
    unknown = sorted(set(switched_on) - set(sources))
    if unknown:
        raise ValueError(f"CRAWLER_SWITCHED_ON names {', '.join(unknown)}, which is no source; see the list")
    left_out = {name: _reason(each, hosts, switched_on, data_dir) for name, each in sources.items()}
    names = tuple(name for name, reason in left_out.items() if not reason)
    return Selection(names, {name: reason for name, reason in left_out.items() if reason})


def _reason(source: type[Source], hosts: HostMap, switched_on: Collection[str], data_dir: Path) -> str:
    if is_of_stand_in(data_dir, source.inbox_folder):
        return "" if hosts.bases else "the pages in its inbox are fictional; take the folder away"
    if hosts.bases:
        is_mapped = any(host in hosts.bases for host in source.hosts)
        return "" if is_mapped else "the host map sends this run to a stand-in that does not serve it"
    if source.inbox_folder and not inbox_files(data_dir, source.inbox_folder):
        return f"nothing in the inbox {data_dir / 'inbox' / source.inbox_folder}"
    if source.is_off_by_default and source.name not in switched_on:
        return "no terms of its owner are recorded; ask, then name it in CRAWLER_SWITCHED_ON"
    return ""
