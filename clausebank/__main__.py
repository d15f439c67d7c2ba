"""The command line: `clausebank`, or `python -m clausebank`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command; an installation that cannot run is reported in one line, with status 2."""
    try:
        from aligner.cli import main as run
    except ImportError as error:
        print(f"clausebank: {error}", file=sys.stderr)  # noqa: T201 - the command line is not there to print it
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
