"""One bridge: a text of the bank and the memory made of it are the same units, whoever looks at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import tmx
from aligner.errors import InputError
from aligner.exchange.contents import apart, contents_of, whole_units
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.features import Feature, without
from aligner.exchange.memory import Memory
from aligner.exchange.tmx import read, units, write
from aligner.model import Document, Unit
from aligner.wording.passages import document_of, from_memory

LANGUAGES = ("en", "zh", "ru")


def memory_of(document: Document, folder: Path, grain: EntryGrain = EntryGrain.BOTH) -> Path:
    path = folder / "memory.tmx"
    write(Selection(document, LANGUAGES, grain), str(path))
    return path


def clauses(document: Document) -> tuple[Unit, ...]:
    return tuple(without(contents_of(Selection(document, LANGUAGES)), {Feature.REVISIONS}).units)


def test_check_and_search_see_the_clauses_of_the_text_in_its_own_export(annex: Document, tmp_path: Path) -> None:
    path = memory_of(annex, tmp_path)
    assert tuple(read(path).units) == tuple(passage.unit for passage in from_memory(str(path))) == clauses(annex)


def test_a_memory_whose_units_were_sorted_anew_holds_the_same_clauses(annex: Document, tmp_path: Path) -> None:
    shuffled = sorted(units(Selection(annex, LANGUAGES, EntryGrain.BOTH)), key=lambda unit: unit.variants[1].text)
    path = tmp_path / "shuffled.tmx"
    tmx.write(path, shuffled)
    assert sorted(read(path).units, key=lambda unit: unit.id) == sorted(clauses(annex), key=lambda unit: unit.id)


def test_a_memory_of_phrases_alone_has_a_unit_for_each(annex: Document, tmp_path: Path) -> None:
    path = memory_of(annex, tmp_path, EntryGrain.PHRASE)
    phrases = sum(len(unit.phrases) for unit in annex.units)
    assert len(list(whole_units(read(path).units, "memory"))) == len(document_of(str(path)).units) == phrases


def test_phrases_whose_clause_is_missing_are_listed_and_become_no_clause(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    tmx.write(
        path, (it for it in units(Selection(annex, LANGUAGES, EntryGrain.BOTH)) if it.tuid != "A/66/359#pledge.a")
    )
    with pytest.raises(InputError, match=r"phrases without their clause: pledge\.a/1, pledge\.a/2"):
        list(whole_units(read(path).units, "memory"))
    assert len(list(apart(read(path).units))) == len(annex.units) - 1 + len(annex.unit("pledge.a").phrases)


def test_every_variant_of_a_language_is_kept_and_written_again(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    variants = [tmx.Variant("en", "Treaty"), tmx.Variant("fr", "Traité"), tmx.Variant("FR", "Accord")]
    tmx.write(path, [tmx.TranslationUnit(variants)])
    (unit,) = Memory(path).units()
    assert [segment.text for segment in (unit.segments["fr"], *unit.further["fr"])] == ["Traité", "Accord"]
    document = replace(annex, languages={tag: replace(annex.languages["en"], language=tag) for tag in unit.segments})
    (written,) = units(Selection(replace(document, units=(unit,)), ("en", "fr")))
    assert [variant.text for variant in written.variants] == ["Treaty", "Traité", "Accord"]


def test_a_memory_of_very_many_languages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    tmx.write(path, (tmx.TranslationUnit([tmx.Variant(f"x-{number}", "a")]) for number in range(1002)))
    with pytest.raises(InputError, match=r"memory\.tmx:[0-9]+: more than 1,000 languages"):
        list(Memory(path, lenient=True).units())


def test_every_translation_that_a_unit_offers_is_searched_and_checked(
    tmp_path: Path, in_process: Callable[..., tuple[int, str, str]]
) -> None:
    path = tmp_path / "a.tmx"
    variants = [tmx.Variant("en", "Pay 100"), tmx.Variant("fr", "Payez 100"), tmx.Variant("fr", "Versez 200")]
    tmx.write(path, [tmx.TranslationUnit(variants, "1")], header=tmx.Header(srclang="en"))
    status, out, _ = in_process("search", "Versez", "--text", path)
    assert (status, "1 (fr 2)" in out) == (0, True)
    status, out, _ = in_process("check", path, "--select", "NUM")
    assert (status, "NUM001" in out, "[1 (fr 2)]" in out) == (1, True, True)
