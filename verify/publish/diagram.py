"""The entity diagram: tables and the keys that lead from one to another, drawn from the schema alone.

`python -m verify.publish.diagram` writes it anew: with a style sheet of its own for `docs`, and bare for the
page of the database, whose style sheet has the same tokens.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from verify.publish.codes import ROOT
from verify.publish.schema import create_statements

IN_DOCS = ROOT / "docs" / "entities.svg"
IN_PAGES = ROOT / "site" / "templates" / "_entities.html"

EVERYWHERE = "sources"
"""Almost every table leads to this one; a dot in the box says so instead of a line."""

WIDTH, HEAD, LINE, GAP, ACROSS, EDGE = 178, 26, 18, 16, 84, 8

STYLE = """\
svg { --card:#fdfefc; --ink:#14252b; --muted:#46595c; --line:#c8d5ca; --edge:#71868a; --lit:#103c42;
  background:var(--card); font:14px "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif }
@media (prefers-color-scheme: dark) { svg { --card:#162427; --ink:#e8f0ec; --muted:#aebfbb; --line:#30464a;
  --edge:#809799; --lit:#7cc4cb } }
.e-box { fill:var(--card); stroke:var(--edge) } .e-name { fill:var(--ink); font-weight:600 }
.e-key { fill:var(--muted); font-size:13px } .e-lead { fill:none; stroke:var(--edge); stroke-width:1.5 }
.e-dot { fill:var(--lit) }"""


@dataclass(frozen=True, slots=True)
class Key:
    """A column of `table` whose values are those of a column of `parent`."""

    table: str
    column: str
    parent: str


@dataclass(frozen=True, slots=True)
class Box:
    """A table in the picture: where its upper left corner is, and its keys in their order."""

    name: str
    x: int
    y: int
    keys: tuple[Key, ...]
    has_source: bool

    @property
    def height(self) -> int:
        """Head and one line for each key."""
        return HEAD + LINE * len(self.keys) + (6 if self.keys else 0)

    def y_of(self, key: Key) -> int:
        """The middle of the line of a key."""
        return self.y + HEAD + LINE * self.keys.index(key) + LINE // 2


def keys_of_schema() -> list[Key]:
    """Every key of the schema, by table and place of the column."""
    connection = sqlite3.connect(":memory:")
    for statement in create_statements():
        connection.execute(statement)
    sql = (
        'SELECT m.name, k."from", k."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k '
        "WHERE m.type = 'table' ORDER BY m.rowid, k.id DESC"
    )
    found = [Key(*row) for row in connection.execute(sql)]
    connection.close()
    return found


def layers(keys: Iterable[Key]) -> list[list[str]]:
    """Tables in layers: each leads to earlier layers alone, and stands near those it leads to."""
    parents: dict[str, set[str]] = {}
    for key in keys:
        parents.setdefault(key.parent, set())
        parents.setdefault(key.table, set()).update({key.parent} - {key.table})
    ranks: dict[str, int] = {}
    while len(ranks) < len(parents):
        ready = [name for name in parents if name not in ranks and parents[name] <= ranks.keys()]
        ranks |= {name: 1 + max((ranks[up] for up in parents[name]), default=-1) for name in ready}
    ordered: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
    places: dict[str, float] = {}
    for rank, layer in enumerate(ordered):
        names = [name for name in parents if ranks[name] == rank]
        middle = {n: sum(places[up] for up in parents[n]) / (len(parents[n]) or 1) for n in names}
        layer.extend(sorted(names, key=lambda name: (middle[name], name)))
        places |= {name: at / len(names) for at, name in enumerate(layer)}
    return ordered


def boxes(keys: Sequence[Key]) -> dict[str, Box]:
    """Every table with a key, placed; keys to `EVERYWHERE`, and of a table to itself, are no lines."""
    drawn = [key for key in keys if EVERYWHERE not in (key.parent, key.table)]
    with_source = {key.table for key in keys if key.parent == EVERYWHERE}
    placed: dict[str, Box] = {}
    for rank, layer in enumerate(layers(drawn)):
        y = EDGE
        for name in layer:
            own = tuple(key for key in drawn if key.table == name)
            box = Box(name, EDGE + rank * (WIDTH + ACROSS), y, own, name in with_source)
            placed[name] = box
            y += box.height + GAP
    return placed


def diagram(keys: Sequence[Key], style: str = "") -> str:
    """The picture as SVG, in the same words for who can't see it; `style` goes into the file."""
    placed = boxes(keys)
    width = max(box.x for box in placed.values()) + WIDTH + EDGE
    height = max(box.y + box.height for box in placed.values()) + EDGE
    said = " ".join(f"{key.table}.{key.column} leads to {key.parent}." for key in keys)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="e-title e-said">',
        '<title id="e-title">Tables and the keys that lead from one to another</title>',
        f'<desc id="e-said">{escape(said)}</desc>',
        *([f"<style>\n{style}\n</style>"] if style else []),
        *_leads(placed),
        *(line for box in placed.values() for line in _drawn(box)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _leads(placed: Mapping[str, Box]) -> Iterator[str]:
    for box in placed.values():
        for key in (each for each in box.keys if each.parent != box.name):
            parent = placed[key.parent]
            start, end = f"{box.x} {box.y_of(key)}", f"{parent.x + WIDTH} {parent.y + HEAD // 2}"
            bend = ACROSS // 2
            near, far = f"{box.x - bend} {box.y_of(key)}", f"{parent.x + WIDTH + bend} {parent.y + HEAD // 2}"
            yield f'<path class="e-lead" d="M{start}C{near} {far} {end}"/>'


def _drawn(box: Box) -> Iterator[str]:
    yield f'<rect class="e-box" x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="5"/>'
    yield f'<text class="e-name" x="{box.x + 10}" y="{box.y + 18}">{escape(box.name)}</text>'
    if box.has_source:
        yield f'<circle class="e-dot" cx="{box.x + WIDTH - 13}" cy="{box.y + 13}" r="5"/>'
    for key in box.keys:
        yield f'<text class="e-key" x="{box.x + 10}" y="{box.y_of(key) + 5}">{escape(key.column)}</text>'


def main() -> None:
    """Both files hold the diagram of the present schema."""
    keys = keys_of_schema()
    IN_DOCS.write_text(diagram(keys, STYLE), encoding="utf-8")
    IN_PAGES.write_text(diagram(keys), encoding="utf-8")


if __name__ == "__main__":
    main()
