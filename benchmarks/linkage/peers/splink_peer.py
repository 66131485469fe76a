"""splink: Fellegi-Sunter trained by expectation maximization, term frequencies, no labels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.linkage.peers.pairs import read_sides, run


def _custom(column: str, *parts: object) -> object:
    return comparisons.CustomComparison(
        output_column_name=column, comparison_levels=[*parts, levels.ElseLevel()]
    )


def _number() -> object:
    return _custom(
        "license",
        levels.CustomLevel("number_l is null or number_r is null", "none").configure(is_null_level=True),
        levels.CustomLevel("number_l = number_r or second_number_l = number_r or number_l = second_number_r"),
        levels.CustomLevel("substr(number_l, 1, 2) <> substr(number_r, 1, 2)", "other state"),
    )


def _place() -> object:
    return _custom(
        "place",
        levels.CustomLevel(
            "zip5_l is null and city_l is null or zip5_r is null and city_r is null"
        ).configure(is_null_level=True),
        levels.ExactMatchLevel("zip5", term_frequency_adjustments=True),
        levels.And(levels.ExactMatchLevel("city"), levels.ExactMatchLevel("state")),
        levels.CustomLevel("substr(zip5_l, 1, 3) = substr(zip5_r, 1, 3)", "near"),
        levels.ExactMatchLevel("state"),
    )


def _middle() -> object:
    return _custom(
        "middle",
        levels.NullLevel("middle"),
        levels.CustomLevel("middle_l = middle_r and length(middle_l) > 1", "same"),
        levels.CustomLevel("substr(middle_l, 1, 1) = substr(middle_r, 1, 1)", "initial"),
    )


def _settings(told: set[str]) -> SettingsCreator:
    """The model, of the columns that both sides have: EM stops at a column without values."""
    compared = {
        "middle": _middle(),
        "suffix": comparisons.ExactMatch("suffix"),
        "number": _number(),
        "profession": comparisons.ExactMatch("profession"),
        "clinic": comparisons.JaroWinklerAtThresholds("clinic", [0.95, 0.88]).configure(
            term_frequency_adjustments=True
        ),
    }
    names = comparisons.ForenameSurnameComparison(
        "first", "last", forename_surname_concat_col_name="first_last"
    )
    rules = [
        block_on("first_last", "kind"),
        block_on("state", "last", "substr(first, 1, 1)"),
        block_on("zip5", "first"),
        block_on("zip5", "last"),
    ]
    if "number" in told:
        rules += [block_on("number"), "l.second_number = r.number"]
    if "clinic" in told:
        clinics = "l.zip5 = r.zip5 and l.kind = 'clinic' and r.kind = 'clinic'"
        rules += [block_on("state", "clinic"), clinics]
    return SettingsCreator(
        link_type="link_only",
        comparisons=[names, _place(), *(each for column, each in compared.items() if column in told)],
        blocking_rules_to_generate_predictions=rules,
    )


def score(_train: Path, test: Path) -> pd.DataFrame:
    """Train on the test population itself and score its pairs."""
    api = DuckDBAPI()
    sides = read_sides(test)
    told = {column for column in sides[0].columns if all(side[column].notna().any() for side in sides)}
    tables = [
        api.register(_frame(side), dataset_display_name=name)
        for name, side in zip(("a_entries", "b_rows"), sides, strict=True)
    ]
    linker = Linker(tables, _settings(told), log_level=None)
    _train_model(linker, "number" in told)
    pairs: pd.DataFrame = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    return pairs.rename(columns={"unique_id_l": "entry_id", "unique_id_r": "rec_id", "match_weight": "score"})


def _frame(side: pd.DataFrame) -> pd.DataFrame:
    frame = side.reset_index(drop=True)
    whole = frame["first"] + " " + frame["last"]
    return frame.assign(first_last=whole.astype(object).where(whole.notna(), None))


def _train_model(linker: Linker, has_numbers: bool) -> None:
    training = linker.training
    sure = [block_on("first_last", "zip5"), *([block_on("number", "last")] if has_numbers else [])]
    training.estimate_probability_two_random_records_match(sure, recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    # Each rule leaves the parts it fixes untrained; together they train all.
    if has_numbers:
        rules = [block_on("first_last", "state"), block_on("number"), block_on("zip5", "profession")]
    else:
        rules = [block_on("first_last"), block_on("zip5")]
    for rule in rules:
        training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)


if __name__ == "__main__":
    run(score, __doc__)
