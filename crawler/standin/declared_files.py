"""The files of the sample beside its listings: the inbox, the maintainers' lists, the truth of the checks."""

from __future__ import annotations

from crawler.standin import medical_acupuncture, own_entries, said
from crawler.standin.accreditation_files import campus_file, csv_lines, record_file
from crawler.standin.declarations import Declarations
from crawler.standin.diplomate_pages import result_pages
from crawler.standin.population import Population
from crawler.standin.truth_checks import COLUMNS, check_truth

MARK = ".stand-in"
"""The name by which the crawler knows a folder of fictional pages (`crawler/stand_in_mark.py`)."""
_MARK_TEXT = "Everything in this folder is fictional.\n"


def declared_files(people: Population, found: Declarations) -> dict[str, str]:
    """Name below the sample's folder to text."""
    day = people.as_of.isoformat()
    pages = enumerate(result_pages(found.diplomates.listed), start=1)
    files = {f"inbox/us_ncbahm/{day}_{number}.html": page for number, page in pages}
    files[f"inbox/us_aama/{day}_1.json"] = medical_acupuncture.answer(found.members)
    files[f"inbox/us_ed_dapip/{day}_InstitutionCampus.csv"] = campus_file(people.as_of)
    files[f"inbox/us_ed_dapip/{day}_AccreditationRecords.csv"] = record_file()
    folders = sorted({name.rpartition("/")[0] for name in files})
    return {
        **files,
        **{f"{folder}/{MARK}": _MARK_TEXT for folder in folders},
        "entries.csv": csv_lines(own_entries.COLUMNS, own_entries.rows(found.own, people.as_of)),
        "statements.csv": csv_lines(said.COLUMNS, said.rows(found.said)),
        "truth_checks.csv": csv_lines(COLUMNS, check_truth(people, found)),
    }
