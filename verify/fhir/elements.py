"""The small parts of resources. What has no value is left out: FHIR knows no empty element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from verify.fhir import ids

Element = dict[str, Any]

NPI = "http://hl7.org/fhir/sid/us-npi"
TAXONOMY = "http://nucc.org/provider-taxonomy"
TERMS = "http://terminology.hl7.org/CodeSystem/"
STATES = "https://www.usps.com/"

_TEN_DIGITS = re.compile(r"(?:\+?1)?\D*(?:\d\D*){10}", re.ASCII)
_NPI = re.compile(r"[12]\d{9}", re.ASCII)


def kept(**parts: Any) -> Element:
    """The parts that have a value, in the order given."""
    return {name: value for name, value in parts.items() if value not in (None, "", [], {}, ())}


def resource(kind: str, fhir_id: str, **parts: Any) -> Element:
    """A resource of this kind with the parts that have a value."""
    return {"resourceType": kind, "id": fhir_id, **kept(**parts)}


def reference(kind: str, fhir_id: str, display: str | None = "") -> Element:
    """A reference to a resource of this directory, relative to the service."""
    return kept(reference=f"{kind}/{fhir_id}", display=display)


def concept(system: str = "", code: str = "", display: str = "", text: str = "") -> Element:
    """A concept by its code, in words, or both."""
    coding = [kept(system=system, code=code, display=display)] if code else []
    return kept(coding=coding, text=text)


def npi(entry_id: str) -> list[Element]:
    """The national provider number as an identifier, where the entry is called by one."""
    return [kept(use="official", system=NPI, value=entry_id)] if _NPI.fullmatch(entry_id) else []


def period(start: str | None, end: str | None) -> Element:
    """The days from and to, as far as stated; a start behind the end is a misprint and left out."""
    is_misprint = bool(start and end and start > end)
    return kept(start=None if is_misprint else start, end=end)


def address(row: Mapping[str, Any]) -> list[Element]:
    """City, state and ZIP code of a place of work: the area, never the street."""
    parts = kept(city=row["city"], state=row["state"], postalCode=row["zip5"])
    return [{"use": "work", **parts, "country": "US"}] if parts else []


def phone(printed: str | None) -> list[Element]:
    """A business telephone, where what is printed is a number of ten digits."""
    text = str(printed or "").strip()
    return [kept(system="phone", value=text, use="work")] if _TEN_DIGITS.fullmatch(text) else []


def web(url: str | None) -> list[Element]:
    """A web address, where it is one."""
    text = str(url or "").strip()
    return [kept(system="url", value=text)] if re.fullmatch(r"https?://[^\s\"<>]+", text) else []


def narrative(sentences: Iterable[str]) -> Element:
    """The sentences as the text of a resource, a paragraph each; no markup of a source survives."""
    shown = (" ".join(sentence.split()) for sentence in sentences)
    paragraphs = "".join(f"<p>{escape(printable(each), quote=False)}</p>" for each in shown if each)
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'
    return {"status": "generated", "div": div} if paragraphs else {}


def printable(text: str) -> str:
    """The text without letters that FHIR allows in no text."""
    return "".join(letter for letter in text if letter.isprintable())


def board(source: str, agency: str | None) -> Element:
    """A reference to the board that publishes a list."""
    return reference("Organization", ids.board(source), agency)
