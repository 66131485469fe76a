"""Long pages give others their turn: a table is made in pieces, between which the server answers."""

from __future__ import annotations

import asyncio
from typing import Any

from jinja2 import Template

PIECES_BETWEEN_TURNS = 500
"""Of a template; about 5 milliseconds."""


class TurnTakingTemplate(Template):
    """A template that others need not wait for, however long its page is."""

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        """The page, as `Template` makes it."""
        context = self.new_context(dict(*args, **kwargs))
        pieces: list[str] = []
        try:
            async for piece in self.root_render_func(context):
                pieces.append(piece)
                if len(pieces) % PIECES_BETWEEN_TURNS == 0:
                    await asyncio.sleep(0)
        except Exception:
            return self.environment.handle_exception()
        return self.environment.concat(pieces)


async def turn() -> None:
    """Others had their turn."""
    await asyncio.sleep(0)


def turn_at_row(row: Any, value: Any) -> Any:
    """Something to wait for at the first cell of a row, else None: Datasette awaits what a cell gives."""
    return turn() if row[0] is value else None
