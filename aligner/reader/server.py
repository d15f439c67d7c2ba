"""A bank in the browser: its texts as pages, and search across them and any memories, for this machine alone.

The server listens on 127.0.0.1 and answers requests addressed to it there, so that no other machine and no page of
another site (by a name that is made to point here) reads the bank. It serves what it makes from the texts of the
bank, by their names, and from the files it was started with, by their numbers; it opens no path that a request names.
With a workbench it also takes steps of corrections, from its own pages and with the token of the printed address.
A request that is not complete within some seconds is dropped, and only so many are answered at a time.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from aligner.bank import Bank
from aligner.checks import all_rules, from_document, run
from aligner.errors import ClausebankError, NotFoundError, UsageError
from aligner.model import Document
from aligner.reader.overview import overview, searchable
from aligner.reader.page import render
from aligner.reader.results import MOST_UNITS, SearchRequest, download
from aligner.reader.view import page_of
from aligner.reader.workbench.web import MOST_BYTES, Workbench
from aligner.wording.index import Index
from aligner.wording.passages import document_of
from aligner.wording.tables import separated

ADDRESS = "127.0.0.1"
PATIENCE = 10.0
"""Seconds in which a request has to be complete."""
_MOST_CONNECTIONS = 32
_MOST_FIELDS = 20
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


_Answer = tuple[HTTPStatus, str, str, dict[str, str]]


class BankServer(ThreadingHTTPServer):
    """Serves a bank until it is shut down; every request reads its texts anew.

    Args:
        bank: the bank; None where there is a workbench for other files alone.
        port: the port; 0 takes a free one.
        files: paths of memories that are searched with the bank.
        workbench: the texts that can be corrected; none where the bank is only read.

    Raises:
        UsageError: the port is not free.
        NotFoundError: there is no such file.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self, bank: Bank | None, port: int = 0, files: Sequence[str] = (), workbench: Workbench | None = None
    ) -> None:
        for file in files:
            if not Path(file).is_file():
                raise NotFoundError("there is no such file", where=file)
        self.bank, self.files, self.workbench = bank, tuple(files), workbench
        self.indexes: dict[str, Index] = {}
        self.searching = threading.Lock()  # an index answers one request at a time
        self._connections = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        try:
            super().__init__((ADDRESS, port), _Handler)
        except (OSError, OverflowError) as error:
            raise UsageError(f"port {port} is not free ({error})", where="--port", hint="0 takes a free one") from error

    @property
    def url(self) -> str:
        """Where the bank is; of a workbench, with its token."""
        home = self.workbench.home if self.workbench else "/"
        return f"http://{ADDRESS}:{self.server_port}{home}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own; drop the connection where too many are open."""
        if not self._connections.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no thread can be started
            self._connections.release()
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and let the next one in."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._connections.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that breaks off."""


class _Handler(BaseHTTPRequestHandler):
    server_version = "clausebank"
    sys_version = ""
    timeout = PATIENCE

    def setup(self) -> None:
        # The timeout of a socket begins anew with every byte; this one does not.
        self._impatience = threading.Timer(PATIENCE, self._drop)
        self._impatience.daemon = True
        self._impatience.start()
        super().setup()

    def _drop(self) -> None:
        try:
            self.request.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def finish(self) -> None:
        self._impatience.cancel()
        super().finish()

    def do_GET(self) -> None:
        """Answer with a page, or say why there is none."""
        self._impatience.cancel()
        kind = "text/html"
        extra: dict[str, str] = {}
        try:
            status, content, kind, extra = self._answer()
        except NotFoundError as error:
            status, content = HTTPStatus.NOT_FOUND, _notice(str(error))
        except ClausebankError as error:
            status, content = HTTPStatus.INTERNAL_SERVER_ERROR, _notice(str(error))
        except ValueError:  # fields that no browser sends
            status, content = HTTPStatus.BAD_REQUEST, _notice("The address cannot be understood.")
        self._send(status, content, kind, extra)

    def do_POST(self) -> None:
        """Take a step of a correction, from a page of the workbench itself."""
        try:
            status, content, kind, extra = self._corrected()
        except ClausebankError as error:
            status, content, kind, extra = HTTPStatus.INTERNAL_SERVER_ERROR, _notice(str(error)), "text/html", {}
        self._send(status, content, kind, extra)

    def _corrected(self) -> _Answer:
        workbench = cast("BankServer", self.server).workbench
        size = self.headers.get("Content-Length", "")
        if workbench is None:
            return HTTPStatus.NOT_IMPLEMENTED, _notice("The bank is only read here."), "text/html", {}
        host = self.headers.get("Host", "")
        # A page of another site can send a form here, but neither with this origin nor as JSON.
        is_own = self._is_addressed_here() and self.headers.get("Origin") == f"http://{host}"
        if not is_own or self.headers.get_content_type() != "application/json":
            return HTTPStatus.FORBIDDEN, _notice("This was not sent by a page of the workbench."), "text/html", {}
        if not size.isdecimal() or int(size) > MOST_BYTES:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _notice("This is too large."), "text/html", {}
        body = self.rfile.read(int(size))
        self._impatience.cancel()
        return self._of_workbench(workbench, body)

    def _of_workbench(self, workbench: Workbench, body: bytes | None) -> _Answer:
        reply = workbench.answer(urlsplit(self.path).path, body)
        if reply is None:
            return HTTPStatus.NOT_FOUND, _notice("There is no such page on the workbench."), "text/html", {}
        return reply.status, reply.content, reply.kind, dict(reply.headers)

    def _is_addressed_here(self) -> bool:
        return self.headers.get("Host", "").rsplit(":", 1)[0] in (ADDRESS, "localhost")

    do_HEAD = do_GET  # noqa: N815 - http.server looks for this name

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say that a request cannot be answered, by the same template as everything else."""
        self.close_connection = True
        reason = message or explain or HTTPStatus(code).phrase
        self._send(HTTPStatus(code), _notice(reason[:200]), "text/html", {"Connection": "close"})

    def _send(self, status: HTTPStatus, content: str, kind: str, extra: dict[str, str]) -> None:
        body = content.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in {**_HEADERS, **extra}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing: a reader's requests are nobody's business."""

    def _answer(self) -> _Answer:
        server = cast("BankServer", self.server)
        if not self._is_addressed_here():
            host = self.headers.get("Host", "")
            return HTTPStatus.FORBIDDEN, _notice(f"This is the bank at {ADDRESS}, not {host}."), "text/html", {}
        parts = urlsplit(self.path)
        if server.workbench and (server.bank is None or parts.path.startswith("/edit/")):
            return self._of_workbench(server.workbench, None)
        return self._of_bank(parts, server, cast("Bank", server.bank))

    def _of_bank(self, parts: SplitResult, server: BankServer, bank: Bank) -> _Answer:
        request = SearchRequest.of(parse_qs(parts.query, max_num_fields=_MOST_FIELDS))
        if parts.path == "/":
            with server.searching:
                page = overview(bank, request, server.files, server.indexes)
            return HTTPStatus.OK, page, "text/html", {}
        if parts.path == "/hits.csv" and request.query:
            with server.searching:
                table = download(searchable(bank, server.files, server.indexes), request)
            attached = {"Content-Disposition": 'attachment; filename="hits.csv"'}
            return HTTPStatus.OK, "\n".join(["\ufeff" + "\n".join(separated(table, ",")), ""]), "text/csv", attached
        document = self._document(parts.path, bank)
        if document is None:
            return HTTPStatus.NOT_FOUND, _notice("There is no such page in the bank."), "text/html", {}
        page = render(page_of(document, (), run(from_document(document), all_rules())), home="/")
        return HTTPStatus.OK, page, "text/html", {}

    def _document(self, path: str, bank: Bank) -> Document | None:
        server = cast("BankServer", self.server)
        name = re.fullmatch(r"/text/([^/]+)", path)
        if name and unquote(name[1]) in bank.names():
            return bank.load(unquote(name[1]))
        number = re.fullmatch(r"/memory/([1-9][0-9]{0,3})", path)
        if not number or int(number[1]) > len(server.files):
            return None
        document = document_of(server.files[int(number[1]) - 1])
        if len(document.units) > MOST_UNITS:
            raise UsageError(f"{document.name} has more than {MOST_UNITS:,} units: it is searched, not shown as a page")
        return document


def _notice(message: str) -> str:
    from markupsafe import escape

    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>clausebank</title>"
        f"<p>{escape(message)}</p><p><a href='/'>All texts</a></p></html>"
    )
