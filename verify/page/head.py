"""What a page says of itself to machines, in its head and in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

from verify.page.document import Head

LONGEST_VALUE = 200
MOST_NODES = 500
"""Nodes of JSON-LD that are looked at; deeper ones are left."""

_PEOPLE = ("Person",)
_AUTHOR_TAGS = ("author", "article:author", "parsely-author", "dc.creator", "citation_author")


def read_head(tree: html.HtmlElement) -> Head:
    """The hints in the head of a page; empty where it gives none."""
    nodes = list(_nodes(tree))
    return Head(
        title=_cut(tree.findtext(".//title") or ""),
        language=_cut(tree.get("lang") or tree.get("xml:lang") or ""),
        authors=_each([*_meta(tree, *_AUTHOR_TAGS), *_authors(nodes)]),
        organizations=_each([*_meta(tree, "og:site_name", "application-name"), *_organizations(nodes)]),
        published=next(iter([*_meta(tree, "article:published_time"), *_values(nodes, "datePublished")]), ""),
        modified=next(iter([*_meta(tree, "article:modified_time"), *_values(nodes, "dateModified")]), ""),
    )


def _meta(tree: html.HtmlElement, *names: str) -> Iterator[str]:
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        value = _cut(element.get("content") or "")
        if name in names and value and not value.startswith("http"):
            yield value


def _nodes(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    waiting: list[Any] = []
    for element in tree.iter("script"):
        if (element.get("type") or "").lower().strip() == "application/ld+json":
            try:
                waiting.append(json.loads(element.text or ""))
            except (ValueError, RecursionError):
                continue
    count = 0
    while waiting and count < MOST_NODES:
        node = waiting.pop(0)
        count += 1
        if isinstance(node, dict):
            yield node
            waiting += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += [value for value in node if isinstance(value, dict | list)]


def _authors(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        listed = node.get("author")
        for each in listed if isinstance(listed, list) else [listed]:
            if isinstance(each, str):
                yield _cut(each)
            elif isinstance(each, dict) and _is_a(each, *_PEOPLE) and isinstance(each.get("name"), str):
                yield _cut(each["name"])


def _organizations(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        name = node.get("name")
        if (
            isinstance(name, str)
            and not _is_a(node, *_PEOPLE)
            and (node.get("address") or _is_business(node))
        ):
            yield _cut(name)


def _is_business(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    words = ("Organization", "Business", "Clinic", "Physi", "Medical", "Hospital")
    return any(
        word in str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) for word in words
    )


def _is_a(node: dict[str, Any], *wanted: str) -> bool:
    kinds = node.get("@type")
    return any(kind in wanted for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _values(nodes: list[dict[str, Any]], key: str) -> Iterator[str]:
    yield from (_cut(node[key]) for node in nodes if isinstance(node.get(key), str))


def _each(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _cut(text: str) -> str:
    return " ".join(text[: 4 * LONGEST_VALUE].split())[:LONGEST_VALUE]
