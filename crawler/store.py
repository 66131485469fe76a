"""The raw store: every response body by its sha256, never changed and never overwritten."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A body in the store. A secret body has no `sha256` and no `path`: only its size was noted."""

    sha256: str
    size: int
    path: Path | None


class RawStore:
    """The folder `DIR/raw/objects`, one file for each different body."""

    def __init__(self, data_dir: Path) -> None:
        """Use the store below `data_dir`; nothing is created before the first body arrives."""
        self.objects_dir = data_dir / "raw" / "objects"

    def path(self, sha256: str) -> Path:
        """Where the body with this hash is, or would be, kept."""
        return self.objects_dir / sha256[:2] / sha256

    def writer(self, *, is_secret: bool = False) -> ObjectWriter:
        """A writer for one body. Use it as a context: left without `commit`, it leaves nothing behind."""
        if is_secret:
            return ObjectWriter(self, io.BytesIO(), None)
        self.objects_dir.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".partial-", dir=self.objects_dir)
        return ObjectWriter(self, os.fdopen(handle, "w+b"), Path(name))

    def add_file(self, path: Path) -> StoredObject:
        """The file copied into the store, in constant memory.

        Raises:
            OSError: the file can't be read.
        """
        with path.open("rb") as source, self.writer() as writer:
            while chunk := source.read(CHUNK_BYTES):
                writer.write(chunk)
            return writer.commit()

    def is_kept(self, sha256: str) -> bool:
        """Whether the body with this hash is there, and still has it."""
        path = self.path(sha256)
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == sha256

    def checked_path(self, sha256: str) -> Path:
        """The path of a kept body whose bytes still have this hash.

        Raises:
            ValueError: the body is missing or was changed.
        """
        path = self.path(sha256)
        if not path.is_file():
            raise ValueError(f"the raw store lacks the object {sha256}; crawl again")
        if not self.is_kept(sha256):
            raise ValueError(f"the object {sha256} in the raw store was changed; remove it and crawl again")
        return path


class ObjectWriter:
    """One body on its way into the store, with its hash so far."""

    def __init__(self, store: RawStore, handle: BinaryIO, partial: Path | None) -> None:
        """Write to `handle`; `partial` is its file, or None for a secret that must not reach the disk."""
        self._store = store
        self._handle = handle
        self._partial = partial
        self.restart()

    def __enter__(self) -> ObjectWriter:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, and remove what was not committed."""
        self._handle.close()
        if self._partial is not None:
            self._partial.unlink(missing_ok=True)

    def restart(self) -> None:
        """Forget what was written so far."""
        self._handle.seek(0)
        self._handle.truncate()
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, chunk: bytes) -> None:
        """Append `chunk` to the body."""
        self._handle.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def read_back(self, limit: int) -> bytes:
        """What was written, or nothing when it is longer than `limit` bytes."""
        if self.size > limit:
            return b""
        self._handle.seek(0)
        body = self._handle.read()
        self._handle.seek(0, os.SEEK_END)
        return body

    def commit(self) -> StoredObject:
        """The body as a whole is in the store under its hash; an equal body already there stays.

        One that was changed since, or was never whole, is replaced.
        """
        self._handle.flush()
        if self._partial is None:
            return StoredObject("", self.size, None)
        os.fsync(self._handle.fileno())
        sha256 = self._hash.hexdigest()
        target = self._store.path(sha256)
        if not self._store.is_kept(sha256):
            target.parent.mkdir(parents=True, exist_ok=True)
            self._partial.chmod(0o644)
            self._partial.replace(target)
        return StoredObject(sha256, self.size, target)
