"""Alignments as JSON: what `clausebank align` writes and `clausebank score` reads, one text a line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.alignment.beads import Alignment, Link, Pair
from aligner.alignment.decisions import LostDecision, Resolution
from aligner.errors import InputError
from aligner.model import BlockName

Beads = tuple[Mapping[str, tuple[int, ...]], ...]
Links = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The alignment of one text as numbers of blocks, from a system or from people (gold).

    Attributes:
        id: of the text.
        languages: in the order of the text.
        beads: N-way.
        pairs: for two languages, their links; where a pair is missing, the beads cut down to it count.
        group: language to the unit that each block was cut from; None where blocks are units. Inside a unit a finer
            division is not an error.
    """

    id: str
    languages: tuple[str, ...]
    beads: Beads
    pairs: Mapping[Pair, Links]
    group: Mapping[str, tuple[int, ...]] | None = None


def to_json(name: str, found: Alignment, resolution: Resolution | None = None) -> dict[str, Any]:
    """An alignment as a value for JSON: ``id``, ``beads``, ``pairs``, and how far each is to be trusted.

    Args:
        name: of the text.
        found: its alignment.
        resolution: which decisions it kept, and which it could not.
    """
    pairs = {f"{s}-{t}": links for (s, t), links in found.links.items()}
    return {
        "id": name,
        "beads": [_lists(bead.blocks) for bead in found.beads],
        "pairs": {key: list(map(_sides, links)) for key, links in pairs.items()},
        "confidence": {
            "text": round(found.confidence, 4),
            "beads": [round(bead.confidence, 4) for bead in found.beads],
            "pairs": {key: _confidences(links) for key, links in pairs.items()},
        },
        "moved": [
            {"pair": "-".join(passage.languages), "first": list(passage.first), "second": list(passage.second)}
            | {"confidence": round(passage.confidence, 4)}
            for passage in found.moved
        ],
        "evidence": {f"{s}-{t}": list(used) for (s, t), used in found.evidence.items()},
    } | ({"decisions": decisions_to_json(resolution)} if resolution else {})


def _lists(blocks: Mapping[str, tuple[int, ...]]) -> dict[str, list[int]]:
    return {language: list(numbers) for language, numbers in blocks.items()}


def _sides(link: Link) -> list[list[int]]:
    return [list(link.first), list(link.second)]


def _confidences(links: Iterable[Link]) -> list[float]:
    return [round(link.confidence, 4) for link in links]


def decisions_to_json(resolution: Resolution) -> dict[str, Any]:
    """How many decisions hold, and those that do not, each with the reason, as a value for JSON."""
    return {"held": len(resolution.held), "lost": list(map(_lost_to_json, resolution.lost))}


def _lost_to_json(lost: LostDecision) -> dict[str, Any]:
    blocks, missing = _words(lost.decision.blocks), _words(lost.missing)
    return {"kind": str(lost.decision.kind), "blocks": blocks, "reason": lost.reason, "missing": missing}


def _words(names_by_language: Mapping[str, Iterable[BlockName]]) -> dict[str, list[str]]:
    words = {}
    for tag, names in names_by_language.items():
        words[tag] = [name.words for name in names]
    return words


def read(path: Path) -> Iterator[Answer]:
    """The answers of a file of JSON Lines, gold (with "gold") or a system's (with "beads").

    Raises:
        InputError: the file cannot be read, or a line is not an answer.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _answer(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path), hint="name a file of JSON Lines") from error


def _answer(line: str, where: str) -> Answer:
    try:
        value = json.loads(line)
        beads = tuple(map(_bead, value.get("gold", value.get("beads"))))
        group, pairs = value.get("group"), value.get("pairs") or {}
        languages = tuple(value.get("text") or dict.fromkeys(itertools.chain.from_iterable(beads)))
        return Answer(
            str(value["id"]),
            languages,
            beads,
            {
                (s, t): tuple(map(_link, pairs[f"{s}-{t}"]))
                for s, t in itertools.permutations(languages, 2)
                if f"{s}-{t}" in pairs
            },
            {language: tuple(units) for language, units in group.items()} if group else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "this line is not an alignment", where=where, hint='it needs "id" and "beads" (or "gold")'
        ) from error


def _bead(value: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {language: tuple(sorted(blocks)) for language, blocks in value.items() if blocks}


def _link(value: list[list[int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    first, second = value
    return tuple(sorted(first)), tuple(sorted(second))
