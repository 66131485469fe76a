"""Florida's per-profession CSV export with its stray blanks, and the page that lists the professions."""

from __future__ import annotations

import json
from html import escape

from crawler.standin.chance import Chance
from crawler.standin.corruption import board_name
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.population import Population
from crawler.standin.reply import Reply, Request, not_found

SOURCE = "us_fl_mqa"
# The code of acupuncturists was not found in any public file; this one stands in for it.
CODES = {ACUPUNCTURIST: "9901", PHYSICAL_THERAPIST: "5501", PT_ASSISTANT: "5502"}
TITLES = {
    ACUPUNCTURIST: "Acupuncturist",
    PHYSICAL_THERAPIST: "Physical Therapist",
    PT_ASSISTANT: "Physical Therapist Assistant",
}
HEADER = "License Number, Name , Profession , City, License Status"
_OTHERS = {"": "Select Profession", "1501": "Medical Doctor", "701": "Dentist", "3001": "Massage Therapist"}
_FOLDER = "/MQASearchServices/HealthCareProviders"


def export_file(people: Population, profession: str) -> str:
    """The text of the export of one profession: a header, then rows in the order of the population."""
    rows = [
        _row(each, people.seed)
        for each in people.licenses
        if each.source == SOURCE and each.profession == profession
    ]
    return "".join(f"{line}\r\n" for line in (HEADER, *rows))


def _row(found: License, seed: int) -> str:
    chance = Chance(seed, "Florida", found.license_id)
    name = board_name(chance, found.person.identity)
    last = f"{name.last} {name.suffix}".strip().upper()
    given = f"{name.first} {name.middle}".strip().upper()
    blank = " " if chance.happens(0.3) else ""
    city = found.person.registered.city.name.upper()
    cells = (found.number, f'"{last}, {given}{blank}"', f"{TITLES[found.profession]} ", city, found.status)
    return f",{blank}".join(cells)


def professions_page() -> str:
    """The search page with its list of professions, ours among others."""
    choices = {**_OTHERS, **{code: TITLES[profession] for profession, code in CODES.items()}}
    options = "".join(
        f'<option value="{code}">\n {escape(label)} </option>\n' for code, label in choices.items()
    )
    select = f'<select id="ProfessionDD" name="SearchDto.Profession">\n{options}</select>'
    return f"<!DOCTYPE html>\n<html><body><p>Fiction.</p><form>{select}</form></body></html>\n"


def florida_reply(request: Request, exports: dict[str, str]) -> Reply:
    """The reply of the search service; `exports` holds the text of each profession's export by its code."""
    if request.path == _FOLDER:
        return Reply(200, "text/html; charset=utf-8", professions_page().encode())
    if request.path != f"{_FOLDER}/ExportToCsvLVP":
        return not_found(request)
    try:
        code = json.loads(request.query.get("jsonModel", ""))["Profession"]
    except (ValueError, KeyError, TypeError):
        return Reply(500, "text/html; charset=utf-8", b"<!DOCTYPE html><html>Error</html>")
    text = exports.get(str(code), f"{HEADER}\r\n")
    headers = {"Content-Disposition": "attachment; filename=HealthCareProviders.csv"}
    return Reply(200, "text/csv", text.encode(), headers)
