"""A big file in parts, each read by a process of its own."""

from __future__ import annotations

import io
import mmap
import multiprocessing
import multiprocessing.connection
import os
import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar, cast

from tmx.errors import TmxInputError, TmxUsageError
from tmx.findings import InvalidTmxError, TmxFinding
from tmx.model import TranslationUnit
from tmx.reader import Errors, Reader
from tmx.source import encoding_of

Result = TypeVar("Result")

_SMALLEST_PART = 4 << 20
_BORDER = re.compile(rb"</tu>\s*(?=<tu[\s>])")
_BODY = re.compile(rb"<body\s*>")
_DECLARATION = re.compile(rb"\s*(?:<\?xml\s[^<>]*\?>)?\s*(?:<!DOCTYPE\s[^<>\[]*>)?")
_LONGEST_HEAD = 1 << 20
_HIDING = (b"!--", b"![CDATA[", b"?>")
"""Signs of comments and the like, which may contain tags that are none."""
_END = b"</body></tmx>"


def map_parts(
    path: str | os.PathLike[str],
    function: Callable[[Iterable[TranslationUnit]], Result],
    *,
    jobs: int,
    errors: Errors = "strict",
) -> tuple[list[Result], list[TmxFinding]]:
    """Call a function with the units of each part of a memory, in as many processes as asked for.

    Parts begin and end between units. That is certain only in a file without comments and the like and in an encoding
    in which ASCII is ASCII; any other, a compressed or a small one is read as one part, here.

    Args:
        path: the file.
        function: takes units, returns a result that can be pickled; must be importable by name.
        jobs: how many processes.
        errors: as for :func:`tmx.read`.

    Returns:
        The results in the order of the file, and the findings with their lines in the file.

    Raises:
        InvalidTmxError: in strict mode.
        TmxInputError: when the file cannot be opened or is not TMX at all.
    """
    if jobs < 1:
        raise TmxUsageError(f"{jobs} jobs", hint="give a number from 1")
    parts = _parts(os.fspath(path), jobs) if jobs > 1 else []
    if len(parts) > 1:
        outcomes = _in_processes(parts, function, errors)
        if not any(outcome.hidden for outcome in outcomes):
            return _collected(parts, outcomes)
    with Reader(path, errors=errors) as reader:
        return [function(reader)], reader.findings


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a file, and what every part begins with: all that comes before the units."""

    path: str
    start: int
    end: int
    beginning: bytes
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[Result]):
    """What a process has found; the lines of its findings are counted from the beginning and the part."""

    results: tuple[Result, ...]
    findings: list[TmxFinding]
    failure: TmxFinding | None
    hidden: bool = False


class _HiddenError(Exception):
    """Something in the file may contain tags that are none."""


def _parts(path: str, jobs: int) -> list[_Part]:
    """Parts of about equal size; none where the file cannot be divided with certainty."""
    try:
        size = Path(path).stat().st_size
        if size < 2 * _SMALLEST_PART:
            return []
        with Path(path).open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            head = data[:_LONGEST_HEAD]
            body = _BODY.search(head)
            encoding, signature, odd = encoding_of(head)
            if not body or encoding != "utf-8" or odd:
                return []
            beginning = head[signature : body.end()]
            declared = _DECLARATION.match(beginning)
            if any(mark in beginning[declared.end() if declared else 0 :] for mark in (*_HIDING, b"[")):
                return []
            first = body.end()
            borders = [first]
            for number in range(1, min(jobs, size // _SMALLEST_PART)):
                border = _BORDER.search(data, first + (size - first) * number // jobs)
                if border and border.end() > borders[-1]:
                    borders.append(border.end())
    except OSError as error:
        raise TmxInputError(f"cannot be opened ({error.strerror})", where=path, hint="check the name") from error
    ends = [*borders[1:], size]
    return [_Part(path, start, end, beginning, end == size) for start, end in zip(borders, ends, strict=True)]


def _in_processes(
    parts: list[_Part], function: Callable[[Iterable[TranslationUnit]], Result], errors: Errors
) -> list[_Outcome[Result]]:
    """Read each part in a process of its own; when this one is interrupted or killed, none of them is left."""
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(len(parts), initializer=_end_with_parent) as pool:
        try:
            return list(pool.map(_outcome, parts, [function] * len(parts), [errors] * len(parts)))
        except BaseException:
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()  # leaving the pool would wait until they have read their parts
            raise


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: killed, it cannot say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _outcome(part: _Part, function: Callable[[Iterable[TranslationUnit]], Result], errors: Errors) -> _Outcome[Result]:
    """Read one part; runs in a process of its own."""
    with Path(part.path).open("rb") as file:
        stream = _PartStream(part, file)
        try:
            reader = Reader(cast("BinaryIO", stream), errors=errors)
            results = (function(reader),)
        except _HiddenError:
            return _Outcome((), [], None, hidden=True)
        except InvalidTmxError as error:
            return _Outcome((), [], error.finding)
    return _Outcome(results, reader.findings, None)


class _PartStream(io.RawIOBase):
    """The bytes of a part, made a whole document."""

    def __init__(self, part: _Part, file: BinaryIO) -> None:
        self._file, self._left = file, part.end - part.start
        self._file.seek(part.start)
        self._beginning = part.beginning
        self._ending = b"" if part.is_last else _END
        self._before = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` of them."""
        if self._beginning:
            data, self._beginning = self._beginning, b""
            return data
        data = self._file.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        border = self._before + data[:8]
        if any(mark in data or mark in border for mark in _HIDING):
            raise _HiddenError
        self._before = data[-8:]
        if not data:
            data, self._ending = self._ending, b""
        return data


def _collected(parts: list[_Part], outcomes: list[_Outcome[Result]]) -> tuple[list[Result], list[TmxFinding]]:
    findings: list[TmxFinding] = []
    for number, outcome in enumerate(outcomes):
        if outcome.failure or outcome.findings:
            before = sum(map(_lines, parts[:number]))
            findings += [replace(finding, line=finding.line + before) for finding in outcome.findings]
        if outcome.failure:
            raise InvalidTmxError(replace(outcome.failure, line=outcome.failure.line + before), parts[0].path)
    return [result for outcome in outcomes for result in outcome.results], findings


def _lines(part: _Part) -> int:
    """How many lines end in a part."""
    with Path(part.path).open("rb") as file:
        file.seek(part.start)
        left, lines = part.end - part.start, 0
        while data := file.read(min(left, 1 << 20)):
            left -= len(data)
            lines += data.count(b"\n")
    return lines
