"""What has been asked, what is to be asked next, and how much of the whole was seen. No network.

The registry states no total: a question is read to its end when a page comes that is not full. One whose
sixth page is full too may have more results than can be reached, so it is asked again in parts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crawler.registry.parts import parts
from crawler.registry.question import PAGE_RESULTS, RESULTS_MAX, SKIP_MAX, Question

REQUESTS_MAX = 1000
"""A quarter of an hour at a request a second. Who wants more wants the monthly file."""


class Coverage(StrEnum):
    """How much of what fits the question was seen.

    `whole`: all pages of the question itself. `in_parts`: all pages of its parts, which held everything
    that the question itself had shown. `incomplete`: results are missing, the gaps say which.
    """

    WHOLE = "whole"
    IN_PARTS = "in_parts"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Asking:
    """One page of one question."""

    question: Question
    skip: int


class Reading:
    """A question on its way to all of its results: take an asking, say what it was answered, repeat."""

    def __init__(self, question: Question, requests_max: int = REQUESTS_MAX) -> None:
        """Begin with the first page of the question; give up after `requests_max` pages."""
        self.question = question
        self.requests_count = 0
        self._requests_max = requests_max
        self._todo = deque([Asking(question, 0)])
        self._numbers: dict[Question, set[str]] = {}
        self._parts: dict[Question, tuple[Question, ...]] = {}
        self._gaps: list[str] = []

    @property
    def parts_count(self) -> int:
        """The questions that were asked in place of wider ones."""
        return sum(map(len, self._parts.values()))

    def take(self) -> Asking | None:
        """The next page to ask for; None when all is done or enough was asked."""
        if not self._todo:
            return None
        if self.requests_count == self._requests_max:
            self._gaps.append(
                f"stopped after {self.requests_count:,} requests with {len(self._todo):,} parts unread; ask "
                "a narrower question, or read the monthly file: practitioners crawl us_nppes"
            )
            self._todo.clear()
            return None
        self.requests_count += 1
        return self._todo.popleft()

    def answered(self, asking: Asking, numbers: Sequence[str], results_count: int) -> None:
        """The page held these numbers among so many results; what follows from it is to be asked."""
        question = asking.question
        known = self._numbers.setdefault(question, set())
        if len(known | set(numbers)) < len(known) + len(numbers):
            self._gaps.append(
                f"{question.words()}: a number came twice, so the pages had moved and another may be missing"
            )
        known.update(numbers)
        if results_count < PAGE_RESULTS or question.number:
            return
        if asking.skip < SKIP_MAX:
            self._todo.appendleft(Asking(question, asking.skip + PAGE_RESULTS))
        else:
            self._split(question)

    def refused(self, asking: Asking, words: str) -> bool:
        """Whether the reading can go on although the registry refused the page: a part can be missing."""
        if asking == Asking(self.question, 0):
            return False
        self._gaps.append(f"{asking.question.words()}: the registry refused it: {words}")
        return True

    def coverage(self) -> Coverage:
        """How much was seen, once there is nothing left to ask."""
        if self.gaps():
            return Coverage.INCOMPLETE
        return Coverage.IN_PARTS if self._parts else Coverage.WHOLE

    def gaps(self) -> tuple[str, ...]:
        """What is missing for certain, in words."""
        return (*dict.fromkeys(self._gaps), *self._leaks())

    def _split(self, question: Question) -> None:
        made = parts(question)
        if not made:
            self._gaps.append(
                f"{question.words()}: the registry hands out {RESULTS_MAX:,} results and nothing is left to "
                "split by; there may be more"
            )
            return
        self._parts[question] = made
        self._todo.extendleft(Asking(part, 0) for part in reversed(made))

    def _leaks(self) -> Iterator[str]:
        """Results of a wide question that none of its parts held: then others like them were never seen."""
        for question in self._parts:
            shown = self._numbers[question]
            lost = len(shown - self._below(question))
            if lost:
                yield (
                    f"{question.words()}: {lost:,} of its first {len(shown):,} results came in none of its "
                    "parts; others like them may be missing"
                )

    def _below(self, question: Question) -> set[str]:
        found: set[str] = set()
        for part in self._parts.get(question, ()):
            found |= self._numbers.get(part, set()) | self._below(part)
        return found
