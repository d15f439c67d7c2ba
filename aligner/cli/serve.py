"""`clausebank serve`: a bank in the browser."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption


def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 takes a free one.")] = 8066,
    browser: Annotated[bool, typer.Option("--browser", help="Open it in the browser.")] = False,
    bank: BankOption = None,
) -> None:
    """Show a bank in the browser: every text as a page, and search across all texts.

    It listens on 127.0.0.1, for this machine alone, and reads the texts anew for every request. Stop it with Ctrl+C.

    Examples:
        clausebank serve --browser
        clausebank serve --bank texts --port 0
    """
    from aligner.reader.server import BankServer

    with BankServer(Bank(bank), port) as server:
        print(server.url, flush=True)
        terminal.note("Ctrl+C stops it")
        if browser:
            typer.launch(server.url)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
