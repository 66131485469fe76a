"""The store of explanations beside two linked lists: every link with its factors, and the models behind it.

`links.jsonl` holds one link a line, near misses included; `model.json` all parameters, with which
`practitioners replay` makes the same links again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from verify.linkage.links import Link, link_from_facts
from verify.linkage.name_order import NameOrder
from verify.linkage.stored_model import Models, StoredModelError, model_of, organization_model_of
from verify.publish.errors import CannotRunError

LINKS, MODEL = "links.jsonl", "model.json"
NEAR_MISSES = "near_misses.jsonl"
"""The near misses of a published database: private, for they may name people who were not linked."""


@dataclass(frozen=True, slots=True)
class Store:
    """Links, sorted by entry and row, the models that made them, and the order of names in each state.

    `versions` are those that the store states for its models, which is what they had when they were
    written.
    """

    links: Sequence[Link]
    models: Models
    name_orders: Mapping[str, NameOrder]
    versions: tuple[str, str]


def write_store(folder: Path, store: Store) -> None:
    """`folder` holds the store; each file is there in full or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        **store.models.persons.facts(),
        "organizations": store.models.organizations.facts(),
        "name_orders": {state: order.name for state, order in sorted(store.name_orders.items())},
    }
    lines = (
        json.dumps({**asdict(link), "model_version": store.models.version_of(link.rule)}, ensure_ascii=False)
        for link in store.links
    )
    write_lines(folder / LINKS, lines)
    write_lines(folder / MODEL, [json.dumps(facts, indent=2)])


def read_store(folder: Path) -> Store:
    """The store in `folder`.

    Raises:
        CannotRunError: a file is missing or can't be read; the sentence says which line.
    """
    path = folder / MODEL
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        models = Models(model_of(facts), organization_model_of(facts["organizations"]))
        orders = {state: NameOrder[name] for state, name in facts["name_orders"].items()}
        versions = str(facts["version"]), str(facts["organizations"]["version"])
    except (OSError, StoredModelError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotRunError(
            f"{path} can't be read ({error!r}); write it anew with `practitioners link --explain`."
        ) from error
    return Store(list(read_links(folder / LINKS)), models, orders, versions)


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """`path` holds the lines, in full or not at all, readable by its owner alone."""
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    partial.replace(path)


def link_lines(links: Iterable[Link]) -> Iterator[str]:
    """Each link as a line of JSON that begins with its entry."""
    return (json.dumps(asdict(link), ensure_ascii=False) for link in links)


def read_links(path: Path, entry_id: str | None = None) -> Iterator[Link]:
    """The links of a file with one link a line, or those of one entry alone.

    Raises:
        CannotRunError: the file is missing, or a line is no link.
    """
    wanted = "" if entry_id is None else json.dumps({"entry_id": entry_id}, ensure_ascii=False)[:-1] + ","
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.startswith(wanted):
                    yield _link(path, number, line)
    except OSError as error:
        raise CannotRunError(f"{path} can't be read: {error.strerror}.") from error


def _link(path: Path, number: int, line: str) -> Link:
    try:
        return link_from_facts(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRunError(
            f"{path}, line {number}: is no link ({error!r}); write the file anew."
        ) from error
