"""Resources held against FHIR: the models of `fhir.resources`, and the closed lists those name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import BaseModel

from verify.fhir.actions import BOARD_ACTIONS
from verify.fhir.definitions import definitions

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
    for extension in _own_extensions(resource):
        _require_defined(extension, "Extension")
    return resource


def _own_extensions(value: Any) -> Iterator[Resource]:
    """Our extensions, however deep they stand."""
    if isinstance(value, dict) and value.get("url") == BOARD_ACTIONS and "extension" in value:
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _own_extensions(each)


def _require_defined(extension: Resource, own: str) -> None:
    """The extension has the parts that its definition asks for, as often and of the types that it allows."""
    (definition,) = (each for each in definitions() if each.get("url") == BOARD_ACTIONS)
    elements = {each["id"]: each for each in definition["differential"]["element"]}
    found = [part["url"] for part in extension["extension"]]
    for part in extension["extension"]:
        name = f"{own}.extension:{part['url']}"
        if "extension" in part:
            _require_defined(part, name)
        else:
            (kind,) = (each["code"] for each in elements[f"{name}.value[x]"]["type"])
            assert set(part) == {"url", f"value{kind.capitalize()}"}, part
    for each in elements.values():
        if each["id"].rpartition(".")[0] == own and "sliceName" in each:
            count = found.count(each["sliceName"])
            assert each["min"] <= count and (each["max"] == "*" or count <= int(each["max"])), each["id"]


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
