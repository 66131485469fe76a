"""The ways in which one person's name gets written differently in two places."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from crawler.standin.chance import Chance
from crawler.standin.names import Identity, Name
from crawler.standin.origins import SYLLABIC
from crawler.standin.variants import NICKNAMES, ROMANIZATIONS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def fold(text: str) -> str:
    """The text in plain ASCII letters, as most boards keep it: `Peña` becomes `Pena`."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("Ø", "O"))
    return plain.encode("ascii", "ignore").decode("ascii")


def typo(chance: Chance, text: str, rate: float = 0.01) -> str:
    """The text, at `rate` with one letter dropped, doubled, replaced or swapped with the next."""
    if len(text) < 4 or not chance.happens(rate):
        return text
    at = chance.between(1, len(text) - 2)
    before, letter, after = text[:at], text[at], text[at + 1 :]
    return chance.pick(
        (
            before + after,
            before + letter + letter + after,
            before + chance.pick(_LETTERS) + after,
            before + after[0] + letter + after[1:],
        )
    )


def styled_given(chance: Chance, name: Name) -> Name:
    """A syllabic given name as someone writes it: joined, with a hyphen, apart, or as two names."""
    parts = name.first.split(" ")
    if len(parts) != 2:
        return name
    head, tail = parts
    roll = chance.between(1, 100)
    if roll <= 45:
        return replace(name, first=head + tail.lower())
    if roll <= 60:
        return replace(name, first=f"{head}-{tail}")
    if roll <= 85 or name.middle:
        return name
    return replace(name, first=head, middle=tail)


def board_name(chance: Chance, identity: Identity) -> Name:
    """The name as a board prints it: the legal one, before a marriage more often than after it."""
    name = styled_given(chance, identity.name)
    if identity.former_last and chance.happens(0.55):
        name = replace(name, last=identity.former_last)
    if chance.happens(0.02):
        name = replace(name, first=_nickname(chance, name.first))
    name = _short_middle(chance, name, initial=0.3, none=0.2)
    if name.suffix and chance.happens(0.2):
        name = replace(name, suffix="")
    return Name(fold(typo(chance, name.first)), fold(name.middle), fold(typo(chance, name.last)), name.suffix)


def entry_name(chance: Chance, identity: Identity) -> Name:
    """The name as the person typed it into the registry, in letters of mixed case."""
    name = identity.name
    if identity.alias and chance.happens(0.4):
        name = _with_alias(chance, name, identity.alias)
    name = styled_given(chance, name)
    name = _renamed(chance, name, identity)
    if identity.origin in SYLLABIC and chance.happens(0.02):
        name = replace(name, last=chance.pick(ROMANIZATIONS.get(name.last, (name.last,))))
    name = _short_middle(chance, name, initial=0.35, none=0.35)
    if name.suffix and chance.happens(0.3):
        name = replace(name, suffix="")
    name = replace(name, first=typo(chance, name.first), last=typo(chance, name.last))
    is_far = identity.origin in SYLLABIC
    if chance.happens(0.015 if is_far else 0.002):
        name = replace(name, first=name.last, last=name.first)
    if chance.happens(0.7):
        name = Name(fold(name.first), fold(name.middle), fold(name.last), name.suffix)
    return name


def _renamed(chance: Chance, name: Name, identity: Identity) -> Name:
    roll = chance.between(1, 1000)
    if roll <= 65:
        return replace(name, first=_nickname(chance, name.first))
    if roll <= 76 and len(name.middle) > 1:
        return replace(name, first=name.middle, middle="" if chance.happens(0.5) else name.first[0])
    if roll <= 84:
        return replace(name, first=name.first[0])
    if identity.former_last and chance.happens(0.15):
        return replace(name, last=identity.former_last)
    return _shorter_compound(chance, name)


def _shorter_compound(chance: Chance, name: Name) -> Name:
    if "-" not in name.last and " " not in name.last:
        return name
    roll = chance.between(1, 100)
    if roll <= 12:
        return replace(name, last=name.last.replace("-", " "))
    if roll <= 20:
        return replace(name, last=name.last.replace(" ", "-"))
    if roll <= 26 and "-" in name.last:
        return replace(name, last=name.last.split("-")[chance.between(0, 1)])
    return name


def _with_alias(chance: Chance, name: Name, alias: str) -> Name:
    if chance.happens(0.5):
        return replace(name, first=alias, middle=name.first)
    if chance.happens(0.5):
        return replace(name, first=alias)
    return replace(name, middle=alias)


def _nickname(chance: Chance, first: str) -> str:
    return chance.pick(NICKNAMES.get(first, (first,)))


def _short_middle(chance: Chance, name: Name, initial: float, none: float) -> Name:
    if chance.happens(none):
        return replace(name, middle="")
    if chance.happens(initial / (1.0 - none)):
        return replace(name, middle=name.middle[:1])
    return name
