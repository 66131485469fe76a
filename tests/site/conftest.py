from __future__ import annotations

import sys

import pytest
from directory_fixture import ROOT, TODAY, build, make_site

sys.path.insert(0, str(ROOT / "site" / "plugins"))


@pytest.fixture(scope="session")
def database_path(tmp_path_factory):
    return build(tmp_path_factory.mktemp("site") / "directory.db", many=25)


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", TODAY)
    monkeypatch.delenv("DIRECTORY_CONTACT", raising=False)


@pytest.fixture
async def site(database_path):
    datasette = make_site(database_path)
    await datasette.invoke_startup()
    yield datasette
    datasette._metadata_local = {}
    for database in datasette.databases.values():
        database.close()
    if datasette.executor is not None:
        datasette.executor.shutdown(wait=True)


@pytest.fixture
def page(site):
    """The text of a page that must be there."""

    async def get(path: str) -> str:
        response = await site.client.get(path)
        assert response.status_code == 200, (path, response.status_code, response.text[-2000:])
        return response.text

    return get
