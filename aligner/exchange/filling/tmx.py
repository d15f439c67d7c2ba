"""Memories: a unit without the target gets a variant that says it is a match, and whose status is unverified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import tmx
from aligner.exchange.filling import Propose
from aligner.exchange.memory import language_tag
from aligner.model import Status
from tmx.languages import matches


def fill(path: Path, output: str, pair: tuple[str, str], propose: Propose) -> None:
    """Write a memory with its missing translations filled; see :func:`aligner.exchange.filling.fill`."""
    with tmx.read(path) as reader:
        tmx.write(output, _filled(reader, pair, propose), header=reader.header, profile="exact")


def _filled(
    units: Iterable[tmx.TranslationUnit], pair: tuple[str, str], propose: Propose
) -> Iterator[tmx.TranslationUnit]:
    for unit in units:
        source, target = (_variant(unit, tag) for tag in pair)
        words = tmx.plain_text(source.segment) if source else ""
        is_empty = target is None or not tmx.plain_text(target.segment).strip()
        proposal = propose(words) if words.strip() and is_empty else None
        if proposal is None:
            yield unit
            continue
        props = (tmx.Property("x-match", proposal.in_words), tmx.Property("x-status", Status.UNVERIFIED))
        filled = tmx.Variant(target.language if target else pair[1], proposal.target, props=props)
        yield replace(unit, variants=(*(variant for variant in unit.variants if variant is not target), filled))


def _variant(unit: tmx.TranslationUnit, tag: str) -> tmx.Variant | None:
    return next((each for each in unit.variants if matches(language_tag(each.language) or each.language, tag)), None)
