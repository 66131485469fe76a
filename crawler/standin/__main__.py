"""Command line: `generate` writes a sample, `serve` answers for the listing services."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from datetime import date
from pathlib import Path

from crawler.standin import sample
from crawler.standin.breaks import KINDS, parse_break
from crawler.standin.server import StandIn


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it succeeded, 2 when it was asked for something impossible."""
    options = _parser().parse_args(arguments)
    try:
        return _generate(options) if options.command == "generate" else _serve(options)
    except (ValueError, OSError) as error:
        print(f"standin: {error}", file=sys.stderr)
        return 2


def _generate(options: argparse.Namespace) -> int:
    people = sample.generate(options.out, options.seed, options.licensees, options.entries, options.as_of)
    made = len(people.person_entries) + len(people.clinic_entries)
    print(
        f"{options.out}: {len(people.licensees)} licensees, {len(people.licenses)} licenses, {made} entries"
    )
    return 0


def _serve(options: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with StandIn(options.sample, options.port, tuple(options.breaks)) as server:
        ready = {"port": server.port, "base_url": server.base_url, "host_map": server.host_map}
        print(json.dumps(ready), flush=True)
        stop.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m crawler.standin", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="write a fictional sample")
    generate.add_argument("--out", type=Path, required=True)
    generate.add_argument("--seed", type=int, default=sample.DEFAULT_SEED)
    generate.add_argument("--licensees", type=int, default=sample.DEFAULT_LICENSEES)
    generate.add_argument("--entries", type=int, default=sample.DEFAULT_ENTRIES)
    generate.add_argument("--as-of", type=date.fromisoformat, default=sample.DEFAULT_AS_OF)
    serve = commands.add_parser("serve", help="answer for the listing services on 127.0.0.1")
    serve.add_argument("--sample", type=Path, required=True)
    serve.add_argument("--port", type=int, default=0)
    serve.add_argument(
        "--break",
        dest="breaks",
        action="append",
        type=parse_break,
        default=[],
        metavar="KIND[@HOST]",
        help=f"break on purpose: {', '.join(KINDS)}; for one host or for all",
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
