"""Segments in their context, as memoQ, Trados Studio and OmegaT write it; OmegaT itself is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import tmx
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.tmx import units, write
from aligner.model import Document, LanguageVersion, Phrase, Role, Segment, Status, Stretch, Unit

WORDS = (("First | one", "Premier"), ("Same", "Le même"), ("Second <one>", "Second"), ("Same", "La même"))
VERSIONS = {
    "en": LanguageVersion("en", Status.UNVERIFIED, "made up", "sources/text.txt"),
    "fr": LanguageVersion("fr", Status.UNVERIFIED, "made up"),
}
TEXT = Document(
    "text",
    "T/1",
    {"en": "Text"},
    VERSIONS,
    tuple(
        Unit(str(number), Role.PARAGRAPH, {"en": Segment(en), "fr": Segment(fr)})
        for number, (en, fr) in enumerate(WORDS)
    ),
)


def properties(part: tmx.TranslationUnit | tmx.Variant) -> dict[str, str]:
    return {
        prop.type: prop.text for prop in part.props if prop.type not in ("x-symbol", "x-unit", "x-role", "x-status")
    }


def test_memoq_gets_the_neighbours_at_the_source() -> None:
    first, second, *_ = units(Selection(TEXT, ("en", "fr")), "memoq")
    assert properties(first.variants[0]) == {"x-context-post": "<seg>Same</seg>"}
    assert properties(second.variants[0]) == {
        "x-context-pre": "<seg>First | one</seg>",
        "x-context-post": "<seg>Second &lt;one&gt;</seg>",
    }
    assert not properties(second.variants[1])


def test_trados_gets_the_segment_before_in_both_languages() -> None:
    first, second, *_ = units(Selection(TEXT, ("en", "fr")), "trados")
    assert not properties(first)
    assert properties(second) == {"x-ContextContent": "First | |  one |  | Premier | "}


def test_omegat_gets_the_neighbours_of_a_source_that_occurs_again_in_the_file_it_is_known_from() -> None:
    of_units = [properties(unit) for unit in units(Selection(TEXT, ("en", "fr")), "omegat")]
    assert of_units == [{}, {}, {}, {"file": "text.txt", "prev": "Second <one>"}]
    without_file = replace(TEXT, languages={**VERSIONS, "en": replace(VERSIONS["en"], file="")})
    assert not any(properties(unit) for unit in units(Selection(without_file, ("en", "fr")), "omegat"))


@pytest.mark.parametrize("program", ["generic", "weblate", "poedit", "exact"])
def test_other_programs_get_none(program: str) -> None:
    for unit in units(Selection(TEXT, ("en", "fr")), program):
        assert not properties(unit)
        assert not any(map(properties, unit.variants))


def test_a_phrase_stands_in_no_running_text_and_comes_between_no_clauses() -> None:
    phrases = (Phrase({"en": Stretch("First"), "fr": Stretch("Premier")}),)
    text = replace(TEXT, units=(replace(TEXT.units[0], phrases=phrases), *TEXT.units[1:]))
    clause, phrase, second, *_ = units(Selection(text, ("en", "fr"), EntryGrain.BOTH), "memoq")
    assert properties(clause.variants[0]) == {"x-context-post": "<seg>Same</seg>"}
    assert not properties(phrase.variants[0])
    assert properties(second.variants[0])["x-context-pre"] == "<seg>First | one</seg>"


@pytest.mark.omegat
@pytest.mark.slow
def test_omegat_translates_one_source_in_two_ways_by_its_neighbours(
    tmp_path: Path, omegat: Callable[[Path, str, str, str], str]
) -> None:
    path = tmp_path / "memory.tmx"
    write(Selection(TEXT, ("en", "fr")), str(path), "omegat")
    translated = omegat(path, "en", "fr", "\n\n".join(en for en, _ in WORDS))
    assert translated.strip().split("\n\n") == [fr for _, fr in WORDS]
