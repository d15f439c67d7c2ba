"""The Official Document System of the United Nations: a symbol and a language in, a file and its provenance out.

``https://documents.un.org/api/symbol/access?s=A/66/359&l=zh&t=pdf`` redirects to the file (``t=doc`` for Word). What
is not there is answered with a page for people and status 200, so an answer is told by its bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlencode

from aligner.errors import ClausebankError, OutputError, UsageError
from aligner.sources import format_of, is_whole, read
from aligner.sources.errors import FetchError
from aligner.sources.provenance import Provenance, read_provenance, write_provenance
from aligner.sources.web import WebClient
from tmx import atomic

SERVER = "https://documents.un.org"
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:[.(][A-Za-z0-9.()-]{1,20})?(?:/[A-Za-z0-9().*+_ -]{1,40}){1,10}")
"""A body comes first, some with a session or a division: A/66/359, IDB.39/2, UNEP(DTIE)/Hg/INC.7/3."""


class FileFormat(StrEnum):
    """What can be asked for."""

    PDF = "pdf"
    DOCX = "docx"
    """Word, in whichever of its formats the system has: old documents are ``.doc``."""


_ACCEPTED = {FileFormat.PDF: ("pdf",), FileFormat.DOCX: ("docx", "doc")}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is there now; ``is_new`` unless it was there already."""

    provenance: Provenance
    is_new: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A language the document is not there in, and why."""

    language: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentSystem:
    """The Official Document System, or a server that behaves like it."""

    client: WebClient
    server: str = SERVER

    def fetch(
        self, symbol: str, languages: Sequence[str], folder: Path, file_format: FileFormat = FileFormat.PDF
    ) -> Iterator[Fetched | Missing]:
        """Fetch a document in some languages, one after the other.

        What an earlier call has fetched, and is unchanged, is not asked for again. The record is written after every
        file, so that a call that was broken off can be repeated.

        Raises:
            UsageError: this is no document symbol, or the United Nations do not publish in a language.
            FetchError: the server cannot be reached, or does not answer as the system does.
            OutputError, TmxOutputError: the folder cannot be written.
        """
        symbol = _checked(symbol, languages)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot be made a folder ({error.strerror})", where=str(folder)) from error
        fetched_languages: set[str] = set()
        for language in languages:
            earlier = _here(folder, symbol, language, file_format)
            result = Fetched(earlier, is_new=False) if earlier else self._one(symbol, language, folder, file_format)
            if isinstance(result, Fetched):
                fetched_languages.add(language)
            elif not fetched_languages:
                result = Missing(language, self._why(symbol, language, file_format, result.reason))
            yield result

    def address(self, symbol: str, language: str, file_format: FileFormat) -> str:
        """Where to ask for a document."""
        kind = "doc" if file_format == FileFormat.DOCX else "pdf"
        query = urlencode({"s": symbol, "l": _primary(language), "t": kind}, safe="/", quote_via=quote)
        return f"{self.server.rstrip('/')}/api/symbol/access?{query}"

    def _one(self, symbol: str, language: str, folder: Path, file_format: FileFormat) -> Fetched | Missing:
        answer = self.client.get(self.address(symbol, language, file_format), accept=is_whole)
        if answer.status in (404, 410):
            return Missing(language, f"{symbol} is not there in {language} as {file_format}")
        if answer.status != 200:
            raise FetchError(
                f"the server refuses with status {answer.status}", where=answer.address, hint="open it in a browser"
            )
        sent = format_of(answer.data)
        if sent.is_text:
            return Missing(language, f"{symbol} is not there in {language} as {file_format}{_said(answer.data)}")
        if sent.name not in _ACCEPTED[file_format]:
            return Missing(language, f"{symbol}: the server sent {sent.name} where {file_format} was asked for")
        name = f"{re.sub(r'[^A-Za-z0-9]+', '-', symbol).strip('-')}-{language}.{sent.name}"
        with atomic.binary(folder / name) as out:
            out.write(answer.data)
        entry = Provenance(
            file=name,
            symbol=symbol,
            language=language,
            format=sent.name,
            address=answer.address,
            time=dt.datetime.now(dt.UTC).replace(microsecond=0),
            sha256=hashlib.sha256(answer.data).hexdigest(),
            job_number=_job_number(folder / name),
        )
        earlier = [record for record in read_provenance(folder) if record.file != name]
        write_provenance(folder, [*earlier, entry])
        return Fetched(entry, is_new=True)

    def _why(self, symbol: str, language: str, file_format: FileFormat, reason: str) -> str:
        """One more question, to tell a symbol that does not exist from a language that is missing."""
        second_language = "en" if _primary(language) != "en" else "fr"
        answer = self.client.get(self.address(symbol, second_language, file_format))
        if answer.status == 200 and not format_of(answer.data).is_text:
            return f"{reason}; it is there in {second_language}"
        return f"there is no document {symbol}, as far as the server says ({reason})"


def _checked(symbol: str, languages: Sequence[str]) -> str:
    bare = symbol.strip()
    bare = bare if bare.startswith(("Add", "Corr")) else bare.upper() if bare.islower() else bare
    if not _SYMBOL.fullmatch(bare) or ".." in bare:
        raise UsageError(f"'{symbol}' is not a document symbol", hint="write it as A/66/359 or A/RES/64/211")
    unknown = [tag for tag in languages if _primary(tag) not in LANGUAGES]
    if unknown or not languages:
        raise UsageError(
            f"the United Nations do not publish in '{', '.join(unknown)}'",
            where="--languages",
            hint=f"choose from {', '.join(LANGUAGES)}",
        )
    return bare


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _here(folder: Path, symbol: str, language: str, file_format: FileFormat) -> Provenance | None:
    for entry in read_provenance(folder):
        path = folder / Path(entry.file).name
        is_wanted = (entry.symbol, entry.language) == (symbol, language) and entry.format in _ACCEPTED[file_format]
        if is_wanted and path.is_file():
            return entry if hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256 else None
    return None


def _said(page: bytes) -> str:
    """What a page for people says, in a few words."""
    text = re.sub(r"(?is)<(script|style|title)\b.*?</\1>|<[^>]{0,2000}>", " ", page[:20_000].decode("utf-8", "replace"))
    words = " ".join(text.split())
    return f" (the server says: {words[:120]})" if words else ""


def _job_number(path: Path) -> str:
    try:
        return read(path).job_number
    except ClausebankError:
        return ""  # cannot be read here, perhaps for want of an extra: the file is fetched all the same
