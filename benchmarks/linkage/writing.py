"""How one name gets written in two places: by its bearer in a directory, by a board on a roll."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.linkage.boards import NameOrder
from crawler.standin.chance import Chance
from crawler.standin.corruption import fold, typo
from crawler.standin.names import Identity, Name
from crawler.standin.origins import SYLLABIC
from crawler.standin.variants import NICKNAMES, ROMANIZATIONS

TYPO_RATE = 0.011


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as a directory entry has it, with the other name that it lists."""

    name: Name
    other_first: str
    other_last: str


def entry_name(chance: Chance, identity: Identity, habit: str) -> WrittenName:
    """The name as the person typed it into the directory."""
    name = _given(chance, identity, _style(chance, identity, habit))
    name = _surname(chance, identity, name, romanized=0.006)
    name = _shorter_middle(chance, name, full=0.33, initial=0.40)
    if chance.happens(0.018 if identity.origin in SYLLABIC else 0.004):
        name = replace(name, first=name.last, last=name.first)
    name = _mistyped(chance, name)
    other_last = identity.former_last if chance.happens(0.4) else ""
    is_alias_listed = identity.alias and identity.alias not in name.first and chance.happens(0.2)
    if chance.happens(0.7):
        name = Name(fold(name.first), fold(name.middle), fold(name.last), name.suffix)
    return WrittenName(name, identity.alias if is_alias_listed else "", other_last)


def roll_name(chance: Chance, identity: Identity, habit: str) -> Name:
    """The name as a board prints it: the legal one, before a change of surname more often than after."""
    name = _style(chance, identity, habit)
    if identity.former_last and chance.happens(0.9):
        name = replace(name, last=identity.former_last)
    if chance.happens(0.006):
        name = replace(name, first=_nickname(chance, name.first))
    name = _shorter_middle(chance, _surname(chance, identity, name, romanized=0.0), full=0.48, initial=0.32)
    if name.suffix and chance.happens(0.15):
        name = replace(name, suffix="")
    name = _mistyped(chance, name)
    return Name(fold(name.first), fold(name.middle), fold(name.last), name.suffix)


def display(name: Name, order: NameOrder) -> str:
    """The name in one string; empty for a board that prints parts."""
    if order is NameOrder.PARTS:
        return ""
    if order is NameOrder.FIRST_LAST:
        return _spaced(name.first, name.middle, name.last, name.suffix)
    if order is NameOrder.LAST_FIRST:
        return _spaced(name.last, name.suffix, name.first, name.middle)
    return f"{_spaced(name.last, name.suffix)}, {_spaced(name.first, name.middle)}"


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _style(chance: Chance, identity: Identity, habit: str) -> Name:
    """The name with a given name of two syllables in the person's habit, now and then in another."""
    name = identity.name
    parts = name.first.split(" ")
    if identity.origin not in SYLLABIC or len(parts) != 2:
        return name
    if chance.happens(0.07):
        habit = chance.pick(("joined", "hyphen", "apart", "middle"))
    head, tail = parts
    if habit == "joined":
        return replace(name, first=head + tail.lower())
    if habit == "hyphen":
        return replace(name, first=f"{head}-{tail}")
    return replace(name, first=head, middle=tail) if habit == "middle" and not name.middle else name


def _given(chance: Chance, identity: Identity, name: Name) -> Name:
    """The given name as the person goes by it."""
    if identity.alias and chance.happens(0.25):
        return replace(name, first=identity.alias, middle=name.first if chance.happens(0.5) else name.middle)
    point = chance.between(1, 1000)
    if point <= 150:
        return replace(name, first=_nickname(chance, name.first))
    if point <= 165 and len(name.middle) > 1:
        return replace(name, first=name.middle, middle="" if chance.happens(0.5) else name.first[0])
    if point <= 182:
        return replace(name, first=name.first[0])
    return name


def _surname(chance: Chance, identity: Identity, name: Name, romanized: float) -> Name:
    if identity.origin in SYLLABIC and chance.happens(romanized):
        return replace(name, last=chance.pick(ROMANIZATIONS.get(name.last, (name.last,))))
    if "-" not in name.last and " " not in name.last:
        return name
    point = chance.between(1, 100)
    if point <= 8:
        return replace(name, last=name.last.replace("-", " "))
    if point <= 12:
        return replace(name, last=name.last.replace(" ", "-"))
    if point <= 42 and "-" in name.last:
        return replace(name, last=name.last.split("-")[0 if chance.happens(0.6) else 1])
    return name


def _nickname(chance: Chance, first: str) -> str:
    return chance.pick(NICKNAMES.get(first, (first,)))


def _shorter_middle(chance: Chance, name: Name, full: float, initial: float) -> Name:
    if chance.happens(full):
        return name
    keeps_initial = chance.happens(initial / (1.0 - full))
    return replace(name, middle=name.middle[:1] if keeps_initial else "")


def _mistyped(chance: Chance, name: Name) -> Name:
    first, last = typo(chance, name.first, TYPO_RATE), typo(chance, name.last, TYPO_RATE)
    return replace(name, first=first, last=last)
