"""A bank in the browser: its texts as pages, and search across them, for this machine alone.

The server listens on 127.0.0.1 and answers requests addressed to it there, so that no other machine and no page of
another site (by a name that is made to point here) reads the bank. It serves what it makes from the texts of the
bank, by their names; it opens no path that a request names.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

from aligner.bank import Bank
from aligner.checks import all_rules, from_document, run
from aligner.errors import ClausebankError, NotFoundError, UsageError
from aligner.reader.overview import overview
from aligner.reader.page import render
from aligner.reader.view import page_of

ADDRESS = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class BankServer(ThreadingHTTPServer):
    """Serves a bank until it is shut down; every request reads the texts anew.

    Args:
        bank: the bank.
        port: the port; 0 takes a free one.

    Raises:
        UsageError: the port cannot be had.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, bank: Bank, port: int = 0) -> None:
        self.bank = bank
        try:
            super().__init__((ADDRESS, port), _Handler)
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"port {port} cannot be had ({error})", where="--port", hint="0 takes a free one"
            ) from error

    @property
    def url(self) -> str:
        """Where the bank is."""
        return f"http://{ADDRESS}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server_version = "clausebank"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer with a page, or say why there is none."""
        try:
            status, html = self._answer()
        except NotFoundError as error:
            status, html = HTTPStatus.NOT_FOUND, _notice(str(error))
        except ClausebankError as error:
            status, html = HTTPStatus.INTERNAL_SERVER_ERROR, _notice(str(error))
        body = html.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - http.server looks for this name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing: a reader's requests are nobody's business."""

    def _answer(self) -> tuple[HTTPStatus, str]:
        server = cast("BankServer", self.server)
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host not in (ADDRESS, "localhost"):
            return HTTPStatus.FORBIDDEN, _notice(f"This is the bank at {ADDRESS}, not {host}.")
        parts = urlsplit(self.path)
        asked = parse_qs(parts.query)
        if parts.path == "/":
            return HTTPStatus.OK, overview(server.bank, asked.get("q", [""])[0], asked.get("kind", [""])[0])
        name = re.fullmatch(r"/text/([^/]+)", parts.path)
        if name and unquote(name[1]) in server.bank.names():
            document = server.bank.load(unquote(name[1]))
            return HTTPStatus.OK, render(page_of(document, (), run(from_document(document), all_rules())), home="/")
        return HTTPStatus.NOT_FOUND, _notice("There is no such page in the bank.")


def _notice(message: str) -> str:
    from markupsafe import escape

    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>clausebank</title>"
        f"<p>{escape(message)}</p><p><a href='/'>All texts</a></p></html>"
    )
