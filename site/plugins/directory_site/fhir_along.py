"""The resources that come along with what a search in FHIR found: `_include` and `_revinclude`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from verify.fhir import ids
from verify.fhir.elements import Element
from verify.fhir.every import members_of, resources_of
from verify.fhir.facts import Facts
from verify.fhir.offered import FORWARD, REVERSE, Tie

from .fhir_finding import facts_of
from .reading import Build

MOST_ALONG = 500
"""Resources that come along on one page; what is left out is said."""

LEFT_OUT = f"Only the first {MOST_ALONG} resources that come along are here. Ask with a smaller _count."


class Along(NamedTuple):
    """The names of what is to come along: what was found refers to it, or it refers to what was found."""

    forward: tuple[str, ...] = ()
    reverse: tuple[str, ...] = ()


def come_along(
    build: Build, kind: str, found: list[Element], along: Along, today: date
) -> tuple[list[Element], str]:
    """What comes along, each once and in the order of kinds, and words where some was left out."""
    wanted = [to for name in along.forward for to in _references(found, FORWARD[kind][name])]
    ties = [REVERSE[kind][name] for name in along.reverse]
    here = [_address(each) for each in found]
    several = {
        _address(each): each
        for each in (*_named(build, wanted, today), *_referring(build, here, ties, today))
        if _address(each) not in here
    }
    every = sorted(several.values(), key=lambda each: str(each["resourceType"]))
    return every[:MOST_ALONG], LEFT_OUT if len(every) > MOST_ALONG else ""


def _named(build: Build, wanted: list[str], today: date) -> Iterator[Element]:
    """The resources of these addresses."""
    addresses = set(wanted)
    made = (each for facts in _owners(build, wanted) for each in resources_of(facts, today))
    return (each for each in made if _address(each) in addresses)


def _referring(build: Build, here: list[str], ties: list[Tie], today: date) -> Iterator[Element]:
    """The resources that refer to one of these addresses by one of the ties."""
    addresses = set(here)
    for facts in _owners(build, here) if ties else ():
        for each in (*resources_of(facts, today), *members_of(facts)):
            its = (to for tie in ties if tie.kind == each["resourceType"] for to in _references([each], tie))
            if not addresses.isdisjoint(its):
                yield each


def _owners(build: Build, addresses: Iterable[str]) -> list[Facts]:
    """The entries of which resources of these addresses are made."""
    own = (ids.read(address.rpartition("/")[2])[:1] for address in addresses)
    return facts_of(build, dict.fromkeys(entry_id for each in own for entry_id in each))


def _references(found: Iterable[Element], tie: Tie) -> Iterator[str]:
    for each in found:
        value = each.get(tie.element) or []
        yield from (to["reference"] for to in (value if isinstance(value, list) else [value]))


def _address(each: Element) -> str:
    return f"{each['resourceType']}/{each['id']}"
