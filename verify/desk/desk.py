"""The desk itself: what each request is answered with, and what it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from verify.corrections import record_decisions, take_back
from verify.desk.answers import Answer, Asked, see_other
from verify.desk.doors import Doors
from verify.desk.pages import FOLDER, REASONS, STYLE, list_facts, page, pair_facts
from verify.desk.queue import Candidate, Queue
from verify.desk.surroundings import surroundings
from verify.publish.decisions import ClericalDecision, Word
from verify.publish.errors import CannotRunError

FILES = {
    "/style.css": (STYLE, "text/css; charset=utf-8"),
    "/desk.css": (FOLDER / "desk.css", "text/css; charset=utf-8"),
    "/desk.js": (FOLDER / "desk.js", "text/javascript; charset=utf-8"),
}
"""Files that hold nobody's data: they may be had before signing in."""

CHANGED = "The records changed while you looked, and nothing was written. Compare them again."


@dataclass
class Desk:
    """One sitting of one person: `by` decides, on `today` or the day in UTC; `site` is the public site."""

    data: Path
    by: str
    doors: Doors
    today: date | None = None
    site: str = ""
    written: list[ClericalDecision] = field(default_factory=list)
    """What this sitting wrote and did not take back, the last one last."""

    def __post_init__(self) -> None:
        """The queue is read at the first request."""
        self.queue = Queue(self.data)

    def answer(self, asked: Asked) -> Answer:
        """The answer to any request; nothing of the data is in it unless the browser is signed in."""
        refusal = self.doors.host_refusal(asked.headers)
        if refusal:
            return Answer(refusal[0], refusal[1], "text/plain; charset=utf-8")
        if asked.method == "GET" and asked.path in FILES:
            path, kind = FILES[asked.path]
            return Answer(200, path.read_text(encoding="utf-8"), kind)
        if asked.method == "GET" and asked.path == "/" and "token" in asked.query:
            return self._sign_in(asked.query["token"])
        if not self.doors.is_signed_in(asked.headers):
            return page("closed.html", status=403)
        return self._inside(asked)

    def _sign_in(self, token: str) -> Answer:
        cookie = self.doors.sign_in(token)
        if cookie is None:
            return page("closed.html", status=403)
        # No redirect: a browser that came from another site would not send the new strict cookie along.
        return Answer(200, page("opened.html").body, headers={"set-cookie": cookie, "refresh": "0; url=/"})

    def _inside(self, asked: Asked) -> Answer:
        routes: dict[tuple[str, str], Callable[[Asked], Answer]] = {
            ("GET", "/"): self._show,
            ("GET", "/list"): self._list,
            ("POST", "/decide"): self._decide,
            ("POST", "/undo"): self._undo,
        }
        route = routes.get((asked.method, asked.path))
        if route is None:
            return self._message(404, "There is no such page at the desk.")
        refusal = self.doors.form_refusal(asked.headers, asked.form) if asked.method == "POST" else None
        if refusal:
            return self._message(*refusal)
        try:
            return route(asked)
        except CannotRunError as error:
            return self._message(500, str(error))
        except OSError as error:
            return self._message(500, f"A file could not be read or written: {error.strerror}.")

    def _show(self, asked: Asked) -> Answer:
        if "entry" in asked.query:
            found = self.queue.find(asked.query["entry"], asked.query.get("license", ""))
            return self._pair(found) if found else self._message(404, "This pair does not wait any more.")
        left = self.queue.left()
        after = asked.query.get("after", ""), asked.query.get("after_license", "")
        places = [place for place, each in enumerate(left) if each.pair.key == after]
        start = places[0] + 1 if places else 0
        return (
            self._pair(left[start] if start < len(left) else left[0])
            if left
            else page("done.html", self._frame())
        )

    def _pair(
        self, shown: Candidate, status: int = 200, error: str = "", typed: str = "", chosen: str = ""
    ) -> Answer:
        around = surroundings(self.data, shown, self.queue.candidates())
        facts = pair_facts(shown, around) | self._frame()
        said = {"error": error, "typed": typed, "chosen": chosen}
        return page("pair.html", facts | said, status)

    def _list(self, asked: Asked) -> Answer:
        return page("list.html", list_facts(self.queue.candidates()) | self._frame())

    def _frame(self) -> dict[str, object]:
        return {
            "by": self.by,
            "site": self.site,
            "left_count": len(self.queue.left()),
            "written": self.written,
            "form_token": self.doors.form_token,
        }

    def _message(self, status: int, sentence: str) -> Answer:
        return page("message.html", {"sentence": sentence}, status)

    def _decide(self, asked: Asked) -> Answer:
        form = asked.form
        shown = self.queue.find(form.get("entry_id", ""), form.get("license_id", ""))
        if shown is None:
            return self._message(409, "This pair does not wait any more, and nothing was written.")
        typed, chosen = form.get("reason", "").strip(), form.get("common_reason", "")
        if (form.get("entry_hash"), form.get("license_hash")) != shown.seen:
            return self._pair(shown, 409, CHANGED, typed, chosen)
        reason = typed or (REASONS[int(chosen) - 1] if chosen in map(str, range(1, len(REASONS) + 1)) else "")
        if form.get("decision") not in list(Word):
            return self._pair(shown, 400, "Choose accept, reject or can't tell.", typed, chosen)
        if not reason:
            return self._pair(
                shown, 400, "Give a reason: choose one by its number, or write one.", typed, chosen
            )
        try:
            self._write(shown, Word(form["decision"]), reason)
        except CannotRunError as error:
            return self._pair(shown, 400, f"Nothing was written. {error}", typed, chosen)
        return see_other("/")

    def _write(self, shown: Candidate, word: Word, reason: str) -> None:
        day = (self.today or datetime.now(UTC).date()).isoformat()
        said = ClericalDecision(*shown.pair.key, word, reason, self.by, day, *shown.seen)
        if shown.said != said:  # a form that the browser sent twice is one decision
            record_decisions(self.data, [said])
            self.written.append(said)

    def _undo(self, asked: Asked) -> Answer:
        if not self.written:
            return self._message(409, "Nothing was decided at this desk that could be taken back.")
        if (asked.form.get("entry_id"), asked.form.get("license_id")) != self.written[-1].pair:
            return self._message(
                409,
                "Another decision was the last one, so nothing was taken back. Open the next pair to see it.",
            )
        said, was_there = self.written[-1], take_back(self.data, self.written[-1])
        self.written.pop()
        if not was_there:
            return self._message(409, "That decision does not stand in decisions.csv any more.")
        return see_other(f"/?{urlencode({'entry': said.entry_id, 'license': said.license_id})}")
