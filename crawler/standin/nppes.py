"""The NPPES monthly V.2 zip of a population."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from crawler.standin.chance import Chance
from crawler.standin.entries import ClinicEntry
from crawler.standin.nppes_columns import ENDPOINTS, NPIDATA, OTHER_NAMES, PRACTICE_LOCATIONS
from crawler.standin.nppes_rows import Cells, clinic_cells, person_cells, postal_code, us_day
from crawler.standin.population import Population
from crawler.standin.unrelated import unrelated_cells


def zip_name(as_of: date) -> str:
    """The name of the monthly file, for example `NPPES_Data_Dissemination_November_2026_V2.zip`."""
    return f"NPPES_Data_Dissemination_{as_of.strftime('%B')}_{as_of.year}_V2.zip"


def write_nppes(path: Path, people: Population) -> None:
    """Write the zip of a population to `path`: four files, each with its file header beside it."""
    span = f"20050523-{people.as_of.replace(day=8):%Y%m%d}"
    files = {
        "npidata": (NPIDATA, npidata_cells(people)),
        "othername": (OTHER_NAMES, _other_name_cells(people.clinic_entries)),
        "pl": (PRACTICE_LOCATIONS, _location_cells(people)),
        "endpoint": (ENDPOINTS, _endpoint_cells(people.clinic_entries)),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for kind, (columns, rows) in files.items():
            _add(archive, f"{kind}_pfile_{span}.csv", quoted_csv(columns, rows), people.as_of)
            _add(archive, f"{kind}_pfile_{span}_fileheader.csv", quoted_csv(columns, ()), people.as_of)


def zip_rows(path: Path) -> list[Cells]:
    """The rows of the main file in the zip at `path`."""
    with zipfile.ZipFile(path) as archive:
        (name,) = (each for each in archive.namelist() if re.fullmatch(r"npidata_pfile_[\d-]+\.csv", each))
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8"))))


def npidata_cells(people: Population) -> list[Cells]:
    """Rows of the main file: people, clinics, and about one row in ten that is no entry."""
    rows = [person_cells(entry, people.seed) for entry in people.person_entries]
    rows += [clinic_cells(entry) for entry in people.clinic_entries]
    rows += unrelated_cells(people.seed, len(rows), max(20, len(rows) // 9), people.as_of)
    return Chance(people.seed, "order of npidata").shuffled(rows)


def quoted_csv(columns: tuple[str, ...], rows: Iterable[Cells]) -> str:
    """The CSV text as CMS writes it: every value quoted, an inner `"` turned into `'`."""
    out = io.StringIO()
    out.write(_line(columns))
    for cells in rows:
        out.write(_line(cells.get(column, "") for column in columns))
    return out.getvalue()


def _line(values: Iterable[str]) -> str:
    return ",".join('"' + value.replace('"', "'") + '"' for value in values) + "\n"


def _add(archive: zipfile.ZipFile, name: str, text: str, as_of: date) -> None:
    member = zipfile.ZipInfo(name, date_time=(as_of.year, as_of.month, 9, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, text.encode("utf-8"), compresslevel=9)


def _other_name_cells(entries: tuple[ClinicEntry, ...]) -> Iterable[Cells]:
    name, code = OTHER_NAMES[1:3]
    for entry in entries:
        created = us_day(entry.registration.updated)
        clinic = entry.clinic
        for text, kind in ((clinic.trade_name, "3"), (clinic.former_name, "4")):
            if text:
                yield {"NPI": entry.registration.npi, name: text, code: kind, "Created Date": created}


def _location_cells(people: Population) -> Iterable[Cells]:
    registrations = [each.registration for each in people.person_entries]
    registrations += [each.registration for each in people.clinic_entries]
    for found in registrations:
        site = found.secondary
        if site:
            place = (site.street, site.suite, site.spot.city.name.upper(), site.spot.city.state)
            values = (found.npi, *place, postal_code(site), "US", site.phone, "", "")
            yield dict(zip(PRACTICE_LOCATIONS, values, strict=True))


def _endpoint_cells(entries: tuple[ClinicEntry, ...]) -> Iterable[Cells]:
    for entry in entries[::40]:
        yield {
            "NPI": entry.registration.npi,
            "Endpoint Type": "DIRECT",
            "Endpoint Type Description": "Direct Messaging Address",
            "Endpoint": f"clinic{entry.registration.npi[-4:]}@direct.example.test",
            "Affiliation": "N",
        }
