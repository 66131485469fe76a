"""What our own codes and our own extension mean: `CodeSystem` and `StructureDefinition`."""

from __future__ import annotations

from collections.abc import Iterator

from verify.fhir.actions import BOARD_ACTIONS
from verify.fhir.elements import Element, resource
from verify.linkage.verdict_labels import VERDICT_LABELS

VERDICTS = "urn:uuid:3f0b6d1e-6a57-4d0c-9c57-0c5b8f6f4a1d"
"""Our verdicts as a system of codes; `disputed` is a mark beside them."""

MEANINGS = {
    "verified": "The board's own list shows an active license for a name that matches.",
    "verified_with_notice": "The same, and the list or another confirmed source shows a notice. Read it.",
    "license_not_active": "The board's own list shows this very license with a status that is not active.",
    "no_end_date": "The board's own list shows the license, and not until when it runs. Ask the board.",
    "needs_review": "Several candidates fit, or fields disagree. A person decides.",
    "not_found": "The lists that could answer show no match. This does not mean unlicensed.",
    "not_covered": "No list could answer, or the evidence of the last verdict is too old.",
}
"""What each verdict says of a person; none is a judgment of skill, safety or quality."""

_DISPUTED = {
    "code": "disputed",
    "display": "Disputed",
    "definition": "An open report says that something in the entry is wrong. It stands beside a verdict.",
}

ACTION_PARTS = {
    "words": ("string", "What the board did or opened, in its own words"),
    "reason": ("string", "Why, in the board's own words"),
    "stage": ("code", "alleged (not decided, no finding), final, or unknown (the list does not say)"),
    "isOver": ("boolean", "Whether the matter was dropped or has ended"),
    "actedOn": ("date", "The day of it"),
    "endedOn": ("date", "The day on which it ended"),
    "docket": ("string", "The number of the case"),
    "order": ("uri", "Where the board publishes its order"),
}
"""The parts of one board action: type, and what it says."""

PARTS = {
    "listed": ("code", "Whether the list has actions: yes, none (on this list, that day), or not-stated"),
    "asOf": ("date", "The day of the list"),
    "printed": ("string", "What the list prints of it where it lists no case"),
}
"""The parts of the extension beside its actions."""

_SHARED = {"status": "active", "experimental": False, "publisher": "Practitioner Directory"}


def definitions() -> list[Element]:
    """Everything of ours that a resource of the directory refers to and FHIR does not define."""
    return [_verdicts(), _board_actions()]


def _verdicts() -> Element:
    """The system of the verdicts, with a sentence about each."""
    each = [
        {"code": code, "display": label, "definition": MEANINGS[code]}
        for code, label in VERDICT_LABELS.items()
    ]
    return resource(
        "CodeSystem",
        "verdicts",
        url=VERDICTS,
        name="Verdicts",
        title="Verdicts on the license of a person",
        **_SHARED,
        caseSensitive=True,
        content="complete",
        count=len(each) + 1,
        concept=[*each, _DISPUTED],
    )


def _board_actions() -> Element:
    """The extension of a qualification that holds what the board publishes against a license."""
    return {
        "resourceType": "StructureDefinition",
        "id": "board-actions",
        "url": BOARD_ACTIONS,
        "name": "BoardActions",
        "title": "What the licensing board publishes against a license",
        **_SHARED,
        "description": "Only on a license whose number and name agree. An allegation is no finding.",
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": "Practitioner.qualification"}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": list(_elements())},
    }


def _elements() -> Iterator[Element]:
    """The elements of the extension: itself, its parts, its actions with theirs, and no value of its own."""
    yield {"id": "Extension", "path": "Extension", "max": "1"}
    for name, (kind, words) in PARTS.items():
        yield from _simple("Extension", name, kind, words)
    action = "Extension.extension:action"
    yield _slice(action, "Extension", "action", "A case or a measure", "*")
    for name, (kind, words) in ACTION_PARTS.items():
        yield from _simple(action, name, kind, words)
    yield _fixed(action, "Extension.extension", "action")
    yield {"id": f"{action}.value[x]", "path": "Extension.extension.value[x]", "max": "0"}
    yield _fixed("Extension", "Extension", BOARD_ACTIONS)
    yield {"id": "Extension.value[x]", "path": "Extension.value[x]", "max": "0"}


def _simple(parent: str, name: str, kind: str, words: str) -> Iterator[Element]:
    """A part with one value: its slice, what it is called, and the type of the value."""
    above = "Extension.extension" if ":" in parent else "Extension"
    own, path = f"{parent}.extension:{name}", f"{above}.extension"
    yield _slice(own, above, name, words, "1")
    yield {"id": f"{own}.extension", "path": f"{path}.extension", "max": "0"}
    yield _fixed(own, path, name)
    yield {"id": f"{own}.value[x]", "path": f"{path}.value[x]", "min": 1, "type": [{"code": kind}]}


def _slice(own: str, above: str, name: str, words: str, most: str) -> Element:
    least = int(name in ("listed", "asOf", "stage", "isOver"))
    path = f"{above}.extension"
    return {"id": own, "path": path, "sliceName": name, "short": words, "min": least, "max": most}


def _fixed(own: str, path: str, value: str) -> Element:
    return {"id": f"{own}.url", "path": f"{path}.url", "fixedUri": value}
