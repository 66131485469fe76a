"""The stand-ins of New Jersey and Florida keep a visitor's search and check what a visitor sends."""

from datetime import date
from urllib.parse import urlencode

import pytest

from crawler.standin.florida import CODES
from crawler.standin.form_sites import broken_lines, form_files
from crawler.standin.mylicense import MyLicense
from crawler.standin.mylicense_pages import pager_pages
from crawler.standin.population import population
from crawler.standin.reply import Request

HEADER = (
    "full_name|first_name|middle_name|last_name|name_suffix|profession_name|license_type_name|license_no|"
    "issue_date|expiration_date|addr_line_1|addr_line_2|addr_city|addr_state|addr_zipcode|addr_county|"
    "addr_email|license_status_name|"
)
LINE = (
    "ANN EXAMPLE|ANN||EXAMPLE||Acupuncture|Acupuncturist|25MZ00012300|01/15/2010|06/30/2027|A|B ST||EDISON|"
    "NJ|08820|MIDDLESEX||Active|"
)


SEARCH = "/verification/Search.aspx"


@pytest.fixture
def site():
    return MyLicense(f"{HEADER}\n{LINE}\n")


@pytest.fixture(scope="module")
def files():
    return form_files(population(7, 400, 300, date(2026, 11, 20)))


def visit(site, path=SEARCH, cookie="", **fields):
    headers = {"cookie": cookie} if cookie else {}
    method = "POST" if fields else "GET"
    return site.answer(Request("nj", path, {}, headers, method, urlencode(fields).encode()))


def state_of(reply):
    return reply.body.decode().partition('name="__VIEWSTATE" value="')[2].partition('"')[0]


def test_a_search_needs_the_view_state_and_the_cookie_of_its_own_page(site):
    first = visit(site)
    cookie, state = first.headers["Set-Cookie"].partition(";")[0], state_of(first)
    fields = {"t_web_lookup__profession_name": "Acupuncture", "sch_button": "Search", "__VIEWSTATE": state}
    found = visit(site, cookie=cookie, **fields)
    assert (found.status, found.headers["Location"]) == (302, "/verification/SearchResults.aspx")
    for wrong in (
        visit(site, cookie=cookie, **{**fields, "__VIEWSTATE": "made-up"}),
        visit(site, cookie=cookie, sch_button="Search"),
        visit(site, **fields),
        visit(site, "/verification/SearchResults.aspx", cookie, __VIEWSTATE=state, __EVENTTARGET="x"),
        visit(site, "/Verification_Bulk/Search.aspx", cookie, **fields),
    ):
        assert wrong.status == 500
        assert b"Validation of viewstate MAC failed" in wrong.body


def test_license_types_come_by_postback_alone(site):
    first = visit(site)
    cookie = first.headers["Set-Cookie"].partition(";")[0]
    assert b">Acupuncturist<" not in first.body
    fields = {"__EVENTTARGET": "t_web_lookup__profession_name", "__VIEWSTATE": state_of(first)}
    second = visit(site, cookie=cookie, t_web_lookup__profession_name="Acupuncture", **fields)
    assert b">Acupuncturist<" in second.body


def test_the_pager_shows_a_window_of_pages():
    assert pager_pages(1, 3) == [("1", 1), ("2", 2), ("3", 3)]
    assert pager_pages(10, 21)[-2:] == [("10", 10), ("...", 11)]
    assert pager_pages(11, 21)[0] == ("...", 10)
    assert pager_pages(21, 21) == [("...", 20), ("21", 21)]


def test_new_jersey_has_the_quirks_of_the_real_file(files):
    header, *lines = files["nj/Data.txt"].splitlines()
    assert header == HEADER
    assert all(line.endswith("|") for line in lines)
    cells = [line.split("|") for line in lines]
    numbers = [row[7] for row in cells]
    assert "" in numbers, "no application"
    assert len({each for each in numbers if each}) < len([each for each in numbers if each]), "no history"
    assert {row[16] for row in cells if len(row) == 19} >= {cells[0][16]}
    assert all("@example.com" in line for line in lines)


def test_florida_has_a_file_for_each_profession(files):
    for profession, code in CODES.items():
        header, *lines = files[f"fl/{code}.csv"].split("\r\n")[:-1]
        assert header == "License Number, Name , Profession , City, License Status"
        assert lines, profession


@pytest.mark.parametrize(("kind", "place"), [("unknown-status", -2), ("drop-column", None), ("empty", None)])
def test_breaks_keep_the_pipes_within_addresses(kind, place):
    text = broken_lines(frozenset({kind}), f"{HEADER}\n{LINE}\n", "|", -2)
    header, *lines = text.splitlines()
    if kind == "empty":
        assert (header, lines) == (HEADER, [])
    elif kind == "drop-column":
        assert "license_status_name" not in header and lines[0].endswith("MIDDLESEX||")
    else:
        assert lines == [LINE.replace("|Active|", "|Under Enchantment|")]
