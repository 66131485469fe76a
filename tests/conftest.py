from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published database; for tests that only read, or that copy it."""
    # Imported here because tests of the crawler alone need not wait for it.
    from tests.publish.folder import a_run, steps, write_all
    from verify import refresh

    folder = write_all(tmp_path_factory.mktemp("finished") / "data")
    refresh.build(a_run(folder), steps())
    return folder
