"""The saved pages of a national directory of diplomates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from crawler.standin.corruption import fold
from crawler.standin.diplomates import Diplomate

PAGE_SIZE = 100


def result_pages(found: Sequence[Diplomate]) -> Iterable[str]:
    """The result pages, up to a hundred people each."""
    total = -(-len(found) // PAGE_SIZE)
    for number in range(total):
        start = number * PAGE_SIZE
        cards = (_card(each, start + at) for at, each in enumerate(found[start : start + PAGE_SIZE]))
        yield _PAGE.format(count=len(found), last=total, cards="".join(cards))


def _card(each: Diplomate, number: int) -> str:
    shown = escape(" ".join(filter(None, (each.name.first, each.name.middle, each.name.last))))
    badges = "".join(
        f'<div class="cert-box__item"><p class="copy">{badge}</p></div>' for badge in each.badges
    )
    place = f"{number % 9000 + 1} Invented Ave , {each.city.name}, {each.city.state}, USA"
    return _CARD.format(
        link=quote(each.client_id, safe="="),
        name=shown if number % 3 else fold(shown),
        status=each.status,
        gender="Female" if each.is_woman else "Male",
        number=number,
        place=escape(place),
        badges=badges,
    )


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Search results</title></head>
<body><h2>&gt;{count} Practitioners found</h2><input type="hidden" id="hdnlastpage" value="{last}">
<div class="result-card">
{cards}</div>
</body></html>
"""
_CARD = """<div class="result-card__item"><div class="info-box">
<p class="name"><a href="/FAP/PractitionerDetail?AgencyClientId={link}">{name}</a></p>
<p class="gendar">{status} | {gender}</p>
<em id="addressdata_{number}">{place}</em></div>
{badges}</div>
"""
