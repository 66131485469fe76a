"""The National Provider Identifier, and how to tell a number that is none."""

from __future__ import annotations


def is_npi(text: str) -> bool:
    """Whether ten digits pass the NPI check digit: Luhn over `80840` and the number (45 CFR 162.406)."""
    if len(text) != 10 or not text.isascii() or not text.isdigit() or text[0] not in "12":
        return False
    digits = [int(digit) for digit in reversed(f"80840{text}")]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0
