from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from crawler.person_names import SplitName, split_name
from crawler.platforms.aspnet_form import page_selector, read_form
from crawler.platforms.aspnet_grid import read_grid

URL = "https://example.test/verification/Search.aspx"
FORM = """<html><body><form action="SearchResults.aspx?a=1&amp;b=2" method="post">
<input type="hidden" name="__VIEWSTATE" value="abc+/=" /><input name="city" value="Avon" />
<select name="kind"><option value="">All</option><option value="7" selected>Seven &amp; more</option></select>
<input type="radio" name="filetype" value="text" />
<input type="radio" name="filetype" value="excel" checked />
<input type="checkbox" name="exact" value="on" /><input type="submit" name="go" value="Search" />
</form></body></html>"""


def grid(pager: str, rows: str = "<tr><td>a</td><td>b</td></tr>") -> bytes:
    head = "<tr><th>Name</th><th>City</th></tr>"
    last = f'<tr><td colspan="2">{pager}</td></tr>' if pager else ""
    return f'<html><body><table id="g">{head}{rows}{last}</table></body></html>'.encode()


def link(label: str, target: str) -> str:
    return f'<a href="javascript:__doPostBack(&#39;{target}&#39;,&#39;&#39;)">{label}</a>'


def test_a_form_sends_what_a_browser_would_send() -> None:
    form = read_form(page_selector(FORM.encode()), URL)
    assert form is not None
    assert form.url == "https://example.test/verification/SearchResults.aspx?a=1&b=2"
    sent = parse_qs(form.body().decode(), keep_blank_values=True)
    assert sent == {"__VIEWSTATE": ["abc+/="], "city": ["Avon"], "kind": ["7"], "filetype": ["excel"]}
    pressed = parse_qs(form.press("go", filetype="text").decode())
    assert (pressed["go"], pressed["filetype"]) == (["Search"], ["text"])
    assert [choice.label for choice in form.choices["kind"]] == ["All", "Seven & more"]
    assert parse_qs(form.postback("g$_ctl1").decode())["__EVENTTARGET"] == ["g$_ctl1"]


def test_a_page_without_a_form_has_none() -> None:
    assert read_form(page_selector(b"<html><body>Sorry</body></html>"), URL) is None
    assert read_form(page_selector(b""), URL) is None


@pytest.mark.parametrize(
    ("pager", "number", "target"),
    [
        ("", None, ""),
        ("<span>1</span>", 1, ""),
        ("<span>1</span>&nbsp;" + link("2", "t1") + link("3", "t2"), 1, "t1"),
        (link("1", "t0") + "<span>2</span>" + link("3", "t2"), 2, "t2"),
        (link("9", "t8") + "<span>10</span>" + link("...", "t10"), 10, "t10"),
        (link("...", "t0") + "<span>11</span>" + link("12", "t2"), 11, "t2"),
        (link("...", "t0") + "<span>11</span>", 11, ""),
        (link("...", "t0") + link("11", "t1") + "<span>12</span>", 12, ""),
        ("<table><tr><td><span>1</span></td><td>" + link("2", "t1") + "</td></tr></table>", 1, "t1"),
    ],
)
def test_the_next_page_is_the_link_behind_the_present_one(
    pager: str, number: int | None, target: str
) -> None:
    found = read_grid(page_selector(grid(pager)), "g")
    assert found is not None
    assert (found.number, found.next_target, found.rows) == (number, target, (("a", "b"),))


def test_a_table_within_a_cell_makes_no_rows_and_scripts_no_text() -> None:
    inner = "<table><tr><td><a href='#'>DOE,  JANE</a><script>alert(1)</script></td></tr></table>"
    found = read_grid(page_selector(grid("", f"<tr><td>{inner}</td><td>AVON</td></tr>")), "g")
    assert found is not None
    assert found.rows == (("DOE, JANE", "AVON"),)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("DOE, JANE", ("JANE", "", "DOE", "")),
        ("DE LA ROE, JANE ANN MARY", ("JANE", "ANN MARY", "DE LA ROE", "")),
        ("DOE JR, JOHN Q", ("JOHN", "Q", "DOE", "JR")),
        ("DOE, JOHN Q III", ("JOHN", "Q", "DOE", "III")),
        ("DOE, JR., JOHN", ("JOHN", "", "DOE", "JR.")),
        ("DOE,", ("", "", "DOE", "")),
        ("JANE Q DOE", ("JANE", "Q", "DOE", "")),
        ("JOHN DOE Jr", ("JOHN", "", "DOE", "Jr")),
        ("DOE", ("", "", "DOE", "")),
        ("JR", ("", "", "JR", "")),
    ],
)
def test_a_full_name_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert split_name(text) == SplitName(*parts)
