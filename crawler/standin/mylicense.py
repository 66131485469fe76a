"""The stand-in for New Jersey's MyLicense site: it keeps each visitor's search and checks the view state."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from urllib.parse import parse_qsl

from crawler.standin.mylicense_pages import (
    ERROR,
    PAGE_ROWS,
    form_page,
    grid_body,
    pager_pages,
    pager_target,
    search_body,
)
from crawler.standin.mylicense_rows import LicenseRows
from crawler.standin.reply import Reply, Request, not_found

BULK, GRID = "/Verification_Bulk/", "/verification/"
COOKIE = "ASP.NET_SessionId"
OTHER_PROFESSIONS = ("Dentistry", "Occupational Therapy", "Veterinary Medical Examiners")
_GRID_COLUMNS = (
    *("full_name", "license_no", "profession_name", "license_type_name", "license_status_name"),
    *("addr_city", "addr_state"),
)


@dataclass(slots=True)
class Visit:
    """What the server remembers of one visitor: the last search and the page of it that was shown."""

    key: str
    search: tuple[str, str] = ("", "")
    page: int = 1


class MyLicense:
    """The site over the text of a `Data.txt`; without the bulk route when `has_bulk` is false."""

    def __init__(self, text: str, *, has_bulk: bool = True) -> None:
        """Read the rows; nobody has visited yet."""
        self._rows = LicenseRows(text)
        self._has_bulk = has_bulk
        self._visits: dict[str, Visit] = {}
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Reply:
        """The reply to a request of a visitor; the first one sets the cookie of the session."""
        folder = next((each for each in (BULK, GRID) if request.path.startswith(each)), "")
        page = request.path.removeprefix(folder)
        if not folder or (folder == BULK and not self._has_bulk):
            return not_found(request)
        with self._lock:
            visit, headers = self._visit(request)
            reply = self._page(request, visit, folder, page)
        return Reply(reply.status, reply.content_type, reply.body, {**reply.headers, **headers})

    def _visit(self, request: Request) -> tuple[Visit, dict[str, str]]:
        cookies = dict(
            part.strip().partition("=")[::2] for part in request.headers.get("cookie", "").split(";")
        )
        known = self._visits.get(cookies.get(COOKIE, ""))
        if known:
            return known, {}
        key = hashlib.sha256(f"visit {len(self._visits)}".encode()).hexdigest()[:24]
        self._visits[key] = Visit(key)
        return self._visits[key], {"Set-Cookie": f"{COOKIE}={key}; path=/; HttpOnly"}

    def _page(self, request: Request, visit: Visit, folder: str, page: str) -> Reply:
        pages = {"Search.aspx": self._search, "SearchResults.aspx": self._results}
        if folder == BULK:
            pages |= {"Confirmation.aspx": self._confirmation, "PrefDetails.aspx": self._preferences}
        if page not in pages:
            return not_found(request)
        asked = dict(parse_qsl(request.body.decode("ascii", "replace"), keep_blank_values=True))
        if request.method == "POST" and asked.get("__VIEWSTATE") != self._state(visit, folder, page, asked):
            return Reply(500, "text/html; charset=utf-8", ERROR.encode())
        return pages[page](visit, folder, asked if request.method == "POST" else {})

    def _state(self, visit: Visit, folder: str, page: str, asked: dict[str, str]) -> str:
        """The view state that this visitor's page had: it tells the page, and what was chosen on it."""
        chosen = asked.get("__VIEWSTATE", "").partition("-")[2]
        return self._new_state(visit, folder, page, bytes.fromhex(chosen).decode() if _is_hex(chosen) else "")

    def _new_state(self, visit: Visit, folder: str, page: str, chosen: str = "") -> str:
        told = f"{visit.key}{folder}{page}{chosen}{visit.page if page == 'SearchResults.aspx' else ''}"
        return f"{hashlib.sha256(told.encode()).hexdigest()}-{chosen.encode().hex()}"

    def _search(self, visit: Visit, folder: str, asked: dict[str, str]) -> Reply:
        profession = asked.get("t_web_lookup__profession_name", "")
        if asked.get("sch_button") == "Search":
            visit.search = (profession, asked.get("t_web_lookup__license_type_name", ""))
            visit.page = 1
            return _moved(f"{folder}SearchResults.aspx")
        types = self._rows.types(profession)
        if profession == "Physical Therapy":
            types.append("Temporary Permit Holder-Physical Therapist")
        professions = sorted({*self._rows.professions(), *OTHER_PROFESSIONS})
        body = search_body(professions, profession, types, ("Active", "Expired", "Pending"))
        action = "Search.aspx?facility=N" if folder == BULK else "Search.aspx"
        return _html(form_page(action, self._new_state(visit, folder, "Search.aspx", profession), body))

    def _results(self, visit: Visit, folder: str, asked: dict[str, str]) -> Reply:
        if "btnBulkDownLoad" in asked and folder == BULK:
            return _moved(f"{folder}Confirmation.aspx")
        rows = [[cells[name] for name in _GRID_COLUMNS] for cells in self._rows.found(*visit.search)]
        pages = -(-len(rows) // PAGE_ROWS)
        if asked.get("__EVENTTARGET"):
            shown = pager_pages(visit.page, pages)
            targets = {pager_target(place): number for place, (_, number) in enumerate(shown)}
            visit.page = targets.get(asked["__EVENTTARGET"], visit.page)
        body = grid_body(rows, visit.page) if rows else "<p>No results were found.</p>"
        if folder == BULK and rows:
            body = '<input type="submit" name="btnBulkDownLoad" value="Download" />' + body
        state = self._new_state(visit, folder, "SearchResults.aspx")
        return _html(form_page("SearchResults.aspx", state, body))

    def _confirmation(self, visit: Visit, folder: str, asked: dict[str, str]) -> Reply:
        if "btnContinue" in asked:
            return _moved(f"{folder}PrefDetails.aspx")
        body = f"<p>Records: {len(self._rows.found(*visit.search))}. Price: $0.00</p>"
        body += '<input type="submit" name="btnContinue" value="Continue" />'
        return _html(
            form_page("Confirmation.aspx", self._new_state(visit, folder, "Confirmation.aspx"), body)
        )

    def _preferences(self, visit: Visit, folder: str, asked: dict[str, str]) -> Reply:
        if asked.get("sch_button") == "Download" and asked.get("filetype") == "delimitedtext":
            file = self._rows.file(*visit.search).encode()
            return Reply(200, "text/plain", file, {"Content-Disposition": "attachment; filename=Data.txt"})
        body = '<input type="radio" name="filetype" value="delimitedtext" />'
        body += '<input type="radio" name="filetype" value="excel" checked="checked" />'
        body += '<input type="submit" name="sch_button" value="Download" />'
        return _html(form_page("PrefDetails.aspx", self._new_state(visit, folder, "PrefDetails.aspx"), body))


def _is_hex(text: str) -> bool:
    return len(text) % 2 == 0 and all(each in "0123456789abcdef" for each in text)


def _moved(location: str) -> Reply:
    return Reply(302, "text/html; charset=utf-8", b"", {"Location": location})


def _html(text: str) -> Reply:
    return Reply(200, "text/html; charset=utf-8", text.encode())
