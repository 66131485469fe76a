"""Points a host at a stand-in without any spider knowing.

The map is used by the download handler alone: cookies, robots rules, redirects and evidence above it
see the real address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True, slots=True)
class HostMap:
    """Host name -> base URL to which path and query are appended. Empty in a run on real services."""

    bases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, text: str) -> HostMap:
        """The map that the JSON object `{"host": "http://base"}` describes; blank text is no map.

        Raises:
            ValueError: the text is no such object, or a base is no http(s) address.
        """
        if not text.strip():
            return cls()
        raw = json.loads(text)
        if not isinstance(raw, dict):
            raise ValueError("the host map is not a JSON object of host name to base URL")  # noqa: TRY004
        return cls({str(host).lower(): _base(str(host), base) for host, base in raw.items()})

    def transport_url(self, url: str) -> str:
        """The address to connect to for `url`: the stand-in's where its host is mapped, else `url`."""
        parts = urlsplit(url)
        base = self._base_of(url)
        if not base:
            return url
        return f"{base}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"

    def public_location(self, location: str, url: str) -> str:
        """A redirect's `Location` as the real service would write it, for an answer to `url`.

        An address below a stand-in's base becomes that of the mapped host; any other stays.
        """
        absolute = urljoin(self.transport_url(url), location)
        own = urlsplit(url).netloc.lower()
        for host, base in sorted(
            self.bases.items(), key=lambda pair: (pair[0] != own, -len(pair[1]), pair[0])
        ):
            if absolute == base or absolute.startswith((f"{base}/", f"{base}?")):
                return f"https://{host}{absolute[len(base) :]}"
        return location

    def stand_in(self, url: str) -> str:
        """The host name of the stand-in that answers for `url`; empty for the real service."""
        return urlsplit(self._base_of(url)).hostname or ""

    def is_local(self, url: str) -> bool:
        """Whether a stand-in on a loopback address answers for `url`: there delays may be shortened."""
        return _is_loopback(self.stand_in(url))

    def local_hosts(self) -> tuple[str, ...]:
        """The mapped host names that a loopback address answers for, sorted."""
        return tuple(
            sorted(host for host, base in self.bases.items() if _is_loopback(urlsplit(base).hostname))
        )

    def _base_of(self, url: str) -> str:
        parts = urlsplit(url)
        return self.bases.get(parts.netloc.lower()) or self.bases.get(parts.hostname or "") or ""


def _base(host: str, base: object) -> str:
    if (
        not isinstance(base, str)
        or urlsplit(base).scheme not in ("http", "https")
        or not urlsplit(base).hostname
    ):
        raise ValueError(
            f"the host map gives {base!r} for {host!r}; it needs a base URL like http://127.0.0.1:9900/{host}"
        )
    return base.rstrip("/")


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
