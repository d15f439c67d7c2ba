"""From beads to units: nothing that was cut is lost, and the three commands agree on labels and roles."""

from __future__ import annotations

import gzip
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.beads import Alignment, Bead
from aligner.alignment.composition import parts_of, role, unit
from aligner.alignment.document import document
from aligner.alignment.texts import Paragraphs, Text, cut
from aligner.exchange.entries import Selection
from aligner.exchange.features import Feature
from aligner.exchange.formats import FORMATS, Format
from aligner.model import Role, Unit
from aligner.segmentation import Part

_WORDS = st.sampled_from(["Article 3", "1.", "(a)", "IV.", "M. Dupont", "peace", "law,", "Chapter II", "security;", "Note:", "2011"])  # fmt: skip
_BLOCK = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)
CUT_INTO_WORDS = ("vertical", "cwb", "xces", "blacklab")
_BLOCKS = st.lists(_BLOCK, min_size=1, max_size=8)


def _beads(text: Text, cuts: Sequence[int]) -> tuple[Bead, ...]:
    """Beads of a text: the parts of each language, divided at some places into runs."""
    beads = []
    for start, end in zip([0, *cuts], [*cuts, max(map(len, text.parts.values()))], strict=True):
        blocks = {tag: tuple(range(len(parts)))[start:end] for tag, parts in text.parts.items()}
        bead = {tag: numbers for tag, numbers in blocks.items() if numbers}
        beads += [Bead(bead, 0.9)] if bead else []
    return tuple(beads)


def _words(units: Sequence[Unit], tag: str) -> list[str]:
    segments = [unit.segments[tag] for unit in units if tag in unit.segments]
    return [word for segment in segments for word in f"{segment.label} {segment.text}".split()]


@given(st.fixed_dictionaries({"en": _BLOCKS, "fr": _BLOCKS}), st.sets(st.integers(1, 7)))
def test_every_word_that_is_cut_is_in_a_unit_or_listed_as_left_out(
    blocks: Mapping[str, list[str]], cuts: set[int]
) -> None:
    text = cut("x", {tag: Paragraphs(tuple(texts)) for tag, texts in blocks.items()})
    units = [unit(str(k), parts_of(bead, text.parts)) for k, bead in enumerate(_beads(text, sorted(cuts)))]
    assert all(segment.text for composed in units for segment in composed.segments.values())
    for tag, paragraphs in blocks.items():
        read = sorted(word for paragraph in paragraphs for word in paragraph.split())
        left_out = [word for texts in text.left_out[tag].values() for paragraph in texts for word in paragraph.split()]
        assert sorted([*_words(units, tag), *left_out]) == read


@pytest.mark.parametrize("name", [name for name, it in FORMATS.items() if it.writable and Feature.TEXT in it.keeps])
@settings(max_examples=8)
@given(st.fixed_dictionaries({"en": _BLOCKS, "fr": _BLOCKS}), st.sets(st.integers(1, 7)))
def test_every_word_of_a_unit_is_in_a_file_of_every_format_or_counted_as_a_loss(
    name: str, blocks: Mapping[str, list[str]], cuts: set[int]
) -> None:
    chosen = FORMATS[name]
    text = cut("x", {tag: Paragraphs(tuple(texts)) for tag, texts in blocks.items()})
    beads = _beads(text, sorted(cuts))
    composed = document(text, Alignment(("en", "fr"), beads, {}, 1.0))
    selection = Selection(composed, ("en", "fr"), chosen.default_grain(None))
    lost = {loss.feature for loss in chosen.losses(selection)}
    with tempfile.TemporaryDirectory() as folder:
        written = _written(chosen, selection, Path(folder))
    for one in composed.units:
        if Feature.GAPS in lost and len(one.segments) < 2:
            continue  # the command counts the units that a format cannot hold
        for segment in one.segments.values():
            label = segment.label if Feature.LABELS not in lost else ""
            assert all(word in written for word in f"{label} {segment.text}".split()), (name, segment)


def _written(chosen: Format, selection: Selection, folder: Path) -> str:
    path = folder / f"out{chosen.extensions[0] if chosen.extensions else ''}"
    chosen.write(selection, str(path))
    if chosen.name == "parquet":
        contents = [it.segments for it in chosen.read(path).units]
        return " ".join(f"{one.label} {one.text}" for segments in contents for one in segments.values())
    files = [file for file in folder.rglob("*") if file.is_file()]
    if chosen.name in CUT_INTO_WORDS:
        return "".join(map(_words_joined, files))
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            return " ".join(book.read(part).decode() for part in book.namelist())
    return " ".join(file.read_text(encoding="utf-8") for file in files)


def _words_joined(file: Path) -> str:
    """The words of a file that has one a line, or one an element, as one string without spaces; and its attributes."""
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode()
    words = [line.split("\t")[0] for line in re.sub("<[^>]*>", "", text).splitlines()]
    return "".join("".join([*words, *re.findall('"([^"]*)"', text)]).split())


def _part(role: Role, text: str, label: str = "") -> Part:
    return Part(role, text, label)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([Role.HEADING, Role.ITEM, Role.ITEM], Role.ITEM),
        ([Role.HEADING, Role.ITEM], Role.HEADING),
        ([Role.NOTE, Role.ITEM, Role.PARAGRAPH], Role.NOTE),
    ],
)
def test_the_role_is_that_of_most_languages_and_the_first_breaks_ties(roles: list[Role], expected: Role) -> None:
    assert role({f"l{k}": [_part(one, "x")] for k, one in enumerate(roles)}) == expected


def test_a_label_inside_a_unit_is_text_and_that_of_its_first_part_stands_apart() -> None:
    parts = [_part(Role.ITEM, "To comply;", "(a)"), _part(Role.ITEM, "To report.", "(b)")]
    segment = unit("u", {"en": parts}).segments["en"]
    assert (segment.label, segment.text) == ("(a)", "To comply; (b) To report.")


@pytest.mark.parametrize(
    ("tag", "label"), [("en", "Article 1"), ("zh", "第一条"), ("ar", "المادة 1"), ("ru", "Статья 1")]
)
def test_a_paragraph_that_is_only_a_label_has_it_as_its_words(tag: str, label: str) -> None:
    assert [(part.label, part.text) for part in cut("x", {tag: Paragraphs((label,))}).parts[tag]] == [("", label)]
