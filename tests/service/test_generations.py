"""One request reads one build, the next request the newest: the mechanism, and how others fail."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.swap import mark_build, point_to
from tests.service.builds import number_in, site_fixture, write_builds
from verify.publish.build import APPLICATION_ID

from directory_site import buildfile  # isort: skip
from directory_site.buildfile import NotServableError  # isort: skip
from directory_site.generations import Generations  # isort: skip

Open = Callable[[], sqlite3.Connection]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def builds(tmp_path: Path) -> list[Path]:
    return write_builds(tmp_path, 3)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def generations(builds: list[Path], tmp_path: Path, clock: Clock, told: list[str]) -> Iterator[Generations]:
    made = Generations(tmp_path / "directory.db", lambda connection: None, clock=clock, tell=told.append)
    yield made
    made.close()


def read(generations: Generations) -> int:
    with generations.pin() as generation, generation.connection() as connection:
        return number_in(connection)


def in_a_fresh_thread(open_it: Open) -> int:
    """The number that a thread reads which has opened nothing before."""
    found: list[int | Exception] = []

    def work() -> None:
        try:
            connection = open_it()
            found.append(number_in(connection))
            connection.close()
        except Exception as error:
            found.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def test_the_number_that_marks_our_builds_is_one() -> None:
    assert buildfile.APPLICATION_ID == APPLICATION_ID


def test_a_new_build_is_read_by_the_next_request_a_quarter_second_later(generations, builds, tmp_path, clock):
    assert read(generations) == 0
    point_to(tmp_path / "directory.db", builds[1])
    clock.now = 0.2
    assert read(generations) == 0, "the link is looked at four times a second at most"
    clock.now = 0.25
    assert read(generations) == 1


def test_a_request_keeps_its_build_while_others_read_the_next(generations, builds, tmp_path, clock):
    with generations.pin() as pinned:
        point_to(tmp_path / "directory.db", builds[1])
        clock.now = 1.0
        assert in_a_fresh_thread(lambda: generations.look().open()) == 1
        assert generations.current() is pinned
        with generations.pin() as inner:
            assert inner is pinned
    assert read(generations) == 1


def test_a_thread_that_first_opens_an_old_build_reads_the_old_build(generations, builds, tmp_path, clock):
    with generations.pin() as pinned:
        point_to(tmp_path / "directory.db", builds[1])
        clock.now = 1.0
        generations.look()
        assert in_a_fresh_thread(pinned.open) == 0


def test_that_thread_tells_apart_what_only_seemed_to_work(tmp_path):
    """Opened by the link it reads the new build; by the descriptor of a replaced file none at all."""
    old, new = write_builds(tmp_path, 2)
    link = tmp_path / "directory.db"
    point_to(link, new)
    assert in_a_fresh_thread(lambda: sqlite3.connect(link)) == 1
    descriptor = os.open(old, os.O_RDONLY)
    shutil.copyfile(new, tmp_path / "next.db")
    (tmp_path / "next.db").replace(old)
    with pytest.raises(sqlite3.OperationalError, match=r"no such table|unable to open"):
        in_a_fresh_thread(lambda: sqlite3.connect(f"/proc/self/fd/{descriptor}"))
    os.close(descriptor)


def test_a_file_replaced_in_place_is_noticed_and_never_read_as_the_old_one(generations, builds, tmp_path):
    with generations.pin() as pinned:
        shutil.copyfile(builds[1], tmp_path / "next.db")
        (tmp_path / "next.db").replace(builds[0])
        with pytest.raises(NotServableError, match="it was replaced"):
            in_a_fresh_thread(pinned.open)


def test_a_plain_file_is_refused(builds):
    with pytest.raises(NotServableError, match="is a file and not a link"):
        Generations(builds[0], lambda connection: None)


def test_a_link_that_became_a_file_is_not_followed(generations, builds, tmp_path, clock, told):
    shutil.copyfile(builds[1], tmp_path / "next.db")
    (tmp_path / "next.db").replace(tmp_path / "directory.db")
    for clock.now in (1.0, 2.0, 3.0):
        assert read(generations) == 0
    assert len(told) == 1
    assert "is no link any more" in told[0]


def test_a_file_in_use_closes_with_its_last_request(generations, builds, tmp_path, clock):
    with generations.pin() as first, first.connection():
        point_to(tmp_path / "directory.db", builds[1])
        clock.now = 1.0
        with generations.pin():
            pass
        generations.look()
        assert not first.is_closed
    assert first.is_closed
    assert not [name for name in open_files() if name.endswith("build-0.db")]


def open_files() -> list[str]:
    links = (Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd"))  # noqa: PTH208
    return [str(link.readlink()) for link in links if os.path.lexists(link)]


def test_opened_beforehand_an_old_build_needs_its_name_no_more(builds, tmp_path, clock):
    generations = Generations(tmp_path / "directory.db", lambda connection: None, warm=2, clock=clock)
    with generations.pin() as pinned:
        point_to(tmp_path / "directory.db", builds[1])
        builds[0].unlink()
        with pinned.connection() as one, pinned.connection() as other:
            assert number_in(one) == number_in(other) == 0
    clock.now = 1.0
    assert read(generations) == 1
    generations.close()


def cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 4096 // 2 * 4096)


def without_release(path: Path) -> None:
    change(path, "DELETE FROM releases")


def of_another_program(path: Path) -> None:
    change(path, "PRAGMA application_id = 7")


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


FAULTS = {
    "cut off": cut_off,
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"\x00\xff" * 9000),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "no release": without_release,
    "of another program": of_another_program,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_whole_build_is_never_adopted(generations, builds, tmp_path, clock, told, fault):
    FAULTS[fault](builds[1])
    point_to(tmp_path / "directory.db", builds[1])
    for clock.now in (1.0, 2.0):
        assert read(generations) == 0
    assert told
    assert told[0].startswith("The build before stays up: ")
    point_to(tmp_path / "directory.db", builds[2])
    clock.now = 3.0
    assert read(generations) == 2


def test_a_build_that_is_published_again_after_it_was_mended_is_adopted(generations, builds, tmp_path, clock):
    cut_off(builds[1])
    point_to(tmp_path / "directory.db", builds[1])
    clock.now = 1.0
    assert read(generations) == 0
    mark_build(builds[2], builds[1], 1, site_fixture().VERIFIED)
    clock.now = 2.0
    assert read(generations) == 1


def test_nothing_is_served_from_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "directory.db").symlink_to("gone.db")
    with pytest.raises(NotServableError, match="can't be read as a database"):
        Generations(tmp_path / "directory.db", lambda connection: None)
