"""Getting a file over HTTP, politely: one request at a time, with pauses, retries and limits.

urllib of the standard library: the Official Document System needs GET, redirects and certificates, which it does, and
nothing that httpx or requests would add. Proxies are taken from the environment, as everywhere.
"""

from __future__ import annotations

import http.client
import io
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from aligner.sources.errors import FetchError, NoAnswerError

TRIES = 4
MAX_BYTES = 128 << 20
_LONGEST_WAIT = 60.0
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What came back: the status, the address after redirections, the bytes."""

    status: int
    address: str
    data: bytes


@dataclass(slots=True)
class WebClient:
    """Asks one thing at a time.

    Args:
        wait: seconds between two requests; doubled with every retry of one.
        timeout: seconds until a server counts as silent.
        say: told of every retry.
    """

    wait: float = 1.0
    timeout: float = 60.0
    say: Callable[[str], None] = lambda _: None
    _asked: bool = False

    def get(self, address: str, accept: Callable[[bytes], bool] = lambda _: True) -> WebAnswer:
        """The answer to a GET request, whatever its status, after up to four tries.

        Args:
            address: ``http`` or ``https``.
            accept: whether the bytes are whole; an answer that is cut off is asked for again.

        Raises:
            NoAnswerError: no answer, or none that is whole.
            FetchError: the address is not of the web, sends on to one that is not, or the file is too large.
        """
        problem = ""
        for attempt in range(TRIES):
            self._pause(attempt, problem)
            try:
                answer = self._once(address)
            except (OSError, http.client.HTTPException) as error:
                problem = _reason(error)
                continue
            if answer.status in _PASSING:
                problem = f"the server says {answer.status} {http.client.responses.get(answer.status, '')}".strip()
            elif answer.status == http.client.OK and not accept(answer.data):
                problem = "the file was cut off on the way"
            else:
                return answer
        raise NoAnswerError(
            f"no answer after {TRIES} tries: {problem}", where=address, hint="check the network, try later"
        )

    def _pause(self, attempt: int, problem: str) -> None:
        if attempt:
            seconds = min(self.wait * 2**attempt, _LONGEST_WAIT)
            self.say(f"{problem}; trying again in {seconds:g} s ({attempt + 1} of {TRIES})")
            time.sleep(seconds)
        elif self._asked:
            time.sleep(self.wait)
        self._asked = True

    def _once(self, address: str) -> WebAnswer:
        try:
            if urlsplit(address).scheme not in ("http", "https"):
                raise FetchError("not an address of the web", where=address, hint="it begins with https://")
            request = urllib.request.Request(address, headers={"User-Agent": f"clausebank/{version('clausebank')}"})  # noqa: S310 - the scheme was checked
            with _opener().open(request, timeout=self.timeout) as response:
                return WebAnswer(response.status, response.url, _bounded(response, address))
        except urllib.error.HTTPError as error:
            with error:
                return WebAnswer(error.code, error.url or address, error.read(1 << 20))
        except (ValueError, http.client.InvalidURL) as error:  # ValueError: brackets or a host name that cannot be
            raise FetchError(f"not an address of the web ({error})", where=address, hint="check the address") from error


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Redirections lead to the web only: urllib would follow ftp too."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise FetchError(
                f"is sent on to {newurl!r}, which is not the web", where=req.full_url, hint="do not use this server"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_WebOnly)


def _bounded(response: Any, address: str) -> bytes:
    data = io.BytesIO()
    while chunk := response.read(1 << 16):
        data.write(chunk)
        if data.tell() > MAX_BYTES:
            raise FetchError(f"more than {MAX_BYTES >> 20} MB", where=address, hint="no official document has that")
    expected = response.headers.get("Content-Length")
    if expected and expected.isdigit() and data.tell() < int(expected):
        raise http.client.IncompleteRead(data.getvalue(), int(expected) - data.tell())
    return data.getvalue()


def _reason(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the file was cut off on the way"
    inner = getattr(error, "reason", error)
    return f"no connection ({getattr(inner, 'strerror', None) or inner or type(inner).__name__})"
