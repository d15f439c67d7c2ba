"""Reading in a process of its own, with limits of memory and time: for native code that meets untrusted files.

The process prints one JSON object; whatever it does else (crash, run on, fill memory), the caller gets an error that
says so and goes on.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from aligner.errors import MissingExtraError
from aligner.sources.blocks import Block, BlockKind
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract

MEMORY = 1 << 30
"""Bytes of address space a reader may use, where the system can limit it (not on Windows or macOS)."""
SECONDS = 120
"""Processor time a reader may take, where the system can limit it."""
PATIENCE = 600
"""Seconds to wait for a reader, on a machine that has other work to do as well."""


def extract(path: Path, data: bytes) -> Extract:
    """As :func:`aligner.sources.pdf.extract`, confined.

    Raises:
        MissingExtraError: pypdfium2 is not installed.
        UnreadableError: as there, or the reader went beyond its limits or crashed.
    """
    command = [sys.executable, "-P", "-m", "aligner.sources.confined", str(path)]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - this interpreter, this module
    except subprocess.TimeoutExpired as error:
        raise _beyond(path, f"reading it took more than {PATIENCE} seconds") from error
    if run.returncode == -getattr(signal, "SIGXCPU", 0) != 0:
        raise _beyond(path, f"reading it took more than {SECONDS} seconds of processor time")
    try:
        answer = json.loads(run.stdout)
    except ValueError as error:
        raise _beyond(path, f"reading it took more than {MEMORY >> 20} MB, or broke the PDF library") from error
    if "missing" in answer:
        raise MissingExtraError(answer["missing"], "documents")
    if "error" in answer:
        raise UnreadableError(answer["error"], where=str(path), hint=answer["hint"])
    blocks = tuple(
        Block(text, kind=BlockKind(kind), page=page, position=number, line_ends=tuple(ends))
        for number, (text, kind, page, ends) in enumerate(answer["blocks"], start=1)
    )
    return Extract(blocks, answer["creator"], tuple(answer["remarks"]))


def _beyond(path: Path, what: str) -> UnreadableError:
    return UnreadableError(what, where=str(path), hint="it is damaged or made to do harm; do not open it")


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit of the caller is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: Path, data: bytes) -> dict[str, object]:
    from aligner.sources import pdf

    try:
        result = pdf.extract(path, data)
    except MissingExtraError:
        return {"missing": "reading PDF"}
    except UnreadableError as error:
        return {"error": error.what, "hint": error.hint}
    blocks = [(block.text, str(block.kind), block.page, block.line_ends) for block in result.blocks]
    return {"blocks": blocks, "creator": result.creator, "remarks": result.remarks}


if __name__ == "__main__":
    _limit()
    print(json.dumps(_answer(Path(sys.argv[1]), sys.stdin.buffer.read())))  # noqa: T201 - the answer to the process that started this one
