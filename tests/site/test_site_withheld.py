from __future__ import annotations

from urllib.parse import urlencode

import directory_fixture as fixture
import pytest

from verify.corrections import suppress


@pytest.mark.parametrize("ending", ["", ".json"])
async def test_an_entry_is_withheld_at_once_and_stays_neutral(site, tmp_path, monkeypatch, ending):
    address = f"/practitioner/{fixture.VERIFIED}{ending}"
    assert (await site.client.get(address)).status_code == 200
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    assert (await site.client.get(address)).status_code == 200
    suppress(tmp_path, fixture.VERIFIED, "entry", "", "2026-11-22")
    answer = await site.client.get(address)
    assert answer.status_code == 410
    assert "on request" in answer.text
    assert fixture.VERIFIED not in answer.text.replace(address, "")
    assert (await site.client.get(f"/practitioner/{fixture.REVIEW}")).status_code == 200


@pytest.mark.parametrize("kind", ["", ".json"])
async def test_a_check_does_not_name_who_was_withheld_since(site, tmp_path, monkeypatch, kind):
    typed = {"name": "Mei Hua Linwick", "number": "AC60990117", "state": "WA"}
    address = f"/check{kind}?{urlencode(typed)}"
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    assert "LINWICK" in (await site.client.get(address)).text.upper().replace("MEI HUA LINWICK", "")
    suppress(tmp_path, fixture.VERIFIED, "entry", "", "2026-11-22")
    after = (await site.client.get(address)).text
    assert fixture.VERIFIED not in after
    assert "LINWICK" not in after.upper().replace("MEI HUA LINWICK", "").replace("MEI+HUA+LINWICK", "")


async def test_a_search_leaves_out_where_to_reach_whose_contact_was_withheld_since(
    site, tmp_path, monkeypatch
):
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    (zip5,) = (
        await site.get_database("directory").execute(
            "select zip5 from entries where entry_id = ?", [fixture.VERIFIED]
        )
    ).first()
    before = (await site.client.get("/search?q=linwick")).text
    assert fixture.VERIFIED in before and zip5 in before
    suppress(tmp_path, fixture.VERIFIED, "contact", "", "2026-11-22")
    after = (await site.client.get("/search?q=linwick")).text
    assert fixture.VERIFIED in after
    assert after.count(zip5) < before.count(zip5)
