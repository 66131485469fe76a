from __future__ import annotations

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata
from directory_fixture import ROOT, TODAY, build


def make_site(path, metadata=True) -> Datasette:
    return Datasette(
        [str(path)],
        metadata=parse_metadata((ROOT / "metadata.yml").read_text("utf-8")) if metadata else None,
        template_dir=str(ROOT / "site" / "templates"),
        plugins_dir=str(ROOT / "site" / "plugins"),
        static_mounts=[("static", str(ROOT / "site" / "static"))],
        settings={"default_page_size": 50, "sql_time_limit_ms": 2000, "max_returned_rows": 1000}
        | {"allow_csv_stream": False, "allow_download": False, "suggest_facets": False},
    )


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
