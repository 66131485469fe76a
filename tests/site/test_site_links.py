from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

import directory_fixture as fixture

STARTS = [
    "/",
    "/search?q=seattle",
    "/search?q=linwik",
    "/how-we-verify",
    "/directory",
    "/accuracy",
    "/glossary",
    "/check",
    "/page",
    "/check?name=Mei+Hua+Linwick&number=AC60990117&state=WA",
    "/check?name=K+Adebarrow",
    "/search?q=&page=2",
]
STARTS += [
    f"/{'clinic' if row['kind'] == 'organization' else 'practitioner'}/{row['entry_id']}"
    for row in fixture.tables()["entries"]
]
STARTS += ["/source/us_wa_doh", "/directory/entries", "/directory/licenses/us_wa_doh~3AAC60990117"]


def references(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'(?:href|src|action)="([^"]*)"', text)]


async def test_every_link_within_the_site_leads_to_a_page_and_to_a_place_on_it(site):
    pages: dict[str, str] = {}

    async def read(path: str) -> str:
        if path not in pages:
            response = await site.client.get(path, follow_redirects=True)
            assert response.status_code == 200, path
            pages[path] = response.text
        return pages[path]

    for start in STARTS:
        for reference in references(await read(start)):
            target = urlsplit(urljoin(f"http://site{start}", reference))
            if target.netloc != "site":
                assert target.scheme in ("https", "http", "tel", "mailto"), (start, reference)
                continue
            text = await read(target.path + (f"?{target.query}" if target.query else ""))
            if target.fragment:
                assert f'id="{target.fragment}"' in text, (start, reference)


async def test_every_shape_that_is_used_is_defined_once_and_ids_are_unique(page):
    for path in STARTS:
        text = await page(path)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))
        assert {f"#{i}" for i in ids} >= set(re.findall(r'<use href="([^"]+)"', text)), path
        labels = re.findall(r'aria-labelledby="([^"]+)"', text)
        assert {name for label in labels for name in label.split()} <= set(ids), path
        fields = set(re.findall(r'<(?:input|select|textarea) id="([^"]+)"', text))
        assert fields <= set(re.findall(r'<label for="([^"]+)"', text)), path
