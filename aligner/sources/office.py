"""Old Word documents (doc), turned into docx by LibreOffice where it is installed."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import tempfile
from pathlib import Path

from aligner.errors import ClausebankError
from aligner.sources import docx
from aligner.sources.errors import UnreadableError
from aligner.sources.extract import Extract

SECONDS = 180


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
            subprocess.run([*command, str(source)], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - found on the path, no shell
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
