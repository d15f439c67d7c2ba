"""Where fetched files come from: ``provenance.json`` beside them, which is also what makes fetching resumable."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from aligner.sources.blocks import Source
from aligner.sources.errors import UnreadableError
from tmx import atomic

FILE = "provenance.json"


@dataclass(frozen=True, slots=True)
class Provenance:
    """A fetched file and its origin.

    Attributes:
        file: its name, in the folder of ``provenance.json``.
        symbol: the document symbol that was asked for.
        language: BCP 47 tag.
        format: ``pdf``, ``docx`` or ``doc``.
        address: where the file came from in the end, after all redirections.
        time: when it was fetched, in UTC.
        sha256: checksum of its bytes.
        job_number: what the file itself shows, such as ``11-49656``; empty where it shows none or was not read.
    """

    file: str
    symbol: str
    language: str
    format: str
    address: str
    time: dt.datetime
    sha256: str
    job_number: str = ""


def read_provenance(folder: Path) -> tuple[Provenance, ...]:
    """What is recorded in a folder; empty where nothing is.

    Raises:
        UnreadableError: the record is not what this module writes.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["files"]
        return tuple(_provenance(entry) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(
            "not a record of fetched files", where=str(path), hint="remove it to fetch anew"
        ) from error


def _provenance(entry: Mapping[str, str]) -> Provenance:
    known = {field.name for field in fields(Provenance)} - {"time"}
    texts = {key: str(value) for key, value in entry.items() if key in known}
    return Provenance(time=dt.datetime.fromisoformat(entry["time"]), **texts)


def write_provenance(folder: Path, entries: Iterable[Provenance]) -> None:
    """Write the record of a folder, whole or not at all."""
    files = [{**asdict(entry), "time": entry.time.isoformat(timespec="seconds")} for entry in entries]
    with atomic.text(folder / FILE) as out:
        out.write(json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n")


def provenance_of(source: Source) -> Provenance | None:
    """The record of a file that was read, if it lies beside it and the file is still the one that was fetched."""
    try:
        entries = read_provenance(source.path.parent)
    except UnreadableError:
        return None
    name, sha256 = source.path.name, source.sha256
    return next((entry for entry in entries if (entry.file, entry.sha256) == (name, sha256)), None)
