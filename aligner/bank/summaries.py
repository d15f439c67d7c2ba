"""What a list of texts shows of each, without reading all of them every time.

A text is read once and its summary kept in the user's cache; it is good as long as the files of the text are the same
ones, by inode, time and size. A cache that is missing, damaged or cannot be written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import platformdirs

from aligner.bank import Bank
from aligner.bank.transaction import state
from aligner.coverage import AttestedShare, attested_share
from aligner.errors import ClausebankError, InputError
from aligner.model import AttestationKind, Document, Status
from tmx import atomic

_LAYOUT = 2
"""Changes whenever a summary says something else of the same text."""


@dataclass(frozen=True, slots=True)
class LanguageSummary:
    """One language of a text: its status, its origin, and how much of it is attested.

    Attributes:
        status: that of the language version.
        source: the origin in words.
        sha256: checksum of the source file; empty where there is none.
        statuses: how many segments have each status.
        attested: how much of its wording quotations support.
    """

    status: str
    source: str
    sha256: str
    statuses: Mapping[str, int]
    attested: AttestedShare

    @property
    def unverified(self) -> int:
        """Segments that nobody has compared with a source or reviewed."""
        return self.statuses.get(Status.UNVERIFIED, 0)


@dataclass(frozen=True, slots=True)
class TextSummary:
    """A text in a few figures; ``date`` is empty where none is known."""

    name: str
    symbol: str
    date: str
    title: Mapping[str, str]
    units: int
    phrases: int
    concepts: int
    languages: Mapping[str, LanguageSummary]


def summaries(bank: Bank, report: Callable[[str, ClausebankError], object]) -> Iterator[TextSummary]:
    """The summaries of all texts that can be read, by name.

    Args:
        bank: the texts.
        report: told the name and the error of each text that cannot be read.
    """
    file = _cache_file(bank.root)
    cached = _cached(file)
    entries: dict[str, object] = {}
    for name in bank.names():
        try:
            files = json.dumps(state(bank.root / name))
            entry = cached.get(name)
            summary = _kept_summary(entry, files)
            if summary is None:
                summary = summary_of(bank.load(name))
                entry = {"files": files, "summary": asdict(summary)}
        except ClausebankError as error:
            report(name, error)
            continue
        except OSError as error:
            report(name, InputError(f"cannot be read ({error.strerror})", where=str(bank.root / name)))
            continue
        entries[name] = entry
        yield summary
    if entries != cached:
        _keep(file, entries)


def _kept_summary(entry: Any, files: str) -> TextSummary | None:
    """The summary that was kept, where it is one and the files of the text are as they were."""
    try:
        return _summary(entry["summary"]) if entry["files"] == files else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def summary_of(document: Document) -> TextSummary:
    """The summary of a text."""
    languages = {}
    for tag, version in document.languages.items():
        statuses = [unit.segments[tag].status for unit in document.units if tag in unit.segments]
        languages[tag] = LanguageSummary(
            status=str(version.status),
            source=version.source,
            sha256=version.sha256,
            statuses=dict(Counter(map(str, statuses))),
            attested=attested_share(document, tag),
        )
    return TextSummary(
        name=document.name,
        symbol=document.symbol,
        date=document.date.isoformat() if document.date else "",
        title=dict(document.title),
        units=len(document.units),
        phrases=sum(len(unit.phrases) for unit in document.units),
        concepts=len(document.concepts),
        languages=languages,
    )


def _summary(record: Mapping[str, Any]) -> TextSummary:
    languages = {}
    for tag, facts in record["languages"].items():
        share = facts["attested"]
        by_kind = {AttestationKind(kind): count for kind, count in share["by_kind"].items()}
        languages[tag] = LanguageSummary(
            **{**facts, "attested": AttestedShare(share["attested"], share["total"], by_kind)}
        )
    return TextSummary(**{**record, "languages": languages})


def _cache_file(root: Path) -> Path:
    folder = Path(os.environ.get("CLAUSEBANK_CACHE") or platformdirs.user_cache_path("clausebank")) / "banks"
    place = hashlib.sha256(os.path.realpath(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"{place}.{_LAYOUT}.json"


def _cached(file: Path) -> dict[str, Any]:
    try:
        entries = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _keep(file: Path, entries: Mapping[str, object]) -> None:
    with contextlib.suppress(OSError, ClausebankError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with atomic.text(file) as out:
            out.write(json.dumps(entries, ensure_ascii=False))
