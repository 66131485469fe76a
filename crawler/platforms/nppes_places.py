"""A place that a row of an NPPES file states. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.clean import us_state, zip5
from crawler.platforms.nppes_values import Row, phone, text
from crawler.records import Place, PlacePurpose

_HOME_COUNTRIES = frozenset({"", "US", "USA", "UNITED STATES"})


def read_place(row: Row, headings: Sequence[str], purpose: PlacePurpose) -> Place | None:
    """The place under the seven headings, None when all of it is blank.

    A place outside the United States keeps street and city; its state and ZIP stay empty.

    Raises:
        RefusedError: a cell is hostile.
    """
    line1, line2, city, state, postal_code, country, telephone = headings
    is_home = text(row, country).upper() in _HOME_COUNTRIES
    place = Place(
        purpose=purpose,
        street=f"{text(row, line1)} {text(row, line2)}".strip(),
        city=text(row, city),
        state=us_state(text(row, state)) if is_home else "",
        zip5=zip5(text(row, postal_code)) if is_home else "",
        phone=phone(row, telephone),
    )
    has_any = place.street or place.city or place.state or place.zip5 or place.phone
    return place if has_any else None
