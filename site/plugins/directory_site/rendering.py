"""Pages of ours are written without waiting: nothing in their templates asks the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jinja2 import Environment, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup, escape

from .filters import filters_in
from .frame import DATABASE
from .languages import linker, texts_of
from .swapping import remembered
from .texts import Texts


class _Written(Template):
    """A template that is written in one go; Datasette awaits every template."""

    async def render_async(self, *arguments: Any, **variables: Any) -> str:
        """The text of the page."""
        return self.render(*arguments, **variables)


class _Context(Context):
    """The variables of a template of which no function asks for more than its arguments.

    Jinja looks at every function that a template calls, for whether it wants to be given the context as well.
    """

    def call(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:  # type: ignore[override]
        """What the function gives."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return function(*arguments, **named)


async def render(datasette: Any, name: str, variables: dict[str, Any], request: Any) -> str:
    """The page of a template of ours, with the variables of every page.

    Datasette's own templates may wait at each value that they print; that costs a third of the time.
    """
    template = _environment(datasette, texts_of(request)).get_template(name)
    text: str = await datasette.render_template(template, variables, request=request)
    return text


def attributions(datasette: Any, variables: dict[str, Any]) -> Markup:
    """Whom the lists of the foot come from, written once for each build and language.

    `variables` are those of every page; this part reads none that changes within a build.
    """
    database, texts = datasette.databases.get(DATABASE), variables["texts"]
    kept = remembered(database)
    key = "attributions", texts.language.code
    if key not in kept:
        template = _environment(datasette, texts).get_template("_attributions.html")
        kept[key] = Markup(template.render(variables))  # noqa: S704
    return Markup(kept[key])  # noqa: S704


def _environment(datasette: Any, texts: Texts) -> Environment:
    """The environment of Datasette for one language, with templates that never wait; each is read once."""
    waiting = datasette.jinja_env
    if not hasattr(waiting, "of_languages"):
        waiting.extend(of_languages={})
    code = texts.language.code
    if code not in waiting.of_languages:
        quick = waiting.overlay(enable_async=False, auto_reload=False, extensions=[_Constants])
        quick.template_class, quick.context_class = _Written, _Context
        quick.filters = {**waiting.filters, **filters_in(texts)}
        quick.extend(constants={"t": texts.text, "link": linker(datasette, texts)})
        waiting.of_languages[code] = quick
    found: Environment = waiting.of_languages[code]
    return found


_CALL = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")


class _Constants(Extension):
    """What stands on every page of a language is put into its templates when they are read.

    That is a text without values, `{{ t("frame.skip") }}`, and an address, `{{ link("/coverage") }}`: half of
    all that a page calls. No template may use these two names for anything else.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The same tokens, with words in place of the calls that give them."""
        constants: dict[str, Callable[[str], str]] = self.environment.constants  # type: ignore[attr-defined]
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            call = tokens[place : place + len(_CALL)]
            if _is_call(call) and call[1].value in constants:
                words = constants[call[1].value](call[3].value)
                yield Token(call[0].lineno, "data", str(escape(words)))
                place += len(_CALL)
            else:
                yield tokens[place]
                place += 1


def _is_call(tokens: Sequence[Token]) -> bool:
    """Whether the tokens print what a function gives for one literal text."""
    return tuple(token.type for token in tokens) == _CALL
