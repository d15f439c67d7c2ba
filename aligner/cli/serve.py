"""`clausebank serve`: a bank in the browser."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption

if TYPE_CHECKING:
    from aligner.reader.server import BankServer


def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 takes a free one.")] = 8066,
    browser: Annotated[bool, typer.Option("--browser", help="Open it in the browser.")] = False,
    files: Annotated[
        list[str] | None,
        typer.Option("--text", "-t", metavar="FILE", help="A memory to search with the bank; may be repeated."),
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Correct the alignment of its texts by hand: the workbench.")
    ] = False,
    bank: BankOption = None,
) -> None:
    """Show a bank in the browser: every text as a page, and search across all texts and any memories.

    A search shows units in all languages, words in context, or equivalents; its address can be kept and shared. It
    listens on 127.0.0.1, for this machine alone, and reads the texts anew for every request. Stop it with Ctrl+C.

    With --edit the address leads to the workbench, where alignments are corrected and each step is saved. Its token
    keeps others out; without --edit nothing can be changed.

    Examples:
        clausebank serve --browser
        clausebank serve --bank texts --port 0
        clausebank serve --text memory.tmx
        clausebank serve --bank texts --edit --browser
    """
    from aligner.reader.server import BankServer
    from aligner.reader.workbench.target import BankTarget
    from aligner.reader.workbench.web import Workbench

    texts = Bank(bank)
    workbench = Workbench(texts.names, lambda name: BankTarget(texts, name)) if edit else None
    with BankServer(texts, port, files or [], workbench) as server:
        run(server, browser=browser)


def run(server: BankServer, *, browser: bool = False) -> None:
    """Print the address of a server, and serve until Ctrl+C; then everything on its workbench is written."""
    print(server.url, flush=True)
    terminal.note("Ctrl+C stops it")
    if browser:
        typer.launch(server.url)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    finally:
        if server.workbench:
            server.workbench.close()
