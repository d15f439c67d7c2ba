"""From files in several languages to a text of the bank: read, cut into units, aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from aligner import align
from aligner.acquisition.versions import Version
from aligner.bank import name_of
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.segmentation import Part, segment
from aligner.text.languages import language

SOURCES = "sources"
_DOUBTFUL = 0.5

_NAMES: Mapping[Role, str] = {
    Role.TITLE: "title",
    Role.ENACTING_BODY: "enacting-body",
    Role.PREAMBULAR_PARAGRAPH: "preamble",
    Role.OPERATIVE_CLAUSE: "operative",
    Role.HEADING: "heading",
    Role.PARAGRAPH: "paragraph",
    Role.CHAPEAU: "chapeau",
    Role.ITEM: "item",
    Role.NOTE: "note",
    Role.SIGNATURE: "signature",
    Role.SENTENCE: "sentence",
}
_ALONE = frozenset((Role.TITLE, Role.ENACTING_BODY))  # there is one of each, as a rule, so that it needs no number


def compose(name: str, versions: Sequence[Version], kept: Mapping[str, str]) -> Document:
    """A text of the bank from its language versions; every wording is unverified until `verify` has compared it.

    Args:
        name: the text's name.
        versions: the files as they were read.
        kept: language to the name of its file in the text's folder ``sources/``.
    """
    parts = {it.language: segment([block.printed for block in it.source.body], it.language) for it in versions}
    blocks = {tag: [_printed(part) for part in some] for tag, some in parts.items()}
    if len(versions) > 1:
        beads = [(dict(bead.blocks), bead.confidence) for bead in align(blocks).beads]
    else:
        (only,) = parts
        beads = [({only: (number,)}, 1.0) for number in range(len(parts[only]))]
    units, names = [], _Names()
    for places, confidence in beads:
        there = {tag: [parts[tag][place] for place in places[tag]] for tag in parts if places.get(tag)}
        units.append(_unit(there, names, confidence))
    symbols = [it.provenance.symbol if it.provenance else it.source.symbol for it in versions]
    return Document(
        name=name_of(name),
        symbol=next(filter(None, symbols), name),
        title=_titles(units, list(parts), name),
        languages={it.language: _version(it, kept[it.language]) for it in versions},
        units=tuple(units),
        details=_details(versions),
    )


def left_out(version: Version) -> tuple[str, ...]:
    """Paragraphs of a file that segmentation takes for furniture, and that are in no unit."""
    body = [block.printed for block in version.source.body]
    used = {part.block for part in segment(body, version.language)}
    return tuple(text for number, text in enumerate(body) if number not in used)


def _printed(part: Part) -> str:
    return f"{part.label} {part.text}" if part.label else part.text


def _unit(there: Mapping[str, Sequence[Part]], names: _Names, confidence: float) -> Unit:
    first = next(iter(there.values()))[0]
    # The role that most languages see; of equals, that of the first.
    role = Counter(parts[0].role for parts in there.values()).most_common(1)[0][0]
    segments = {
        tag: Segment(language(tag).joiner.join([parts[0].text, *map(_printed, parts[1:])]), label=parts[0].label)
        for tag, parts in there.items()
    }
    doubt = f"Aligned with confidence {confidence:.2f}: to be looked at." if confidence < _DOUBTFUL else ""
    return Unit(names.next(role, first), role, segments, note=doubt)


class _Names:
    """Ids that say what a unit is: preamble.3, chapeau.1.a, heading.2."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._open: list[tuple[int, str]] = []  # depth and id of the units that an item can belong to

    def next(self, role: Role, part: Part) -> str:
        """The id of the next unit."""
        self._open = [it for it in self._open if it[0] < part.depth]
        if role == Role.ITEM and part.depth:
            parent = self._open[-1][1] if self._open else _NAMES[role]
            mark = "".join(char for char in part.label.lower() if char.isascii() and char.isalnum())
            id_ = self._free(f"{parent}.{mark or part.ordinal}")
        else:
            stem = _NAMES[role]
            self._counts[stem] += 1
            id_ = self._free(stem if role in _ALONE and self._counts[stem] == 1 else f"{stem}.{self._counts[stem]}")
        self._open.append((part.depth, id_))
        return id_

    def _free(self, id_: str) -> str:
        self._counts[f"={id_}"] += 1
        count = self._counts[f"={id_}"]
        return id_ if count == 1 else self._free(f"{id_}-{count}")


def _titles(units: Sequence[Unit], languages: Sequence[str], name: str) -> dict[str, str]:
    titled = [unit for unit in units if unit.role == Role.TITLE] or [
        unit for unit in units if unit.role == Role.HEADING
    ]
    first = titled[0] if titled else None
    return {tag: (first.text(tag) if first else "") or name for tag in languages}


def _version(version: Version, kept: str) -> LanguageVersion:
    source, record = version.source, version.provenance
    job = f", job number {source.job_number}" if source.job_number else ""
    origin = (
        f"Fetched from {record.address} on {record.time:%Y-%m-%d} ({source.format}{job})"
        if record
        else f"The file {source.path.name} ({source.format}{job})"
    )
    sample = " It was generated by a program and is no official document." if source.is_sample else ""
    return LanguageVersion(
        language=version.language,
        status=Status.UNVERIFIED,
        source=f"{origin}, read by `clausebank add` and not compared since.{sample}",
        file=f"{SOURCES}/{kept}",
        sha256=source.sha256,
    )


def _details(versions: Sequence[Version]) -> dict[str, object]:
    jobs = {it.language: it.source.job_number for it in versions if it.source.job_number}
    if len(set(jobs.values())) == 1:
        return {"job_number": next(iter(jobs.values()))}
    return {"job_number": jobs} if jobs else {}
