"""Old Word documents (doc), turned into docx by LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from aligner.errors import ClausebankError
from aligner.sources import docx
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract

SECONDS = 180
GRACE = 3
"""Seconds that it has to end when it is told to."""


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def extract(path: Path, data: bytes) -> Extract:
    """Everything an old Word document says.

    Raises:
        ClausebankError: LibreOffice is not installed.
        UnreadableError: LibreOffice cannot read the file.
    """
    office = program()
    if office is None:
        raise ClausebankError(
            "reading .doc needs LibreOffice",
            where=str(path),
            hint="install it (apt install libreoffice-writer-nogui) or fetch PDF",
        )
    with tempfile.TemporaryDirectory() as folder:
        # A profile of its own: nothing of the user's is read or written, and two conversions can run at once.
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [
            office,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
        ]
        try:
            _run([*command, str(source)], folder)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(
                f"LibreOffice took more than {SECONDS} seconds", where=str(path), hint="fetch PDF instead"
            ) from error
        converted = Path(folder) / "source.docx"
        if not converted.exists():
            raise UnreadableError("LibreOffice cannot read it", where=str(path), hint="fetch PDF instead")
        try:
            result = docx.extract(converted, converted.read_bytes())
        except UnreadableError as error:
            raise UnreadableError(error.what, where=str(path), hint=error.hint) from error
    # The pages that LibreOffice would break are not those of the official file.
    return dataclasses.replace(result, blocks=tuple(dataclasses.replace(block, page=0) for block in result.blocks))


def _run(command: list[str], folder: str) -> None:
    """Run LibreOffice, whose first process is only a starter: all that it starts ends with it."""
    # Found on the path, no shell; a session of its own is one group that can be ended as a whole.
    with subprocess.Popen(  # noqa: S603
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "TMPDIR": folder},  # what it leaves lying about when it is ended goes with the folder
    ) as office:
        try:
            office.wait(SECONDS)
        except BaseException:
            _end_group(office)
            raise


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if not hasattr(os, "killpg"):  # Windows
        process.kill()
        return
    os.killpg(process.pid, signal.SIGTERM)  # it removes its socket and its lock
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
