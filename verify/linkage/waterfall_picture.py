"""The waterfall of a link as a picture in a file of its own: SVG without script, light and dark.

Words and one bar for each comparison, 400 units wide: on a phone the words are as large as other text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count
from textwrap import wrap
from typing import Any

from verify.linkage.waterfall import MARGIN, WIDTH, Bar, Waterfall, waterfall

COLUMNS = 46
"""Letters of one line; the widest letters of the house's face still fit beside the bits."""

LINE, BAR, GAP, TOP = 18, 12, 12, 20

STYLE = """\
svg { --paper:#fdfefc; --ink:#14252b; --muted:#46595c; --line:#c8d5ca; --edge:#71868a; --sunk:#e5ede4;
  --verified:#0f5429; --inactive:#572768; max-width:40rem; background:var(--paper);
  font:14px -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif }
@media (prefers-color-scheme: dark) { svg { --paper:#162427; --ink:#e8f0ec; --muted:#aebfbb; --line:#30464a;
  --edge:#809799; --sunk:#0b1416; --verified:#a8e8ba; --inactive:#e2c5f3 } }
text { fill:var(--ink) } .head, .bits { font-weight:600 } .bits { text-anchor:end }
.note { fill:var(--muted) }
.track { fill:var(--sunk) } .up { fill:var(--verified) } .down { fill:var(--inactive) }
.nil { fill:var(--edge) } .sum { fill:var(--ink) } .zero { stroke:var(--edge) }
.cut { stroke:var(--ink); stroke-width:1.5; stroke-dasharray:4 3 }
.halo { stroke:var(--paper); stroke-width:4 }"""
"""The tokens of `site/static/style.css`; the file is opened alone, where that sheet is not."""


def picture(title: str, comparisons: Sequence[Mapping[str, Any]], link: Mapping[str, Any]) -> str:
    """An SVG file that draws a link: a bar for each comparison, the sum, zero and the cut.

    `title` and all sentences are words of listings, and are written as text whatever they hold.
    """
    figure = waterfall(comparisons, link)
    head = wrap(_plain(title), COLUMNS + 6)
    notes = wrap(_legend(figure), COLUMNS + 6)
    rows = [*figure.bars, Bar(f"Sum: {figure.odds}", figure.sum.bits, "sum", figure.sum.x, figure.sum.width)]
    body, bottom = _rows(rows, figure, TOP + LINE * len(head))
    height = bottom + LINE * (len(notes) + 1)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height}" role="img" '
        f'aria-labelledby="title description">',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="description">{_text(" ".join(_described(rows, figure)))}</desc>',
        f"<style>\n{STYLE}\n</style>",
        *_words(head, TOP, "head"),
        *body,
        *_words(notes, bottom + LINE, "note"),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _rows(rows: Sequence[Bar], figure: Waterfall, top: int) -> tuple[list[str], int]:
    """Words and bar of each row, zero and the cut drawn over the bar, and where the last of them ends."""
    found: list[str] = []
    for row in rows:
        words = wrap(_plain(row.reason), COLUMNS)
        found += _words(words, top + LINE, "sentence")
        right = WIDTH - MARGIN
        found.append(f'<text class="bits" x="{right:g}" y="{top + LINE}">{row.bits}</text>')
        top += LINE * len(words) + GAP // 2
        track = f'<rect class="track" x="{MARGIN:g}" y="{top}" width="{right - MARGIN:g}" height="{BAR}"/>'
        bar = f'<rect class="{row.css}" x="{row.x:g}" y="{top}" width="{row.width:g}" height="{BAR}"/>'
        found += [track, bar, *_verticals(figure, top - 2, top + BAR + 2)]
        top += BAR + GAP // 2
    return found, top


def _verticals(figure: Waterfall, top: int, bottom: int) -> Iterator[str]:
    yield f'<path class="zero" d="M{figure.zero:g} {top}V{bottom}"/>'
    if figure.cut is not None:
        path = f'd="M{figure.cut:g} {top}V{bottom}"/>'
        yield f'<path class="halo" {path}<path class="cut" {path}'


def _words(lines: Sequence[str], top: int, css: str) -> Iterator[str]:
    for line, y in zip(lines, count(top, LINE), strict=False):
        yield f'<text class="{css}" x="{MARGIN:g}" y="{y}">{_text(line)}</text>'


def _described(rows: Sequence[Bar], figure: Waterfall) -> Iterator[str]:
    yield from (f"{row.reason.rstrip('.')}: {row.bits} bits." for row in rows)
    yield _legend(figure)


def _legend(figure: Waterfall) -> str:
    if figure.cut is None:
        return "Solid line: zero. No weight would have been enough. One bit more means twice as likely."
    return (
        f"Solid line: zero. Dashed line: {figure.cut_bits} bits, the weight that was needed against the "
        "nearest rival. One bit more means twice as likely."
    )


def _plain(text: str) -> str:
    """The text without what XML can't hold."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _text(text: str) -> str:
    return escape(_plain(text), quote=False)
