"""What is sent to a host, and the head of what comes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent. `is_stream` asks for plain bytes, so that a broken transfer can be resumed.

    With `head_bytes` above 0 only so many bytes from the beginning are asked for, and no more are taken
    from a server that sends them all the same.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    timeout: float
    is_stream: bool
    resumes_max: int = 3
    head_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of an answer; names are in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        """The first header of this name, or the empty string."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def validator(self) -> str:
        """What a resumed request must name, so that bytes of two editions never mix."""
        etag = self.header("etag")
        return etag if etag and not etag.startswith("W/") else self.header("last-modified")

    @property
    def is_resumable(self) -> bool:
        """Whether the rest of a broken body may be asked for."""
        return self.status == 200 and self.header("accept-ranges").lower() == "bytes" and bool(self.validator)
