"""Writes a population to a folder, laid out as the listing services lay it out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from crawler.standin.california import counts_file, data_file
from crawler.standin.california_boards import BOARDS
from crawler.standin.collaborators import TITLES
from crawler.standin.datasets import Dataset, json_lines
from crawler.standin.declarations import Declarations, declarations_of
from crawler.standin.declared_files import declared_files
from crawler.standin.form_sites import form_files
from crawler.standin.leie import exclusion_file
from crawler.standin.leie_supplements import supplement_files
from crawler.standin.nppes import write_nppes, zip_name
from crawler.standin.population import Population, population
from crawler.standin.schools import SCHOOLS
from crawler.standin.socrata_listings import LISTINGS
from crawler.standin.truth import CLINIC_COLUMNS, COLUMNS, clinic_rows, csv_text, own_truth_rows, truth_rows

DEFAULT_SEED = 20261122
DEFAULT_LICENSEES = 6000
DEFAULT_ENTRIES = 4000
DEFAULT_AS_OF = date(2026, 11, 20)
DEMO_DAYS_LATER = 2

_README = """# A fictional sample of the public listings

**Nobody in these files exists.** Names, numbers, streets, telephones (555-01xx), license numbers and
NPIs (all start with 299, while those in use start with 1) are invented; only cities and ZIP codes are
real. Any likeness to a living practitioner is chance.

Made by `python -m crawler.standin generate --out DIR --seed {seed} --licensees {licensees} \\
--entries {entries} --as-of {as_of}`; the same command gives the same contents. Do not edit by hand.

| file | what it stands in for |
|---|---|
{datasets}
| `dca/` | California DCA licensee lists for six boards: {california} rows |
| `nj/Data.txt` | New Jersey's MyLicense text file: all license types, with applications and history rows |
| `fl/` | Florida's export of each profession; the code in the name of acupuncture's is a stand-in |
| `nppes/` | the NPPES monthly V.2 zip: {registry} directory entries among other providers |
| `leie/` | the OIG exclusion list `UPDATED.csv`, and the supplements of the two months before it |
| `inbox/us_ncbahm/` | saved pages of the national directory of diplomates: {diplomates} people |
| `inbox/us_aama/` | a saved answer of the directory of medical acupuncturists: {members} members |
| `inbox/us_ed_dapip/` | the database of accredited schools: {schools} invented ones |
| `entries.csv` | entries that maintainers keep: {own_people} people, {own_clinics} integrative clinics |
| `statements.csv` | what entries state of themselves, and where it was seen: {said} rows |
| `truth.csv` | which license rows belong to which entry; an entry without any has an empty license |
| `truth_clinics.csv` | which people's entries share a clinic's street, suite or telephone |
| `truth_checks.csv` | the facts behind every check, by which an outcome is right or wrong |
| `as_of.txt` | the day on which the demonstration pretends to run |

{licensed} people hold the licenses, with {collaborators} physicians, chiropractors and naturopaths of
California; {share} % of the entries have no license in any listing (clinics, physicians elsewhere, people in
states without a listing, and people whom no board lists). The listings are dated {as_of}, California's on the
first of that month. The agency and type codes of California's lists other than physical therapy, the license
types of its medical, osteopathic, naturopathic and chiropractic lists, the organization rows of its
acupuncture list (`Acupuncture Corporation`), the layout of the `_Counts.csv` files,
Connecticut's codes 97 and 98, Delaware's prefixes Z9 and J2, and the words of Texas' two status columns are
not known from public sources and are stand-ins.

The schools are invented with their names, since an invented day of accreditation for a real school would be a
false fact about it. So the table of real renames, `data/codes/school_renames.csv`, is idle here; unit tests
cover it. A folder of the inbox bears the mark `.stand-in`: it is read on a stand-in alone.

The programs never read the truth files; only tests and `evaluate` do.
"""


def write_sample(out: Path, people: Population) -> None:
    """Write every listing, the truth, the README and the date of the demonstration below `out`."""
    counts = {}
    for dataset, print_rows in LISTINGS:
        rows, name = print_rows(people), f"{dataset.dataset_id}.json"
        counts[dataset] = len(rows)
        _write(out / dataset.host / "resource" / name, json_lines(rows))
        metadata = dataset.metadata(people.as_of, len(rows))
        _write(out / dataset.host / "api" / "views" / name, json.dumps(metadata, indent=1) + "\n")
    for board in BOARDS:
        _write(out / "dca" / f"{board.stem}_Data00.xls", data_file(board, people))
        _write(out / "dca" / f"{board.stem}_Counts.csv", counts_file(board, people))
    for name, text in form_files(people).items():
        _write(out / name, text)
    (out / "nppes").mkdir(parents=True, exist_ok=True)
    write_nppes(out / "nppes" / zip_name(people.as_of), people)
    _write(out / "leie" / "UPDATED.csv", exclusion_file(people))
    for name, text in supplement_files(people).items():
        _write(out / "leie" / name, text)
    declared = declarations_of(people)
    for name, text in declared_files(people, declared).items():
        _write(out / name, text)
    pairs = sorted([*truth_rows(people), *own_truth_rows(people, declared.own)])
    _write(out / "truth.csv", csv_text(COLUMNS, pairs))
    _write(out / "truth_clinics.csv", csv_text(CLINIC_COLUMNS, clinic_rows(people)))
    _write(out / "as_of.txt", f"{people.as_of + timedelta(days=DEMO_DAYS_LATER)}\n")
    _write(out / "README.md", _readme(people, counts, declared))


def generate(out: Path, seed: int, licensees: int, entries: int, as_of: date) -> Population:
    """Make a population, write it below `out`, and return it.

    Raises:
        ValueError: there are too few licensees for the entries.
    """
    people = population(seed, licensees, entries, as_of)
    write_sample(out, people)
    return people


def _readme(people: Population, counts: Mapping[Dataset, int], declared: Declarations) -> str:
    registry = len(people.person_entries) + len(people.clinic_entries)
    without = {npi for npi, license_id, _ in truth_rows(people) if not license_id}
    return _README.format(
        seed=people.seed,
        licensees=len(people.licensees),
        entries=registry,
        as_of=people.as_of,
        datasets="\n".join(_dataset_line(dataset, count) for dataset, count in counts.items()),
        california=sum(each.state == "CA" for each in people.licenses) + len(people.corporations),
        registry=registry,
        own_people=len(declared.own.people),
        own_clinics=len(declared.own.clinics),
        said=len(declared.said),
        diplomates=len(declared.diplomates.listed),
        members=len(declared.members),
        schools=len(SCHOOLS),
        licensed=len(people.licensees),
        collaborators=len({each.person.person_id for each in people.licenses if each.type_code in TITLES}),
        share=round(100 * len(without) / registry),
    )


def _dataset_line(dataset: Dataset, count: int) -> str:
    return f"| `{dataset.host}/` | {dataset.agency}, dataset `{dataset.dataset_id}`: {count} rows |"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
