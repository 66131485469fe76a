"""The file of what linking remembers: read with care, written in full or not at all."""

from __future__ import annotations

import io
import os
import pickle
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from verify.linkage.run import Run
from verify.record_marks import Marks

FOLDER, FILE = "state", "linked.pickle"

ROOF = Path(__file__).parent
REMEMBERING = tuple(ROOF / f"{name}.py" for name in ("link_memory", "link_memory_file", "record_marks"))


@dataclass(frozen=True, slots=True)
class Memory:
    """A finished run with the marks of its records, and of what it was learned.

    `strings_count` strings of the vocabulary were known when it was learned, from `records_count` records
    of `sources`, whose marks have the hash `learned_from`.
    """

    code: str
    run: Run
    rows: Marks
    entries: Marks
    strings_count: int
    records_count: int
    sources: frozenset[str]
    learned_from: str


def read_memory(data: Path) -> Memory | None:
    """What is remembered; None where nothing is, or it is damaged or of other code."""
    path = data / FOLDER / FILE
    try:
        with path.open("rb") as file:
            digest, body = file.read(32), file.read()
        if sha256(body).digest() != digest:
            return None
        found = _Known(io.BytesIO(body)).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return found if isinstance(found, Memory) and found.code == code_sha256() else None


def memory_sha256(data: Path) -> str:
    """The hash of what is remembered, as its file states it; empty where nothing is."""
    path = data / FOLDER / FILE
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return file.read(32).hex()


@cache
def code_sha256() -> str:
    """The hash of the code of linking and of the version of numpy, on which every number rests."""
    digest = sha256(f"{np.__version__}\n".encode())
    for path in (*REMEMBERING, *sorted((ROOF / "linkage").glob("*.py"))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def write_memory(data: Path, memory: Memory) -> None:
    """The memory is on disk in full or as it was, readable by its owner alone."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    body = pickle.dumps(memory, protocol=5)
    temporary = folder / f".{FILE}.next"
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    with temporary.open("wb") as file:
        file.write(sha256(body).digest())
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / FILE)


class _Known(pickle.Unpickler):
    """Makes arrays and classes of linking alone, so that a file in the folder can't run anything."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name.

        Raises:
            pickle.UnpicklingError: it is none of those that a memory is made of.
        """
        is_ours = module == __name__ or module.startswith("verify.linkage.")
        if not is_ours and (module, name) not in _PARTS:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of what is remembered")
        found = super().find_class(module, name)
        if is_ours and not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


_NUMPY = ("numpy.core", "numpy._core")

_PARTS = {
    ("builtins", "frozenset"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    *((f"{place}.multiarray", "_reconstruct") for place in _NUMPY),
    *((f"{place}.multiarray", "scalar") for place in _NUMPY),
    *((f"{place}.numeric", "_frombuffer") for place in _NUMPY),
}
