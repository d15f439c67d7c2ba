"""A server that behaves like the Official Document System, on this machine only, holding files from a folder.

    with serving(folder) as server:      # folder/A-66-359-zh.pdf and so on
        server.address                   # http://127.0.0.1:NNNNN

It redirects a symbol to its file, and answers with a page for people and status 200 where it has none, as the real one
does. `server.faults` makes it fail in the ways networks do.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

_NOT_THERE = b"<!DOCTYPE html><html><head><title>ODS</title></head><body><p>There is no document matching your request.</p></body></html>"


@dataclass(slots=True)
class SampleServer:
    """What the server holds and has seen.

    Attributes:
        folder: the files, named ``A-66-359-zh.pdf``.
        address: where it listens.
        requests: paths that were asked for, in order.
        agents: user agents of the requests.
        faults: what to do wrong with the next requests: a status code, ``cut``, ``drop``, ``ftp`` or ``long``.
    """

    folder: Path
    address: str = ""
    requests: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    faults: list[int | str] = field(default_factory=list)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[SampleServer]:
    """Serve a folder as long as the block lasts."""
    state = SampleServer(folder)

    class Handler(_Handler):
        server_state = state

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        state.address = f"http://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            http.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_state: SampleServer

    def do_GET(self) -> None:
        state = self.server_state
        state.requests.append(self.path)
        state.agents.append(self.headers.get("User-Agent", ""))
        address = urlsplit(self.path)
        if address.path == "/api/symbol/access":
            query = {key: values[0] for key, values in parse_qs(address.query).items()}
            self._symbol(query.get("s", ""), query.get("l", ""), query.get("t", ""))
        else:
            self._file(state.folder / Path(address.path).name)

    def _symbol(self, symbol: str, language: str, kind: str) -> None:
        name = f"{re.sub(r'[^A-Za-z0-9]+', '-', symbol)}-{language}"
        endings = ("pdf",) if kind == "pdf" else ("docx", "doc")
        found = next((it for ending in endings if (it := self.server_state.folder / f"{name}.{ending}").exists()), None)
        if found is None:
            self._answer(200, _NOT_THERE, "text/html")
        else:
            self.send_response(302)
            self.send_header("Location", f"/doc/undoc/gen/n11/496/56/{found.name}")
            self.end_headers()

    def _file(self, path: Path) -> None:
        fault = self.server_state.faults.pop(0) if self.server_state.faults else None
        data = path.read_bytes() if path.is_file() else b""
        if isinstance(fault, int):
            self._answer(fault, b"busy", "text/plain")
        elif fault == "drop":
            self.connection.close()
        elif fault == "ftp":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/etc/passwd")
            self.end_headers()
        elif not data:
            self._answer(404, b"not found", "text/plain")
        else:
            self._answer(200, data[: len(data) // 2] if fault == "cut" else data, "application/octet-stream", len(data))

    def _answer(self, status: int, data: bytes, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
        """Say nothing."""
