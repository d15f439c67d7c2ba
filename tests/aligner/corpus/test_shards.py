"""How a manifest is cut into the work of tasks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus.manifest import ManifestEntry
from aligner.corpus.shards import cut

NAMES = st.sets(st.text(min_size=1, max_size=8), max_size=60)


@given(NAMES, st.integers(1, 20))
def test_every_document_is_in_one_part_none_too_big_and_names_are_unique(names: set[str], size: int) -> None:
    entries = [ManifestEntry(name, ()) for name in sorted(names)]
    parts = list(cut(entries, size))
    assert [entry for part in parts for entry in part.documents] == entries
    assert all(size // 2 <= len(part.documents) <= 2 * size for part in parts[:-1])
    assert len({part.name.lower() for part in parts}) == len(parts)
    assert all(part.name.isascii() and "/" not in part.name for part in parts)


def test_a_document_more_leaves_nearly_all_parts_as_they_are() -> None:
    entries = [ManifestEntry(f"{number:05}", ()) for number in range(5000)]
    before = {part.name for part in cut(entries)}
    after = {part.name for part in cut([*entries[:1234], ManifestEntry("01233a", ()), *entries[1234:]])}
    assert len(before) > 30
    assert len(before - after) <= 3
