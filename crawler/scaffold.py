"""Writes what a new source needs: a spider that runs, a case file, and a test to go on with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).parent / "templates"
CASE_ENDINGS = {"socrata": "json", "delimited": "csv", "dca_list": "xls"}
"""The platforms that have templates, each with the ending of its case files."""

_NAME = re.compile(r"us_([a-z]{2})_[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The files of a new source, by their place below the root of the checkout."""

    name: str
    files: dict[Path, str]

    def write(self, root: Path) -> None:
        """Every file is there.

        Raises:
            FileExistsError: one of them was there before; nothing was written then.
        """
        taken = sorted(str(path) for path in self.files if (root / path).exists())
        if taken:
            raise FileExistsError(f"{', '.join(taken)}: there already; nothing was written")
        for path, text in self.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="\n")

    def next_steps(self) -> list[str]:
        """What a person has to do now, in order."""
        spider, case, test = map(str, self.files)
        return [
            f"1. {spider}: fill in every FILL IN, the address, and the name of every column.",
            "   May the listing be read? Look at its terms and robots.txt first; without recorded terms add",
            "   `is_off_by_default = True`.",
            "2. data/codes/status_vocabulary.csv: enter the status words as exact strings.",
            f"3. {case}: rows in the real format, with invented people. Then write the expected records with",
            f"   .venv/bin/python -m tests.sources {self.name}     and read them line by line.",
            f"4. {test}: one test for each trap of the listing.",
            "5. docs/sources.md and NOTICE: what is read, quirks, terms, attribution.",
            f"6. .venv/bin/python -m pytest -q tests/sources {test} tests/test_docs.py",
            f"7. .venv/bin/practitioners sources check {self.name}   asks the live service if it is true.",
        ]


def scaffold(name: str, platform: str, templates: Path = TEMPLATES) -> Scaffold:
    """The files of the source `name` (`us_xx_board`) on `platform`.

    Raises:
        ValueError: the name is not of that form, or there is no template for the platform.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(
            f"{name!r} is no name of a source; it reads us_, the state, _, the list: us_xx_board"
        )
    if platform not in CASE_ENDINGS:
        raise ValueError(f"{platform!r} has no template; there are {', '.join(sorted(CASE_ENDINGS))}")
    is_list, ending = platform == "dca_list", CASE_ENDINGS[platform]
    made = {
        Path("crawler", "spiders", f"{name}.py"): f"{platform}.spider.tmpl",
        Path("tests", "sources", name, f"example.{ending}"): f"{platform}.case.{ending}.tmpl",
        Path("tests", "crawler", f"test_{name}.py"): f"{platform}.test.tmpl" if is_list else "test.tmpl",
    }
    words = {
        "name": name,
        "jurisdiction": found[1].upper(),
        "class_name": "".join(part.capitalize() for part in name.split("_")[1:]),
    }
    texts = {
        path: Template((templates / source).read_text(encoding="utf-8")).substitute(words)
        for path, source in made.items()
    }
    return Scaffold(name, texts)
