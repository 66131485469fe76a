"""Changed records alone give what a full run over the changed data gives, bit for bit."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.records import EntryRecord, LicenseRecord
from tests.factories import GIVENS, SURNAMES, crowd, entry, license_row, place
from verify.linkage.engine import link_sides
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.incremental import Changes, changed
from verify.linkage.name_columns import NameReader
from verify.linkage.run import Learned, Run, Scope
from verify.linkage.sides import Sides
from verify.linkage.standardize import directory_table, roll_table, sides_of
from verify.linkage.vocabulary import Vocabulary

Links = list[tuple[str, str, str, float, float, str]]

ZIPS = ("98101", "98102", "99201", "")
names = st.tuples(
    st.sampled_from([*GIVENS[:6], "Mei Hua", "Bill", "William"]),
    st.sampled_from(["", "Q", "Quincy"]),
    st.sampled_from([*SURNAMES[:5], "De la Cruz", "Kim"]),
)
row_facts = st.tuples(names, st.sampled_from(ZIPS), st.integers(0, 14), st.booleans())
entry_facts = st.tuples(names, st.sampled_from(ZIPS), st.integers(0, 14), st.booleans())
rows_by_id = st.dictionaries(st.integers(0, 14), row_facts, max_size=12)
entries_by_id = st.dictionaries(st.integers(0, 14), entry_facts, max_size=12)
CROWD = crowd(60)
MANY = crowd(1500)


def rows_of(facts: dict[int, tuple]) -> dict[str, LicenseRecord]:
    made = [
        license_row(
            first, last, f"ACUP.AC.{60000000 + number}", middle_name=middle, zip5=zip5, city="SEATTLE",
            state="WA", license_id=f"us_wa_doh:changing-{key:02d}", is_superseded=is_superseded,
        )
        for key, ((first, middle, last), zip5, number, is_superseded) in facts.items()
    ]  # fmt: skip
    return {row.license_id: row for row in made}


def entries_of(facts: dict[int, tuple]) -> dict[str, EntryRecord]:
    made = [
        replace(
            entry(
                first,
                last,
                f"AC{60000000 + number}" if claims else "",
                places=(place("WA", "SEATTLE", zip5),),
            ),
            middle_name=middle,
            entry_id=f"{key:010d}",
        )
        for key, ((first, middle, last), zip5, number, claims) in facts.items()
    ]
    return {each.entry_id: each for each in made}


def links(run: Run) -> Links:
    return sorted(
        (x.entry_id, x.row_id, x.decision.value, x.probability, x.weight_bits, x.rule)
        for x in run.plain_links()
    )


def changes(
    rows: tuple[dict[str, LicenseRecord], dict[str, LicenseRecord]],
    entries: tuple[dict[str, EntryRecord], dict[str, EntryRecord]],
) -> Changes:
    """What leads from the first of each to the second."""
    return Changes(
        roll_columns([row for key, row in rows[1].items() if rows[0].get(key) != row]),
        directory_columns([each for key, each in entries[1].items() if entries[0].get(key) != each]),
        frozenset(rows[0].keys() - rows[1].keys()),
        frozenset(entries[0].keys() - entries[1].keys()),
    )


def full(
    vocabulary: Vocabulary,
    rows: list[LicenseRecord],
    entries: list[EntryRecord],
    learned: Learned,
    scope: Scope,
) -> Run:
    """A run over everything by what was learned; its codes are those of the vocabulary."""
    reader = NameReader(vocabulary)
    sides = Sides(
        vocabulary,
        roll_table(roll_columns(rows), vocabulary, reader),
        directory_table(directory_columns(entries), vocabulary, reader),
    )
    return link_sides(sides, lambda _: None, scope, learned)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    rows_by_id,
    entries_by_id,
    st.lists(st.tuples(rows_by_id, entries_by_id), min_size=1, max_size=3),
    st.booleans(),
)
def test_any_edits_one_after_the_other_give_the_links_of_a_full_run(
    first_rows, first_entries, edits, is_everywhere
):
    scope = Scope(is_everywhere=is_everywhere, is_one_entry_each=not is_everywhere)
    rows, entries = rows_of(first_rows), entries_of(first_entries)
    sides = sides_of(roll_columns([*rows.values(), *CROWD]), directory_columns(entries.values()))
    run = link_sides(sides, lambda _: None, scope)
    for row_facts_now, entry_facts_now in edits:
        rows_now, entries_now = rows_of(row_facts_now), entries_of(entry_facts_now)
        run = changed(run, changes((rows, rows_now), (entries, entries_now)))
        rows, entries = rows_now, entries_now
        whole = full(
            run.sides.vocabulary, [*rows.values(), *CROWD], list(entries.values()), run.learned, scope
        )
        assert links(run) == links(whole)
        assert run.sides.roll.ids == whole.sides.roll.ids


def test_no_link_moves_because_a_stranger_of_the_same_name_registers_in_another_place():
    """Frequencies are those of the run that learned them, until the data are learned anew."""
    row = license_row("Thaddeus", "Zweigelt", "ACUP.AC.60990117", city="SEATTLE", state="WA", zip5="98101")
    sides = sides_of(roll_columns([row, *MANY]), directory_columns([entry("Thaddeus", "Zweigelt")]))
    run = link_sides(sides, lambda _: None, Scope())
    strangers = [
        license_row(
            "Zoe", f"Zweigelt{'abcdefghij'[i]}", f"ACUP.AC.{69000000 + i}", city="SPOKANE", state="WA"
        )
        for i in range(10)
    ]
    none = directory_columns([])
    after = changed(run, Changes(roll_columns(strangers), none, frozenset(), frozenset()))
    assert links(after) == links(run)
    assert after.model.version == run.model.version
    anew = link_sides(after.sides, lambda _: None, after.scope)
    assert anew.frequencies.names_count > run.frequencies.names_count


def test_learning_anew_moves_a_decision_that_rested_on_a_rare_name():
    """Many turn out to bear either part of a rare name: it is rare no longer."""
    row = license_row("Thaddeus", "Zweigelt", "ACUP.AC.60990117", city="SEATTLE", state="WA", zip5="98101")
    sides = sides_of(roll_columns([row, *MANY]), directory_columns([entry("Thaddeus", "Zweigelt")]))
    run = link_sides(sides, lambda _: None, Scope())
    strangers = [
        license_row("Thaddeus", f"Marwen{i}", f"ACUP.AC.{69000000 + i}", city="SPOKANE", state="WA")
        for i in range(800)
    ] + [
        license_row("Xanthippe", "Zweigelt", f"ACUP.AC.{68000000 + i}", city="SPOKANE", state="WA")
        for i in range(800)
    ]
    after = changed(run, Changes(roll_columns(strangers), directory_columns([]), frozenset(), frozenset()))
    assert [x[1:3] for x in links(run)] == [x[1:3] for x in links(after)] == [(row.license_id, "accept")]
    anew = link_sides(after.sides, lambda _: None, after.scope)
    assert [x[1:3] for x in links(anew)] == [(row.license_id, "review")]


def test_a_new_rival_takes_an_accepted_link_back_to_review():
    row = license_row("Thaddeus", "Zweigelt", "ACUP.AC.60990117", city="SEATTLE", state="WA", zip5="98101")
    sides = sides_of(roll_columns([row, *MANY]), directory_columns([entry("Thaddeus", "Zweigelt")]))
    run = link_sides(sides, lambda _: None, Scope())
    assert [x[2] for x in links(run)] == ["accept"]
    rival = license_row("Thaddeus", "Zweigelt", "ACUP.AC.60990118", city="SEATTLE", state="WA", zip5="98101")
    after = changed(run, Changes(roll_columns([rival]), directory_columns([]), frozenset(), frozenset()))
    assert [x[2] for x in links(after)] == ["review", "review"]
