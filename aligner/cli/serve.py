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
    files: Annotated[
        list[str] | None,
        typer.Option("--text", "-t", metavar="FILE", help="A memory to search with the bank; may be repeated."),
    ] = None,
    bank: BankOption = None,
) -> None:
    """Show a bank in the browser: every text as a page, and search across all texts and any memories.

    A search shows units in all languages, words in context, or equivalents; its address can be kept and shared. It
    listens on 127.0.0.1, for this machine alone, and reads the texts anew for every request. Stop it with Ctrl+C.

    Examples:
        clausebank serve --browser
        clausebank serve --bank texts --port 0
        clausebank serve --text memory.tmx
    """
    from aligner.reader.server import BankServer

    with BankServer(Bank(bank), port, files or []) as server:
        print(server.url, flush=True)
        terminal.note("Ctrl+C stops it")
        if browser:
            typer.launch(server.url)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
