"""The workbench in the browser: pages and steps, for those who have the token of the printed address."""

from __future__ import annotations

import hmac
import json
import re
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote

from aligner.errors import ClausebankError, UsageError
from aligner.reader.workbench.session import EditingSession
from aligner.reader.workbench.shown import ShownRow, shown_change, shown_columns, shown_rows
from aligner.reader.workbench.target import EditingTarget, StaleTextError

MOST_BYTES = 1 << 20
"""A step has a few hundred; the longest is a wording."""
_ASSETS = {"workbench.js": "text/javascript", "workbench.css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class WebReply:
    """An answer to a request."""

    status: HTTPStatus
    content: str
    kind: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict)


class Workbench:
    """The texts that can be corrected, each opened once, for all windows that show it.

    Args:
        names: gives the names of the texts.
        target: gives where the text of a name is.
    """

    def __init__(self, names: Callable[[], Sequence[str]], target: Callable[[str], EditingTarget]) -> None:
        self.token = secrets.token_urlsafe(18)
        self._names, self._target = names, target
        self._tables: dict[str, _Table] = {}
        self._lock = threading.Lock()

    @property
    def home(self) -> str:
        """The path of its first page, with the token: the list of texts, or the one text that there is."""
        names = self._names()
        return f"/edit/{self.token}/" + (f"{quote(names[0])}/" if len(names) == 1 else "")

    def close(self) -> None:
        """End all sessions, everything written."""
        for table in self._tables.values():
            table.session.close()

    def answer(self, path: str, body: bytes | None) -> WebReply | None:
        """The answer to a request below ``/edit/``; None where there is nothing.

        Args:
            path: of the address.
            body: what was sent; None where the page only reads.

        Raises:
            ClausebankError: a text cannot be read, or a step cannot be done.
        """
        match = re.fullmatch(r"/edit/([^/]+)/(?:([^/]+)/)?([^/]*)", path)
        if not match or not hmac.compare_digest(match[1].encode(), self.token.encode()):
            return None
        name, action = unquote(match[2] or ""), match[3]
        if not name:
            return self._list() if not action and body is None else None
        if name == "-":
            return _asset(action) if body is None else None
        if name not in self._names():
            return None
        if not action and body is None:
            return WebReply(HTTPStatus.OK, _file("workbench.html"), headers={"Content-Security-Policy": _POLICY})
        return self._table(name).answer(action, body)

    def _list(self) -> WebReply:
        from markupsafe import escape

        items = "".join(f'<li><a href="{escape(name)}/">{escape(name)}</a></li>' for name in self._names())
        page = _file("list.html").replace("{{ texts }}", items)
        return WebReply(HTTPStatus.OK, page, headers={"Content-Security-Policy": _POLICY})

    def _table(self, name: str) -> _Table:
        with self._lock:
            if name not in self._tables:
                self._tables[name] = _Table(self._target(name))
            return self._tables[name]


class _Table:
    """A text on the workbench, as its windows show it."""

    def __init__(self, target: EditingTarget) -> None:
        self.session = EditingSession(target)
        self._target = target
        self._lock = threading.Lock()
        self._rows = self._shown()

    def _shown(self) -> list[ShownRow]:
        session = self.session
        self._advice = session.adviser.count
        return shown_rows(session.grid, session.opinions(), session.adviser.findings)

    def answer(self, action: str, body: bytes | None) -> WebReply | None:
        """What a page asks for, or a step that it asks to do; None where there is no such thing."""
        readings = {"rows": self._whole, "state": self._state}
        changes = {"step": self._step, "reload": self._reload, "phrases": self._phrases}
        if action not in (readings if body is None else changes):
            return None
        with self._lock:
            try:
                return _json(readings[action]() if body is None else changes[action](_object(body)))
            except ClausebankError as error:
                return _json({"problem": str(error)}, _status(error))

    def _phrases(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The phrases of a row, each with its words by language."""
        number = request.get("row")
        phrases = self.session.phrases(number)
        blocks = {(tag, block.number): block for tag, block in self.session.row(number).blocks()}
        shown = []
        for phrase in phrases:
            words = {}
            for tag, block_number, start, end in phrase.places:
                block = blocks[tag, block_number]
                words[tag] = block.text[start - block.start : end - block.start]
            shown.append(words)
        return {"phrases": shown}

    def _reload(self, _request: Mapping[str, Any]) -> dict[str, Any]:
        self.session.reload()
        self._rows = self._shown()
        return self._whole()

    def _whole(self) -> dict[str, Any]:
        if self._advice != self.session.adviser.count:
            self._rows = self._shown()
        document = self._target.document
        title = next(iter(document.title.values()), document.name)
        names = {"name": document.name, "title": title, "columns": shown_columns(document)}
        return {**names, "rows": self._rows, "remark": self.session.remark, **self._state(), "advice": self._advice}

    def _state(self) -> dict[str, Any]:
        session = self.session
        session.notice_changes()
        return {
            "version": session.version,
            "written": session.is_written,
            "delay": str(session.delay or ""),
            "problem": str(session.problem or ""),
            "asking": session.adviser.is_asking,
            "advice": session.adviser.count,
            "undo": session.history.can_undo,
            "redo": session.history.can_redo,
        }

    def _step(self, request: dict[str, Any]) -> dict[str, Any]:
        version, name, advice = (request.pop(key, "") for key in ("version", "do", "advice"))
        if not isinstance(name, str):
            raise UsageError("no operation is named")
        change = self.session.step(str(version), name, request)
        # Another window may have been given newer advice than this one shows: then a change of rows says too little.
        old = self._rows if advice == self._advice else []
        is_whole = not old
        self._rows = self._shown()
        shown = shown_change(old, self._rows)
        patch = {"start": shown.start, "removed": shown.removed, "rows": shown.rows, "whole": is_whole}
        return {"patch": patch, "at": change.start, **self._state(), "advice": self._advice}


def _status(error: ClausebankError) -> HTTPStatus:
    if isinstance(error, StaleTextError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.BAD_REQUEST if isinstance(error, UsageError) else HTTPStatus.INTERNAL_SERVER_ERROR


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError("what was sent is not JSON") from error
    if not isinstance(value, dict):
        raise UsageError("what was sent is not an object")
    return value


def _json(value: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> WebReply:
    return WebReply(status, json.dumps(value, ensure_ascii=False), "application/json")


def _asset(name: str) -> WebReply | None:
    return WebReply(HTTPStatus.OK, _file(name), _ASSETS[name]) if name in _ASSETS else None


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
