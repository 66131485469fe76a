from __future__ import annotations

import errno
import html
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.publish.folder import BROOK, VALE, link
from tests.publish.weeks import build, changed_entry
from tests.review.conftest import ACTIVE, HERS, HOME, IN_WASHINGTON, PORT, REVOKED, WAITING
from verify.corrections import decide
from verify.desk.desk import Desk
from verify.publish.decisions import Word, read_decisions

INSIDE = ("/", "/list", f"/?entry={BROOK}&license={HERS}", "/nothing")
ENTRY_HASH, LICENSE_HASH = WAITING[4].entry_hash, WAITING[4].license_hash


def form(desk: Desk, license_id: str = HERS, entry_id: str = BROOK, **changes: str) -> dict[str, str]:
    """The form of a pair as its page sends it."""
    made = {
        "form_token": desk.doors.form_token,
        "entry_id": entry_id,
        "license_id": license_id,
        "entry_hash": ENTRY_HASH,
        "license_hash": LICENSE_HASH,
        "decision": "accept",
        "common_reason": "2",
        "reason": "",
    }
    return {**made, **changes}


def undo(desk: Desk, license_id: str = HERS, entry_id: str = BROOK) -> dict[str, str]:
    """The form that takes back the decision on this pair."""
    return {"form_token": desk.doors.form_token, "entry_id": entry_id, "license_id": license_id}


def text(response: httpx.Response) -> str:
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())
    return re.sub(r" (?=[,:])", "", words)


def lines(data: Path) -> list[str]:
    path = data / "decisions.csv"
    return path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []


async def test_nothing_is_shown_or_written_before_signing_in(
    desk: Desk, browser: httpx.AsyncClient, data: Path
) -> None:
    for path in INSIDE:
        response = await browser.get(path)
        assert response.status_code == 403, path
        assert "BROOKMERE" not in response.text.upper()
    response = await browser.post("/decide", data=form(desk))
    assert (response.status_code, lines(data)) == (403, [])
    assert (await browser.get("/?token=wrong")).status_code == 403


async def test_link_lets_one_browser_in_once(desk: Desk, browser: httpx.AsyncClient) -> None:
    address = desk.doors.link
    response = await browser.get(address)
    cookie = response.headers["set-cookie"]
    assert response.status_code == 200
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert (await browser.get("/")).status_code == 200
    browser.cookies.clear()
    again = await browser.get(address)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    browser.cookies.set(f"review_desk_{PORT}", "guessed")
    assert (await browser.get("/")).status_code == 403
    assert "token" not in desk.doors.link


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:9999", ""])
async def test_other_host_is_refused_even_with_the_cookie(inside: httpx.AsyncClient, host: str) -> None:
    response = await inside.get("/", headers={"Host": host})
    assert response.status_code == 421
    assert "BROOKMERE" not in response.text.upper()


async def test_name_of_this_machine_is_a_host_too(inside: httpx.AsyncClient) -> None:
    assert (await inside.get("/list", headers={"Host": f"localhost:{PORT}"})).status_code == 200


@pytest.mark.parametrize("token", ["", "guessed"])
@pytest.mark.parametrize("path", ["/decide", "/undo"])
async def test_form_without_its_token_writes_nothing(
    desk: Desk, inside: httpx.AsyncClient, data: Path, path: str, token: str
) -> None:
    await inside.post("/decide", data=form(desk))
    before = lines(data)
    response = await inside.post(path, data=form(desk, ACTIVE, VALE, form_token=token))
    assert (response.status_code, lines(data)) == (403, before)


async def test_form_of_another_page_writes_nothing(desk: Desk, inside: httpx.AsyncClient, data: Path) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:8001"):
        response = await inside.post("/decide", data=form(desk), headers={"Origin": origin})
        assert (response.status_code, lines(data)) == (403, []), origin
    assert (await inside.post("/decide", data=form(desk), headers={"Origin": HOME})).status_code == 303


async def test_every_answer_is_kept_from_caches_frames_and_other_pages(inside: httpx.AsyncClient) -> None:
    for path in ("/", "/list", "/nothing", "/style.css", "/desk.js"):
        headers = (await inside.get(path)).headers
        assert headers["cache-control"] == "no-store", path
        assert headers["referrer-policy"] == "same-origin"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


async def test_pair_stands_side_by_side_with_its_differences_in_words(inside: httpx.AsyncClient) -> None:
    response = await inside.get("/")
    seen = text(response)
    assert "Middle name R Q ≠ differs" in seen
    assert "Last name BROOKMERE BROOKMERE = same" in seen
    assert "City SEATTLE SALEM ≠ differs" in seen
    assert "Verdict now Being checked by a person" in seen
    assert "If accepted Verified changes" in seen
    assert "If rejected Not found at the board changes" in seen
    assert "another row fits nearly as well" in seen
    assert "The numbers agree" in seen and "+30.8" in seen and "Sum: " in seen
    assert f"Next best: {ACTIVE}, +1.5 bits: ROY VALEWOOD" in seen
    assert "3 left" in seen
    assert f'href="http://127.0.0.1:8001/practitioner/{BROOK}"' in response.text
    assert 'href="https://us_wa_doh.example/lookup"' in response.text


async def test_adverse_pair_says_that_the_number_is_needed(inside: httpx.AsyncClient) -> None:
    seen = text(await inside.get("/", params={"entry": VALE, "license": REVOKED}))
    assert "Adverse. The license number is needed" in seen
    assert "Also waits for this entry" in seen
    assert "Adverse." not in text(await inside.get("/", params={"entry": VALE, "license": ACTIVE}))


async def test_decision_is_written_once_with_what_was_compared_and_the_next_comes(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    for _ in range(2):
        response = await inside.post("/decide", data=form(desk))
        assert (response.status_code, response.headers["location"]) == (303, "/")
    assert lines(data) == [
        f'{BROOK},{HERS},accept,"Name, profession and place agree",A. Reviewer,2026-11-22,'
        f"{ENTRY_HASH},{LICENSE_HASH}"
    ]
    seen = text(await inside.get("/"))
    assert "2 left · 1 decided in this sitting · decisions by A. Reviewer" in seen
    assert "Is Roy Valewood the holder of AC60000003" in seen


async def test_own_words_count_before_a_common_reason(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    await inside.post("/decide", data=form(desk, decision="reject", reason=" Born elsewhere, she says "))
    assert [(each.word, each.reason) for each in read_decisions(data)] == [
        (Word.REJECT, "Born elsewhere, she says")
    ]


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"common_reason": ""}, 400, "Give a reason"),
        ({"common_reason": "99"}, 400, "Give a reason"),
        ({"decision": "perhaps"}, 400, "Choose accept, reject or can't tell."),
        ({"reason": "born 01/02/1960"}, 400, "looks like private data"),
        ({"reason": "<b>no</b>"}, 400, "holds markup"),
        ({"license_hash": "feedfeedfeedfeed"}, 409, "The records changed while you looked"),
        ({"license_id": "us_wa_doh:NONE"}, 409, "does not wait any more"),
    ],
)
async def test_form_that_can_not_be_taken_writes_nothing_and_says_why(
    desk: Desk, inside: httpx.AsyncClient, data: Path, changes: dict[str, str], status: int, sentence: str
) -> None:
    response = await inside.post("/decide", data=form(desk, **changes))
    assert (response.status_code, lines(data)) == (status, [])
    assert sentence in text(response)


async def test_what_was_typed_is_still_there_after_an_error(desk: Desk, inside: httpx.AsyncClient) -> None:
    response = await inside.post("/decide", data=form(desk, reason='"> <i>', decision="reject"))
    assert 'value="&#34;&gt; &lt;i&gt;"' in response.text
    assert 'value="2" accesskey="2" data-key="2" checked' in response.text


async def test_form_that_is_too_large_is_refused(desk: Desk, inside: httpx.AsyncClient, data: Path) -> None:
    response = await inside.post("/decide", data=form(desk, reason="x" * 30_000))
    assert (response.status_code, lines(data)) == (413, [])
    many = {f"field{number}": "x" for number in range(60)}
    assert (await inside.post("/decide", data=many)).status_code == 400


async def test_last_decision_is_taken_back_and_no_other(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    await inside.post("/decide", data=form(desk))
    await inside.post("/decide", data=form(desk, ACTIVE, VALE, decision="unsure"))
    response = await inside.post("/undo", data=undo(desk, HERS, BROOK))
    assert (response.status_code, len(lines(data))) == (409, 2)
    response = await inside.post("/undo", data=undo(desk, ACTIVE, VALE))
    assert response.headers["location"] == f"/?entry={VALE}&license={ACTIVE.replace(':', '%3A')}"
    assert [each.pair for each in read_decisions(data)] == [(BROOK, HERS)]
    await inside.post("/undo", data=undo(desk))
    assert lines(data) == []
    assert (await inside.post("/undo", data=undo(desk))).status_code == 409


async def test_lines_of_others_stay_when_one_is_taken_back(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    await inside.post("/decide", data=form(desk))
    decide(data, BROOK, HERS, Word.REJECT, "Another", "Somebody else", "2026-11-22")
    assert (await inside.post("/undo", data=undo(desk))).status_code == 303
    assert [(each.word, each.decided_by) for each in read_decisions(data)] == [(Word.REJECT, "Somebody else")]


async def test_no_decision_is_lost_among_several_writers(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    def others(number: int) -> None:
        decide(data, VALE, ACTIVE, Word.UNSURE, f"Reason {number}", "Somebody else", "2026-11-22")

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(others, number) for number in range(12)]
        for number in range(6):
            response = await inside.post("/decide", data=form(desk, reason=f"Desk {number}"))
            assert response.status_code == 303
        for each in done:
            each.result()
    found = [line.split(",")[3] for line in lines(data)]
    assert sorted(found) == sorted([f"Reason {n}" for n in range(12)] + [f"Desk {n}" for n in range(6)])


async def test_full_disk_is_told_and_what_stood_there_stays(
    desk: Desk, inside: httpx.AsyncClient, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await inside.post("/decide", data=form(desk))
    before = lines(data)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("verify.publish.ledger.os.fsync", full)
    response = await inside.post("/decide", data=form(desk, ACTIVE, VALE))
    assert (response.status_code, lines(data)) == (500, before)
    assert "No space left on device" in text(response)
    assert (await inside.post("/undo", data=undo(desk))).status_code == 500
    monkeypatch.undo()
    assert lines(data) == before
    assert (await inside.post("/undo", data=undo(desk))).status_code == 303
    assert lines(data) == []


async def test_later_shows_the_next_pair_and_begins_again_at_the_end(inside: httpx.AsyncClient) -> None:
    seen = []
    path = "/"
    for _ in range(4):
        response = await inside.get(path)
        (path,) = re.findall(r'href="(/\?after=[^"]+)"', html.unescape(response.text))
        seen += re.findall(r'name="license_id" value="([^"]+)"', response.text)
    assert seen == [HERS, ACTIVE, REVOKED, HERS]


async def test_stale_decision_is_shown_again_with_what_changed(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    await inside.post("/decide", data=form(desk, decision="unsure", common_reason="6"))
    assert "Set aside: nobody can tell (1)" in text(await inside.get("/list"))
    changed_entry(data, 3, places=IN_WASHINGTON.places, middle_name="Q")
    other = link(BROOK, HERS, "review", probability=0.9, entry_hash="feedfeedfeedfeed")
    build(data, (*WAITING[:4], other), "2026-11-28")
    seen = text(await inside.get("/"))
    assert "To decide again: the records changed" in seen
    assert "A. Reviewer said unsure on 2026-11-22: “ The records do not say enough ”" in seen
    assert "Since then the entry changed" in seen
    assert "To decide again: the records changed (1)" in text(await inside.get("/list"))


async def test_words_of_listings_are_text_and_never_markup(inside: httpx.AsyncClient, data: Path) -> None:
    # The guard of the public database never sees a pair that is withheld from it.
    hostile = link(VALE, REVOKED, "review", reason='<script>alert("x")</script>')
    build(data, (*WAITING[:3], hostile, WAITING[4]), "2026-11-22")
    response = await inside.get("/", params={"entry": VALE, "license": REVOKED})
    assert "<script>alert" not in response.text
    assert '<script>alert("x")</script>' in html.unescape(response.text)


async def test_desk_that_is_through_says_what_to_do_next(
    desk: Desk, inside: httpx.AsyncClient, data: Path
) -> None:
    build(data, WAITING[:2], "2026-11-22")
    assert "practitioners build" in text(await inside.get("/"))


async def test_public_site_serves_nothing_of_the_desk(data: Path) -> None:
    from verify.server import make_site

    site = make_site(data / "directory.db")
    for path in ("/desk", "/desk/pair", "/-/desk", "/static/desk.css", "/static/desk.js", "/review.csv"):
        response = await site.client.get(path)
        assert response.status_code == 404, path
