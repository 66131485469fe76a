"""Who may come in: a browser on this machine that was given the link, and its own forms alone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie

HOST = "127.0.0.1"
"""The only address on which the desk listens."""

Refusal = tuple[int, str]


class Doors:
    """One link that lets one browser in once; afterwards its cookie does, until the desk ends."""

    def __init__(self, port: int) -> None:
        """Nobody is in yet."""
        self._port = port
        self._token: str | None = secrets.token_urlsafe(32)
        self._session: str | None = None
        self.form_token = secrets.token_urlsafe(32)

    @property
    def link(self) -> str:
        """The address that signs in, or the plain one when it was used."""
        address = f"http://{HOST}:{self._port}/"
        return f"{address}?token={self._token}" if self._token else address

    @property
    def cookie_name(self) -> str:
        """Browsers send cookies to every port of a host, so that of each desk has a name of its own."""
        return f"review_desk_{self._port}"

    def sign_in(self, token: str) -> str | None:
        """The `Set-Cookie` of a new session where the token is the one that was never used, else None."""
        if self._token is None or not compare_digest(self._token.encode(), token.encode()):
            return None
        self._token, self._session = None, secrets.token_urlsafe(32)
        return f"{self.cookie_name}={self._session}; Path=/; HttpOnly; SameSite=Strict"

    def is_signed_in(self, headers: Mapping[str, str]) -> bool:
        """Whether the request carries the cookie of the session."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie_name)
        except CookieError:
            return False
        if self._session is None or found is None:
            return False
        return compare_digest(self._session.encode(), found.value.encode())

    def host_refusal(self, headers: Mapping[str, str]) -> Refusal | None:
        """Why a request is not looked at: it was sent to another name, as after a rebound DNS answer."""
        if headers.get("host", "") in self._hosts():
            return None
        return 421, f"This desk answers at {HOST}:{self._port} alone."

    def form_refusal(self, headers: Mapping[str, str], form: Mapping[str, str]) -> Refusal | None:
        """Why a form is not looked at: another page sent it, or it lacks the token of this desk's pages."""
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self._hosts():
            return 403, "This form was sent by another page. Nothing was written."
        if not compare_digest(self.form_token.encode(), form.get("form_token", "").encode()):
            return (
                403,
                "This form is not of this desk, or of an earlier one. Reload the page. Nothing was written.",
            )
        return None

    def _hosts(self) -> tuple[str, str]:
        return f"{HOST}:{self._port}", f"localhost:{self._port}"
