"""What a check of one source has found out so far: columns, labels, status words, sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.batch import Batch
from crawler.cells import clean_text, show_cell
from crawler.license_types import PROFESSIONS, profession_of
from crawler.records import LicenseRecord, Profession
from crawler.statuses import StatusMeaning, meaning

FROM_ROWS = "rows read for a trial"
"""Where labels and words come from that no question by columns was asked for."""


@dataclass(slots=True)
class Discovery:
    """The facts of a running check. `is_whole` is false once only the beginning of a file was read.

    `were_rows_read` says that the parser was tried on rows, of which `records_count` became records.
    """

    is_whole: bool = True
    were_rows_read: bool = False
    records_count: int = 0
    bytes_count: int | None = None
    missing_columns: list[str] = field(default_factory=list)
    status_columns: list[str] = field(default_factory=list)
    labels: dict[str, Counter[str]] = field(default_factory=dict)
    unseen: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add_problem(self, sentence: str) -> None:
        """The sentence is told once."""
        if sentence and sentence not in self.problems:
            self.problems.append(sentence)

    def add_labels(self, where: str, labels: Iterable[tuple[str, int]]) -> None:
        """The labels with their numbers of rows are counted under `where`."""
        counts = self.labels.setdefault(where, Counter())
        for label, count in labels:
            counts[show_cell(clean_text(label), 200) or "(empty)"] += count

    def add_statuses(
        self, column: str, counted: Iterable[tuple[str, int]], words: Mapping[str, StatusMeaning]
    ) -> None:
        """The status words of a column are counted; those that the vocabulary lacks are noted."""
        known = tuple(counted)
        self.status_columns.append(column)
        unseen = self.unseen.setdefault(column, Counter())
        self.add_labels(column, known)
        for word, count in known:
            if not meaning(clean_text(word), words).is_known:
                unseen[show_cell(clean_text(word)) or "(empty)"] += count

    def add_batch(self, batch: Batch) -> None:
        """The license types of the records are labels, the noted status words are unseen ones."""
        self.records_count += len(batch.records)
        types = Counter(r.license_type_printed for r in batch.records if isinstance(r, LicenseRecord))
        if types:
            self.add_labels(FROM_ROWS, types.items())
        words = (row.value for row in batch.quarantined if row.reason == "unknown_status")
        self.unseen.setdefault(FROM_ROWS, Counter()).update(words)

    @property
    def unseen_statuses(self) -> Counter[str]:
        """Status words that the vocabulary lacks, with their numbers of rows."""
        return sum(_best(self.unseen), Counter())

    @property
    def license_types(self) -> tuple[str, ...]:
        """All labels but status words, sorted."""
        types = {where: held for where, held in self.labels.items() if where not in self.status_columns}
        return tuple(sorted({label for held in _best(types) for label in held}))


def _best(held: Mapping[str, Counter[str]]) -> tuple[Counter[str], ...]:
    """What the questions by columns gave: they tell of all rows. Without them, what the rows showed."""
    return tuple(counts for where, counts in held.items() if where != FROM_ROWS) or tuple(held.values())


def unmatched(professions: Iterable[Profession], labels: Iterable[str]) -> tuple[Profession, ...]:
    """The professions licensed by boards that no label names by its words.

    A bare `Physical Therapy`, as a form offers it for selection, is the field with all its licenses.
    """
    names = tuple(labels)
    found = {profession_of(label) for label in names}
    if any(label.upper() == "PHYSICAL THERAPY" for label in names):
        found.add(Profession.PT_ASSISTANT)
    return tuple(each for each in professions if each in PROFESSIONS and each not in found)
