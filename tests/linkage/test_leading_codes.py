from __future__ import annotations

import pytest

from verify.linkage.numbers import readings


@pytest.mark.parametrize(
    ("board", "claimed"),
    [
        ("14.009999", "009999"),
        ("14.009999", "14.009999"),
        ("J1-0099901", "J10099901"),
        ("J1-0099901", "99901"),
        ("90001", "PTL.0090001"),
        ("198990001", "198.990001"),
    ],
)
def test_a_code_before_the_number_may_be_left_out(board: str, claimed: str) -> None:
    assert readings(board) & readings(claimed)


def test_a_number_without_a_code_has_no_shorter_reading() -> None:
    assert readings("198990001") == {"198990001"}
    assert not readings("14.009999") & readings("14.008888")
