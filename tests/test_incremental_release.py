"""A week that is linked on from the one before makes the very file that linking everything makes."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crawler.records import EntryRecord, LicenseRecord
from tests.linkage.test_incremental import entries_by_id, rows_by_id
from tests.publish.folder import write_all
from tests.publish.weeks import query
from tests.test_link_memory import records
from verify.corrections import decide
from verify.link_memory import link_by_memory
from verify.link_memory_file import read_memory
from verify.linkage.engine import linkage_of
from verify.linkage.links import Linkage
from verify.publish.decisions import Word
from verify.refresh import build, real_steps
from verify.run import Run, Steps

FIRST, SECOND = date(2026, 11, 22), date(2026, 11, 23)


def published(data: Path, day: date, steps: Steps) -> bytes:
    build(Run(data, day, "a test"), replace(steps, export=None))
    return (data / "directory.db").read_bytes()


def linking_everything(by: Path) -> Steps:
    """Steps that link all from the beginning, by what the folder `by` has learned."""

    def link(
        data: Path, licenses: list[LicenseRecord], entries: list[EntryRecord], say: Any, **asked: bool
    ) -> Linkage:
        memory = read_memory(by)
        assert memory is not None
        linked = linkage_of(link_by_memory(memory, licenses, entries, say))
        return replace(linked, learned_from=memory.learned_from)

    return replace(real_steps(), link_on=link)


def decide_on_one(data: Path, word: Word, place: int) -> None:
    """A person's word on one of the published links, where there is any."""
    links = query(data, "SELECT entry_id, license_id FROM links ORDER BY 1, 2")
    if links:
        decide(data, *links[place % len(links)], word, "They told us", "A. Reviewer", "2026-11-22")


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # an example takes seconds, too long to be made smaller
)
@given(
    weeks=st.tuples(*[st.tuples(rows_by_id, entries_by_id.filter(bool))] * 2),
    word=st.sampled_from([Word.ACCEPT, Word.REJECT, Word.UNSURE]),
    place=st.integers(0, 9),
)
def test_any_week_makes_the_bytes_of_a_rebuild_of_everything(
    weeks: tuple[tuple[dict[Any, Any], dict[Any, Any]], ...], word: Word, place: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, anew = Path(folder) / "data", Path(folder) / "anew"
        first, second = (records(*week) for week in weeks)
        write_all(data, licenses=first[0], entries=first[1])
        published(data, FIRST, real_steps())
        decide_on_one(data, word, place)
        write_all(data, licenses=second[0], entries=second[1])
        shutil.copytree(data, anew, symlinks=True)
        bytes_going_on = published(data, SECOND, real_steps())
        assert published(anew, SECOND, linking_everything(by=data)) == bytes_going_on
        assert (anew / "review.csv").read_bytes() == (data / "review.csv").read_bytes()
