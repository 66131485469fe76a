"""Tiny NPPES V2 zips for tests. Nobody in them exists."""

import csv
import io
import zipfile

from crawler.platforms.nppes_columns import ALL_COLUMNS, OTHER_NAME_COLUMNS, PL_COLUMNS
from crawler.platforms.nppes_file import read_entries
from crawler.records import Evidence

MAIN = "npidata_pfile_20050523-20261108.csv"
PLACES = "pl_pfile_20050523-20261108.csv"
NAMES = "othername_pfile_20050523-20261108.csv"
EVIDENCE = Evidence(
    "us_nppes", "https://example.org/V2.zip", "2026-11-22T00:00:00Z", None, "ab" * 32, 0, "us_nppes-1"
)

NPI, OTHER_NPI, THIRD_NPI = "1234567893", "2999999990", "1000000004"

PERSON = {
    "NPI": NPI,
    "Entity Type Code": "1",
    "Provider Last Name (Legal Name)": "EXAMPLESON",
    "Provider First Name": "MAXINE",
    "Provider Middle Name": "Q",
    "Provider Name Suffix Text": "--",
    "Provider Credential Text": "L.AC.",
    "Provider First Line Business Mailing Address": "PO BOX 000",
    "Provider Business Mailing Address City Name": "TACOMA",
    "Provider Business Mailing Address State Name": "WA",
    "Provider Business Mailing Address Postal Code": "984020000",
    "Provider Business Mailing Address Country Code (If outside U.S.)": "US",
    "Provider First Line Business Practice Location Address": "100 EXAMPLE ST",
    "Provider Second Line Business Practice Location Address": "STE  2",
    "Provider Business Practice Location Address City Name": "SEATTLE",
    "Provider Business Practice Location Address State Name": "WA",
    "Provider Business Practice Location Address Postal Code": "981010000",
    "Provider Business Practice Location Address Country Code (If outside U.S.)": "US",
    "Provider Business Practice Location Address Telephone Number": "2065550100",
    "Provider Enumeration Date": "01/02/2009",
    "Last Update Date": "07/08/2019",
    "Healthcare Provider Taxonomy Code_1": "171100000X",
    "Provider License Number_1": "AC00000001",
    "Provider License Number State Code_1": "WA",
    "Healthcare Provider Primary Taxonomy Switch_1": "Y",
}
CLINIC = {
    "NPI": OTHER_NPI,
    "Entity Type Code": "2",
    "Provider Organization Name (Legal Business Name)": "EXAMPLE CARE LLC",
    "Provider Business Practice Location Address City Name": "SEATTLE",
    "Provider Business Practice Location Address State Name": "WA",
    "Provider Business Practice Location Address Postal Code": "98101",
    "Healthcare Provider Taxonomy Code_1": "261QP2000X",
    "Healthcare Provider Primary Taxonomy Switch_1": "Y",
}
DENTIST = PERSON | {"NPI": THIRD_NPI, "Healthcare Provider Taxonomy Code_1": "1223G0001X"}


def csv_text(rows, header=ALL_COLUMNS, quoting=csv.QUOTE_ALL, line_end="\n"):
    """CSV of rows given as {heading: cell}; absent headings are blank cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([[row.get(name, "") for name in header] for row in rows])
    return out.getvalue()


def write_members(path, members):
    """A zip with these members, {name: text or bytes}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return path


def write_nppes(path, rows, places=(), names=(), **style):
    """A whole V2 zip: the three members, their header companions, a PDF."""
    members = {
        "NPPES_Data_Dissemination_Readme_v.2.pdf": b"%PDF-1.4",
        MAIN: csv_text(rows, **style),
        MAIN.replace(".csv", "_fileheader.csv"): csv_text([]),
        PLACES: csv_text(places, PL_COLUMNS),
        PLACES.replace(".csv", "_fileheader.csv"): csv_text([], PL_COLUMNS),
        NAMES: csv_text(names, OTHER_NAME_COLUMNS),
    }
    return write_members(path, members)


class Reading:
    """All that `read_entries` said about one file."""

    def __init__(self, path, **options):
        self.batches = list(read_entries(path, EVIDENCE, **options))
        self.entries = [entry for batch in self.batches for entry in batch.records]
        self.quarantined = [row for batch in self.batches for row in batch.quarantined]
        self.rows_count = sum(batch.rows_count for batch in self.batches)
        self.skipped_count = sum(batch.skipped_count for batch in self.batches)
        self.new_columns = tuple(name for batch in self.batches for name in batch.new_columns)
