"""What version 0.2 of the reconciliation protocol asks of each answer, as JSON schemas of our own.

Written after https://reconciliation-api.github.io/specs/0.2/ and stricter than its schemas: nothing may be
there that the protocol does not name, but the notice of the manifest.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
WEB = {"type": "string", "pattern": "^https?://"}


def of(needed: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these parts and no others."""
    return {
        "type": "object",
        "properties": {**needed, **(optional or {})},
        "required": list(needed),
        "additionalProperties": False,
    }


def each(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


TYPE = of({"id": TEXT, "name": TEXT}, {"broader": each(of({"id": TEXT, "name": TEXT}))})
TEMPLATE = WEB | {"pattern": r"^https?://.*\{\{id\}\}"}
PATH = {"type": "string", "pattern": "^/"}
SERVICE = of({"service_url": WEB, "service_path": PATH})
SUGGEST = of(
    {
        "service_url": WEB,
        "service_path": PATH,
        "flyout_service_url": WEB,
        "flyout_service_path": {"type": "string", "pattern": r"^/.*\$\{id\}"},
    }
)
FLYOUT = of({"id": TEXT, "html": TEXT})
MANIFEST = of(
    {
        "versions": each(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": WEB,
        "schemaSpace": WEB,
        "view": of({"url": TEMPLATE}),
        "preview": of({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "suggest": of({"entity": SUGGEST, "type": SUGGEST, "property": SUGGEST}),
        "extend": of({"propose_properties": SERVICE, "property_settings": each({})}),
        "defaultTypes": each(TYPE, uniqueItems=True, minItems=1),
        "batchSize": {"type": "integer", "minimum": 1},
        "documentation": WEB,
        "logo": WEB,
        "notice": TEXT,
    },
    {"serviceVersion": TEXT},
)

FEATURE = of({"id": TEXT, "value": {"type": ["number", "boolean"]}})
CANDIDATE = of(
    {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": each(of({"id": TEXT, "name": TEXT}), minItems=1),
        "features": each(FEATURE, minItems=1),
    }
)
RESULTS = {"type": "object", "additionalProperties": of({"result": each(CANDIDATE)})}

CELL = {"oneOf": [of({"str": TEXT}), of({"int": {"type": "integer"}})]}
EXTENSION = of(
    {
        "meta": each(of({"id": TEXT, "name": TEXT})),
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": each(CELL)},
        },
    }
)
PROPOSAL = of(
    {
        "type": {"type": "string"},
        "limit": {"type": "integer"},
        "properties": each(of({"id": TEXT, "name": TEXT})),
    }
)

ENTITIES = of(
    {
        "result": each(
            of(
                {
                    "id": TEXT,
                    "name": TEXT,
                    "description": TEXT,
                    "notable": each(of({"id": TEXT, "name": TEXT})),
                }
            )
        )
    }
)
PROPERTIES = of({"result": each(of({"id": TEXT, "name": TEXT, "description": TEXT}))})
TYPES = of({"result": each(TYPE)})
ERROR = of({"ok": {"const": False}, "error": TEXT, "status": {"type": "integer"}, "title": {"type": "null"}})


def valid(answer: Any, schema: dict[str, Any]) -> Any:
    """The answer, which is as the protocol writes it."""
    Draft202012Validator(schema).validate(answer)
    return answer
