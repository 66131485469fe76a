from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts a time: on a busy machine the default limit of an example fails good code.
# On a machine for integration the same examples are tried each time; everywhere else the search goes on.
settings.register_profile("without_deadline", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("without_deadline")


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published database; for tests that only read, or that copy it."""
    # Imported here because tests of the crawler alone need not wait for it.
    from tests.publish.folder import a_run, steps, write_all
    from verify import refresh

    folder = write_all(tmp_path_factory.mktemp("finished") / "data")
    refresh.build(a_run(folder), steps())
    return folder
