"""Resources held against FHIR: the models of `fhir.resources`, and the closed lists those name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import BaseModel

Resource = dict[str, Any]

OPEN = ("format",)
"""Lists that are examples: any media type is a format."""


def validated(resource: Resource) -> Resource:
    """The resource, which is one of FHIR R4 with codes of its closed lists, and nothing is lost of it.

    The models are those of R4B, in which the resources used here are as in R4.
    """
    model = get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    again = model.model_dump(mode="json", exclude_none=True)
    assert _plain(again) == _plain(resource)
    for part in _parts(model):
        _require_codes(part)
    return resource


def _plain(value: Any) -> Any:
    """Without what a writer of JSON may choose: the mark of UTC."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.replace("+00:00", "Z") if isinstance(value, str) else value


def _parts(model: BaseModel) -> Iterator[BaseModel]:
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, BaseModel):
                yield from _parts(each)


def _require_codes(part: BaseModel) -> None:
    for name, field in type(part).model_fields.items():
        extra = field.json_schema_extra
        allowed = extra.get("enum_values") if isinstance(extra, dict) else None
        value = getattr(part, name)
        if allowed and value is not None and name not in OPEN:
            found = value if isinstance(value, list) else [value]
            assert set(map(str, found)) <= set(allowed), (type(part).__name__, name, value)
