"""A gate that lets in so many at one time, so many of one client, and makes some wait."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Gate:
    """At most `most` requests at one time, `most_each` of one client; some wait, others are sent away."""

    most: int
    most_each: int
    most_waiting: int
    seconds: float
    _inside: Counter[str] = field(default_factory=Counter)
    _waiting: list[tuple[str, asyncio.Future[bool]]] = field(default_factory=list)

    def _takes(self, who: str) -> bool:
        is_free = self._inside.total() < self.most and (not who or self._inside[who] < self.most_each)
        self._inside[who] += is_free
        return is_free

    async def enter(self, who: str = "") -> bool:
        """Whether a slot was free in time; it has to be given back by `leave`. Nobody in particular is ""."""
        if self._takes(who):
            return True
        if len(self._waiting) >= self.most_waiting:
            return False
        place = (who, asyncio.get_running_loop().create_future())
        self._waiting.append(place)
        try:
            return await asyncio.wait_for(place[1], self.seconds)
        except TimeoutError:
            return False
        except asyncio.CancelledError:
            if place[1].done() and not place[1].cancelled():
                self.leave(who)
            raise
        finally:
            if place in self._waiting:
                self._waiting.remove(place)

    def leave(self, who: str = "") -> None:
        """The slot is free again, and whoever waits longest and may, has it."""
        self._inside[who] -= 1
        self._inside += Counter()
        for place in list(self._waiting):
            if not place[1].done() and self._takes(place[0]):
                self._waiting.remove(place)
                place[1].set_result(True)
