"""National provider identifiers that pass the check digit and belong to nobody.

They start with 299: the standard allows a first digit of 2, while those in use start with 1.
"""

from __future__ import annotations

_CAPACITY = 1_000_000
_STEP = 617_411  # has no common factor with the capacity: neighbors end up far apart


def invented_npi(number: int) -> str:
    """Identifier `number` of a million; consecutive numbers have nothing in common.

    Raises:
        ValueError: `number` is not between 0 and 999,999.
    """
    if not 0 <= number < _CAPACITY:
        raise ValueError(f"number {number}: there are {_CAPACITY} invented identifiers, from 0")
    body = f"299{number * _STEP % _CAPACITY:06d}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The tenth digit for nine, by the Luhn rule over `80840` and the nine."""
    total = 0
    for place, sign in enumerate(reversed("80840" + body)):
        doubled = int(sign) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
