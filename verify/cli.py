"""The `practitioners` command: thin; every command says what it did and how it ended."""

from __future__ import annotations

import sys
import traceback

import click

from verify.commands import audit, corrections, crawl, export, links, page, release, review, rollback, verify
from verify.commands.options import COULD_NOT_RUN, EXIT_CODES, PUBLISHED, REFUSED
from verify.publish.errors import CannotRunError, RefusedError

COMMANDS = (
    crawl.crawl,
    release.build,
    release.refresh,
    verify.verify,
    page.page,
    links.explain,
    links.evaluate,
    links.link,
    links.replay,
    crawl.sources,
    crawl.npi,
    review.review,
    audit.audit,
    corrections.decide,
    corrections.suppress,
    corrections.dispute,
    rollback.releases,
    rollback.rollback,
    export.export,
    release.serve,
    release.demo,
)
"""Every command, in the order of the way from listings to pages."""


@click.group(epilog=EXIT_CODES)
@click.version_option(package_name="practitioner-directory", prog_name="practitioners")
def cli() -> None:
    """Check practitioners against public licensure listings, and serve what was found."""


for each in COMMANDS:
    cli.add_command(each)


def main() -> None:
    """Run the command line and leave with its exit code; expected failures show one sentence."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of the command line `arguments`."""
    try:
        cli.main(arguments, prog_name="practitioners", standalone_mode=False)
    except RefusedError as error:
        return _fail(str(error), REFUSED)
    except CannotRunError as error:
        return _fail(str(error), COULD_NOT_RUN)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("Stopped.", 130)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except OSError as error:
        return _fail(f"{error.filename or 'A file'}: {error.strerror or error}", COULD_NOT_RUN)
    except Exception as error:  # Python would end with 1, which says that a release was published
        traceback.print_exc()
        return _fail(f"A fault of ours: {type(error).__name__}: {error}", COULD_NOT_RUN)
    return PUBLISHED


def _fail(sentence: str, code: int) -> int:
    click.echo(f"Error: {sentence}", err=True)
    return code


if __name__ == "__main__":
    main()
