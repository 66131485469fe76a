"""Pasted text as blocks: blank lines part them, wrapped lines go together, bullets and headings are alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.page.document import BlockKind

LONGEST_HEADING = 90
"""Characters of a line that may be a heading."""

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•·▪◦‣✓✔✅❌→>–—]|\(?\d{1,2}[.)]|\[\d{1,2}\]|[a-z]\))\s+\S")
_UNDERLINE = re.compile(r"[=\-_~*#]{3,}")
_ENDS = (".", "!", "?", "…", ":", ";", ",", '"', "”", ")")


def blocks_of(text: str) -> Iterator[tuple[int, int, BlockKind]]:
    """Start, end and kind of each block of a text, in order."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    wide = _is_wrapped(text, lines)
    group: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(lines):
        if group and not (wide and _goes_on(text, group[-1], (start, end))):
            yield _block(text, group, _next_is_apart(text, group[-1], start))
            group = []
        group.append((start, end))
        if number == len(lines) - 1:
            yield _block(text, group, is_apart=False)


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines are cut at a width: most long ones end within a sentence and none is very long."""
    lengths = [end - start for start, end in lines]
    longest = max(lengths, default=0)
    return 40 <= longest <= 130 and sum(length > 0.7 * longest for length in lengths) > len(lengths) / 4


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line goes on with the one before: no blank line between, no bullet, no short line before."""
    gap = text[before[1] : line[0]]
    if gap.count("\n") > 1 or _BULLET.match(text, line[0], line[1]):
        return False
    previous = text[before[0] : before[1]].strip()
    return len(previous) > 45 or (text[line[0] : line[1]].lstrip()[:1].islower() and len(previous) > 20)


def _next_is_apart(text: str, last: tuple[int, int], start: int) -> bool:
    return text[last[1] : start].count("\n") > 1


def _block(text: str, group: list[tuple[int, int]], is_apart: bool) -> tuple[int, int, BlockKind]:
    start, end = group[0][0], group[-1][1]
    return start, end, _kind(text[start:end].strip(), len(group), is_apart)


def _kind(block: str, lines: int, is_apart: bool) -> BlockKind:
    if _UNDERLINE.fullmatch(block):
        return BlockKind.NAVIGATION
    if block.startswith("#") and lines == 1:
        return BlockKind.HEADING
    if _BULLET.match(block):
        return BlockKind.ITEM
    if lines == 1 and len(block) <= LONGEST_HEADING and _looks_like_heading(block, is_apart):
        return BlockKind.HEADING
    return BlockKind.QUOTE if block[:1] in '"“' and block[-1:] in '"”' else BlockKind.PARAGRAPH


def _looks_like_heading(block: str, is_apart: bool) -> bool:
    words = block.split()
    if block.isupper() and len(words) > 1:
        return True
    if block.endswith(":"):
        return len(words) <= 10
    is_open = not block.endswith(_ENDS) or (block.endswith("?") and len(words) <= 12)
    return is_open and len(words) <= 12 and (is_apart or block.istitle())
