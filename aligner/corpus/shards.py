"""A manifest cut into parts, each the work of one task and one file in each table.

The cuts depend on the documents' ids alone (content-defined chunking: Muthitacharoen, Chen & Mazières, "A Low-bandwidth
Network File System", SOSP 2001): a part ends after a document whose hash says so. A document added or taken away changes
the part it is in and at times the next, never all that follow, so that a corpus that grows is not built anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aligner.corpus.manifest import ManifestEntry

SIZE = 100
"""Documents of a part, about."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Neighbouring documents of a manifest.

    Attributes:
        name: of its files, without suffix; the same documents always have the same.
        documents: sorted by id.
    """

    name: str
    documents: tuple[ManifestEntry, ...]


def cut(entries: Iterable[ManifestEntry], size: int = SIZE) -> Iterator[Shard]:
    """The parts of a manifest, in order: of half to twice the size, the last perhaps smaller.

    >>> parts = list(cut([ManifestEntry(f"{n:04}", ()) for n in range(1000)]))
    >>> sum(len(part.documents) for part in parts), len(parts) in range(5, 20)
    (1000, True)
    """
    least = max(size // 2, 1)
    group: list[ManifestEntry] = []
    for entry in entries:
        group.append(entry)
        if len(group) == 2 * size or (len(group) >= least and int(_hash(entry.id), 16) % least == 0):
            yield _part(group)
            group = []
    if group:
        yield _part(group)


def _part(group: list[ManifestEntry]) -> Shard:
    first = re.sub(r"[^a-z0-9]+", "-", group[0].id.lower()).strip("-")[:40]
    return Shard(f"{first}-{_hash(*(entry.id for entry in group))}", tuple(group))


def _hash(*texts: str) -> str:
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=6).hexdigest()
