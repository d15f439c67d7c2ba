"""Where the files of a manifest are: in a folder, or on the web and kept in the corpus once they are fetched."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.corpus.manifest import ManifestEntry
from aligner.errors import ClausebankError, InputError
from aligner.sources import FetchError, NoAnswerError, is_whole
from aligner.sources.web import WebClient
from tmx import atomic

_SILENT = 3
"""Addresses in a row that nobody answers at: then it is the network, and not the addresses."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a manifest.

    Attributes:
        root: the folder that paths are in; none leads out of it.
        fetched: the folder for files from addresses, named by the sha256 of the address.
    """

    root: Path
    fetched: Path

    def located(self, path: str) -> Path:
        """The file of a path or an address; one that was not fetched is not there.

        Raises:
            InputError: it leads out of the folder.
        """
        if is_address(path):
            return self.fetched / hashlib.sha256(path.encode()).hexdigest()
        try:
            file = (self.root / path).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # links that lead in a circle, names with a null character
            raise InputError("no file can be reached by this path", where=path, hint="correct the manifest") from error
        if not file.is_relative_to(self.root.resolve()):
            raise InputError(
                "leads out of the folder of the corpus", where=path, hint="move it there, or choose --root"
            )
        return file

    def checksum(self, path: str) -> str:
        """SHA-256 of a file's bytes in hexadecimal; what is wrong with it where it cannot be read."""
        try:
            file = self.located(path)
            if file.exists() and not file.is_file():
                return "not a file"  # opening a pipe could wait for ever
            with file.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ClausebankError) as error:
            return f"{type(error).__name__}: {error}"


def is_address(path: str) -> bool:
    """Whether a manifest names an address and not a path.

    >>> is_address("https://documents.un.org/api/symbol/access?s=A/66/359&l=zh&t=pdf"), is_address("zh/a-66-359.pdf")
    (True, False)
    """
    return "://" in path


def fetch(
    entries: Sequence[ManifestEntry], files: Files, client: WebClient, say: Callable[[str], None]
) -> tuple[ManifestEntry, ...]:
    """Fetch what a manifest names by address and is not there yet, one file after the other.

    Args:
        entries: the manifest.
        files: where to keep them.
        client: asks for them.
        say: told how many there are to fetch, and every minute how many have come.

    Returns:
        The manifest, in which a document that could not be fetched has a problem.

    Raises:
        NoAnswerError: nobody answers at several addresses in a row; what was fetched stays.
        TmxOutputError: the folder cannot be written.
    """
    wanted = {path for entry in entries for _, path in entry.files if is_address(path)}
    missing = {address for address in wanted if not files.located(address).is_file()}
    if not missing:
        return tuple(entries)
    say(f"{len(missing):,} files to fetch, one at a time; a build that is stopped goes on from where it was")
    with atomic.folder(files.fetched):
        problems = dict(_problems(sorted(missing), files, client, say))
    return tuple(_with_problem(entry, problems) for entry in entries)


def _problems(
    addresses: Sequence[str], files: Files, client: WebClient, say: Callable[[str], None]
) -> Iterator[tuple[str, str]]:
    """Addresses that could not be fetched, and why."""
    silent, last_report = 0, time.monotonic()
    for count, address in enumerate(addresses, start=1):
        try:
            _one(address, files, client)
            silent = 0
        except FetchError as error:
            silent = silent + 1 if isinstance(error, NoAnswerError) else 0
            if silent == _SILENT:
                raise
            yield address, str(error)
        if time.monotonic() - last_report >= 60:
            last_report = time.monotonic()
            say(f"{count:,} of {len(addresses):,} files fetched")


def _with_problem(entry: ManifestEntry, problems: Mapping[str, str]) -> ManifestEntry:
    reasons = [problems[path] for _, path in entry.files if path in problems]
    return replace(entry, problem=reasons[0]) if reasons and not entry.problem else entry


def _one(address: str, files: Files, client: WebClient) -> None:
    answer = client.get(address, accept=is_whole)
    if answer.status != 200:
        raise FetchError(f"the server answers with status {answer.status}", where=address, hint="check the address")
    with atomic.binary(files.located(address)) as out:
        out.write(answer.data)
