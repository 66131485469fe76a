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


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            comparisons.ForenameSurnameComparison(
                "first", "last", forename_surname_concat_col_name="first_last"
            ),
            _middle(),
            comparisons.ExactMatch("suffix"),
            _number(),
            _place(),
            comparisons.ExactMatch("profession"),
            comparisons.JaroWinklerAtThresholds("clinic", [0.95, 0.88]).configure(
                term_frequency_adjustments=True
            ),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            "l.second_number = r.number",
            block_on("first_last", "kind"),
            block_on("state", "last", "substr(first, 1, 1)"),
            block_on("zip5", "first"),
            block_on("zip5", "last"),
            block_on("state", "clinic"),
            "l.zip5 = r.zip5 and l.kind = 'clinic' and r.kind = 'clinic'",
        ],
    )


def score(_train: Path, test: Path) -> pd.DataFrame:
    """Train on the test population itself and score its pairs."""
    api = DuckDBAPI()
    api._con.execute("set threads to 2")
    tables = []
    for name, side in zip(("a_entries", "b_rows"), read_sides(test), strict=True):
        frame = side.reset_index(drop=True)
        frame["first_last"] = (frame["first"] + " " + frame["last"]).astype(object)
        frame["first_last"] = frame["first_last"].where(frame["first_last"].notna(), None)
        tables.append(api.register(frame, dataset_display_name=name))
    linker = Linker(tables, _settings(), log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("number", "last"), block_on("first_last", "zip5")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("first_last", "state"), block_on("number"), block_on("zip5", "profession")):
        training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    pairs = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    return pairs.rename(columns={"unique_id_l": "entry_id", "unique_id_r": "rec_id", "match_weight": "score"})


if __name__ == "__main__":
    run(score, __doc__)
