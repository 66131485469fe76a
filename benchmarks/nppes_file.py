"""Writes an NPPES V2 zip of fictional rows, as wide, as filled and as compressible as the national one.

330 quoted columns, about 1.1 KB a row, about 5 rows in 100 of interest, one row in 28 deactivated. The zip
is about a tenth of its contents, because how fast a file unpacks depends on that.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from crawler.platforms.nppes_columns import ALL_COLUMNS, MAILING, OTHER_NAME_COLUMNS, PL_COLUMNS, PRACTICE

OTHER_CODES = (
    *("207Q00000X", "1223G0001X", "163W00000X", "363LF0000X", "101YM0800X", "183500000X", "103T00000X"),
    *("363A00000X", "1041C0700X", "106S00000X", "235Z00000X", "152W00000X", "111N00000X", "225X00000X"),
)
PERSON_CODES = {
    "225100000X": 60,
    "2251X0800X": 8,
    "2251P0200X": 3,
    "225200000X": 16,
    "171100000X": 11,
    "208100000X": 5,
    "208VP0014X": 2,
    "202D00000X": 1,
}
CLINIC_CODES = {"261QP2000X": 5, "261QM1300X": 3, "261QR0400X": 2, "225100000X": 4, "171100000X": 2}
PERSON_SHARE, CLINIC_SHARE, DEACTIVATED_SHARE = 0.055, 0.045, 0.036
DISTINCT_ROWS = 100_000
"""Rows repeat behind their NPI after so many: far beyond the 32 KB within which deflate sees a repetition."""


def write_zip(path: Path, rows: int, seed: int) -> None:
    """The zip at `path` holds `rows` fictional rows, the same for the same seed."""
    chance = random.Random(seed)
    tails = [_row(chance) for _ in range(min(rows, DISTINCT_ROWS))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as container:
        span = "20050523-20261108.csv"
        main = (_line((npi(index),))[:-1] + tails[index % len(tails)] for index in range(rows))
        _write(container, f"npidata_pfile_{span}", ALL_COLUMNS, main)
        _write(container, f"pl_pfile_{span}", PL_COLUMNS, _pl_rows(rows, chance))
        _write(container, f"othername_pfile_{span}", OTHER_NAME_COLUMNS, _name_rows(rows, chance))


def npi(index: int) -> str:
    """The NPI, with its check digit, of the row at `index`."""
    stem = 100_000_000 + index
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in str(stem)[::-2])
    # 24 is the share of the prefix 80840 in the Luhn sum of an NPI.
    return f"{stem}{-(24 + doubled + sum(map(int, str(stem)[-2::-2]))) % 10}"


def _write(container: zipfile.ZipFile, name: str, header: tuple[str, ...], rows: Iterator[bytes]) -> None:
    with container.open(name, "w", force_zip64=True) as stream:
        stream.write(_line(header))
        for row in rows:
            stream.write(row)


def _line(cells: tuple[str, ...]) -> bytes:
    return ('"' + '","'.join(cells) + '"\n').encode()


def _row(chance: random.Random) -> bytes:
    """One row without its NPI: a comma, then 329 cells."""
    cells = {"NPI Deactivation Date": _day(chance)}
    if chance.random() >= DEACTIVATED_SHARE:
        is_clinic = chance.random() < 0.2
        cells = {**_identity(is_clinic, chance), **_sites(chance), **_taxonomies(is_clinic, chance)}
        cells |= {"Provider Enumeration Date": _day(chance), "Last Update Date": _day(chance)}
        cells |= {"Certification Date": _day(chance)} if chance.random() < 0.4 else {}
    return b"," + _line(tuple(cells.get(name, "") for name in ALL_COLUMNS[1:]))


def _identity(is_clinic: bool, chance: random.Random) -> dict[str, str]:
    if is_clinic:
        official = {f"Authorized Official {part} Name": _word(chance) for part in ("Last", "First")}
        name = f"{_word(chance)} {_word(chance)} {chance.choice(('PLLC', 'LLC', 'INC', 'CLINIC PC'))}"
        return {
            "Entity Type Code": "2",
            "Provider Organization Name (Legal Business Name)": name,
            "Is Organization Subpart": "N",
            "Authorized Official Telephone Number": _phone(chance),
            **official,
        }
    return {
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": _word(chance),
        "Provider First Name": _word(chance),
        "Provider Middle Name": _word(chance)[: chance.choice((0, 1, 12))],
        "Provider Credential Text": chance.choice(("", "PT", "DPT", "M.D.", "LAC", "RN", "L.AC.")),
        "Provider Sex Code": chance.choice("FM"),
        "Is Sole Proprietor": chance.choice("NYX"),
    }


def _sites(chance: random.Random) -> dict[str, str]:
    mailing, practice = _site(chance), _site(chance)
    both = (*mailing, *(mailing if chance.random() < 0.5 else practice))
    return dict(zip((*MAILING, *PRACTICE), both, strict=True))


def _site(chance: random.Random) -> tuple[str, ...]:
    suite = f"STE {chance.randrange(1, 900)}" if chance.random() < 0.4 else ""
    line = f"{chance.randrange(1, 20000)} {_word(chance)} {chance.choice(('ST', 'AVE', 'RD', 'BLVD'))}"
    state = chance.choice(("WA", "CA", "OR", "CO", "TX", "NY", "FL", "IL", "NJ", "CT", "DE", "OH"))
    return line, suite, _word(chance), state, f"{chance.randrange(10**9):09}", "US", _phone(chance)


def _taxonomies(is_clinic: bool, chance: random.Random) -> dict[str, str]:
    kept, share = (CLINIC_CODES, CLINIC_SHARE) if is_clinic else (PERSON_CODES, PERSON_SHARE)
    codes = [chance.choice(OTHER_CODES) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    if chance.random() < share:
        codes[0] = chance.choices(list(kept), list(kept.values()))[0]
    cells: dict[str, str] = {}
    for number, code in enumerate(codes, 1):
        cells[f"Healthcare Provider Taxonomy Code_{number}"] = code
        cells[f"Provider License Number_{number}"] = f"{_word(chance)[:2]}{chance.randrange(10**7):07}"
        cells[f"Provider License Number State Code_{number}"] = "WA"
        cells[f"Healthcare Provider Primary Taxonomy Switch_{number}"] = "Y" if number == 1 else "N"
    return cells


def _pl_rows(rows: int, chance: random.Random) -> Iterator[bytes]:
    for index in range(0, rows, 9):
        yield _line((npi(index), *_site(chance), "", ""))


def _name_rows(rows: int, chance: random.Random) -> Iterator[bytes]:
    for index in range(0, rows, 15):
        yield _line((npi(index), f"{_word(chance)} WELLNESS", "3", "01/02/2026"))


def _word(chance: random.Random) -> str:
    """One of some 100,000 invented names; short ones are frequent."""
    syllables = ("EX", "AM", "PLE", "SON", "MOCK", "ING", "HAM", "FIC", "TON", "SAM", "WRIGHT", "DUM", "MY")
    return "".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))


def _phone(chance: random.Random) -> str:
    return f"{chance.randrange(201, 990)}555{chance.randrange(10000):04}"


def _day(chance: random.Random) -> str:
    return f"{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}/{chance.randrange(2005, 2027)}"
