"""Every format: what it says it keeps is what comes back, and nothing else is lost."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.errors import ClausebankError, MissingExtraError, UsageError
from aligner.exchange.contents import Contents, contents_of
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.features import Feature, count, without
from aligner.exchange.formats import FORMATS, Format, format_of
from aligner.model import Document
from tmx import TmxError

ALL = [it for it in FORMATS.values() if it.writable]
READABLE = [it for it in ALL if it.readable]
WRITTEN_ONLY = [it for it in ALL if not it.readable]


def name(it: object) -> str | None:
    return it.name if isinstance(it, Format) else None


def selection(document: Document, it: Format, *, all_languages: bool = True) -> Selection:
    tags = tuple(document.languages) if all_languages and it.languages != 2 else ("en", "ru")
    phrases = it.grains and Feature.PHRASES in it.keeps
    return Selection(document, tags, EntryGrain.BOTH if phrases else it.default_grain(None))


def export(chosen: Selection, it: Format, folder: Path) -> Path:
    path = folder / ("text" + (it.extensions[0] if it.extensions else ""))
    it.write(chosen, str(path))
    return path


def read_back(it: Format, path: Path) -> Contents:
    contents = it.read(path)
    return replace(contents, units=tuple(contents.units))


def expected(chosen: Selection, it: Format, languages: tuple[str, ...]) -> Contents:
    kept = without(contents_of(chosen), set(Feature) - it.keeps)
    assert set(languages) == set(kept.languages)
    return replace(kept, languages=languages)


@pytest.mark.parametrize("it", READABLE, ids=name)
def test_the_annex_comes_back_equal_but_for_the_loss_that_is_stated(
    it: Format, annex: Document, tmp_path: Path
) -> None:
    chosen = selection(annex, it)
    back = read_back(it, export(chosen, it, tmp_path))
    assert back == expected(chosen, it, back.languages)
    assert not +back.left_out


@pytest.mark.parametrize("it", READABLE, ids=name)
def test_a_text_with_every_feature_comes_back_equal_but_for_the_loss_that_is_stated(
    it: Format, full: Document, tmp_path: Path
) -> None:
    chosen = selection(full, it)
    back = read_back(it, export(chosen, it, tmp_path))
    assert back == expected(chosen, it, back.languages)


@pytest.mark.parametrize("pair", list(itertools.permutations(("en", "zh", "ru"), 2)), ids="-".join)
@pytest.mark.parametrize("it", [it for it in READABLE if it.languages == 2], ids=name)
def test_every_direction_comes_back(it: Format, pair: tuple[str, str], annex: Document, tmp_path: Path) -> None:
    chosen = Selection(annex, pair, EntryGrain.BOTH)
    back = read_back(it, export(chosen, it, tmp_path))
    assert back == expected(chosen, it, pair)
    assert back.languages == pair


@pytest.mark.parametrize("it", ALL, ids=name)
def test_the_loss_that_an_export_states_is_each_feature_it_does_not_keep(it: Format, full: Document) -> None:
    chosen = selection(full, it, all_languages=False)
    losses = {loss.feature: loss.count for loss in it.losses(chosen)}
    assert not set(losses) & it.keeps
    whole = contents_of(chosen)
    gone = {feature for feature in set(Feature) - it.keeps - set(losses) if count(whole, feature)}
    # What is not named went with something that is: a note with its clause, the notes of a term with the term.
    within = {Feature.TEXT: set(Feature) - {Feature.SYMBOL, Feature.TITLE, Feature.DETAILS, Feature.PROVENANCE}}
    within |= {Feature.TERMS: {Feature.TERM_NOTES, Feature.TERM_PLACES}}
    assert gone <= set().union(*(within.get(feature, set()) for feature in losses))


def test_the_loss_counts_what_the_annex_has(annex: Document) -> None:
    losses = FORMATS["xlsx"].losses(Selection(annex, ("en", "zh", "ru")))
    found = {loss.feature: loss.count for loss in losses}
    assert found[Feature.PHRASES] == sum(len(unit.phrases) for unit in annex.units)
    assert found[Feature.TERMS] == len(annex.concepts)
    assert found[Feature.PROVENANCE] == 3
    assert f"{len(annex.concepts)} concepts of the termbase" in map(str, losses)


def words_of(path: Path) -> str:
    if path.is_dir():
        return words_of_folder(path)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "".join(packed.read(member).decode("utf-8") for member in packed.namelist())
    source = path.read_bytes()
    return source.decode("utf-16" if source[:2] == b"\xff\xfe" else "utf-8")


def bytes_of(path: Path) -> dict[str, bytes]:
    """The files of a folder, or the one file."""
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    return {str(file.relative_to(path.parent)): file.read_bytes() for file in files}


def words_of_folder(path: Path) -> str:
    """What the files of a corpus say, once as they are, once as the words that stand on lines of their own."""
    sources = [
        gzip.decompress(content).decode() if name.endswith(".gz") else content.decode()
        for name, content in bytes_of(path).items()
    ]
    lines = "\n".join(sources).splitlines()
    words = [re.sub(r"<[^>]*>", "", line).split("\t")[0] for line in lines]
    return "\n".join([*lines, " ".join(word for word in words if word)])


MARKS = {
    Feature.TEXT: "the law of the sea",
    Feature.GAPS: "GAPTEXT",
    Feature.IDS: "TITLEID",
    Feature.LABELS: "LABELA",
    Feature.STATUS: "superseded",
    Feature.NOTES: "NOTETEXT",
    Feature.UNMATCHED: "UNMATCHEDWORD",
    Feature.EXCEPTIONS: "EXCEPTIONREASON",
    Feature.SYMBOL: "SYMBOL/1",
    Feature.TITLE: "TITLEWORDS",
    Feature.DETAILS: "DETAILWORD",
    Feature.TERMS: "TERMLAW",
    Feature.TERM_NOTES: "TERMNOTE",
}


@pytest.mark.parametrize("feature", MARKS, ids=str)
@pytest.mark.parametrize("it", WRITTEN_ONLY, ids=name)
def test_a_format_that_is_only_written_holds_what_it_keeps_and_nothing_of_what_it_loses(
    it: Format, feature: Feature, full: Document, tmp_path: Path
) -> None:
    written = words_of(export(selection(full, it), it, tmp_path)).replace("\\", "")
    assert (MARKS[feature] in written) == (feature in it.keeps)


@pytest.mark.parametrize("it", [it for it in ALL if it.name not in ("moses", "xlsx")], ids=name)
def test_the_same_text_gives_the_same_bytes(it: Format, annex: Document, tmp_path: Path) -> None:
    first = bytes_of(export(selection(annex, it), it, tmp_path))
    assert bytes_of(export(selection(annex, it), it, tmp_path)) == first


@pytest.mark.parametrize("it", [it for it in ALL if Feature.TEXT in it.keeps and it.name != "moses"], ids=name)
def test_no_file_hides_that_a_wording_is_not_verified(it: Format, annex: Document, tmp_path: Path) -> None:
    path = export(selection(annex, it), it, tmp_path)
    assert "unverified" in (words_of(path) if it.name != "parquet" else str(read_back(it, path)))


@pytest.mark.parametrize(
    ("format_name", "heading"),
    [("html", r"<title>{}</title>.*<h1>{}</h1>"), ("md", r"\A# {}\n"), ("docx", r">{}<")],
)
def test_a_text_without_symbol_is_headed_by_its_title(
    format_name: str, heading: str, annex: Document, tmp_path: Path
) -> None:
    path = export(selection(replace(annex, symbol=""), FORMATS[format_name]), FORMATS[format_name], tmp_path)
    title = re.escape(annex.title["en"])
    assert re.search(heading.format(title, title), words_of(path), re.DOTALL)


def test_no_two_formats_share_an_extension() -> None:
    ends = [end for it in ALL for end in it.extensions]
    assert len(ends) == len(set(ends))
    assert all(format_of(f"some/Text{end.upper()}") == it for it in ALL for end in it.extensions)


@pytest.mark.parametrize(
    ("format_name", "grain", "said"),
    [
        ("jsonl", EntryGrain.PHRASE, "jsonl holds whole units, phrases inside them; leave --grain out"),
        ("tbx", EntryGrain.CLAUSE, "tbx holds terms; leave --grain out"),
    ],
)
def test_a_grain_that_a_format_does_not_have_is_refused(format_name: str, grain: EntryGrain, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        FORMATS[format_name].default_grain(grain)


@pytest.mark.parametrize("it", [it for it in ALL if it.languages == 2], ids=name)
def test_a_format_of_one_direction_refuses_three_languages(it: Format, annex: Document, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one source and one target, not 3 languages; choose a direction"):
        it.write(Selection(annex, ("en", "zh", "ru")), str(tmp_path / "a"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("format_name", "library"), [("xlsx", "openpyxl"), ("parquet", "pyarrow"), ("conllu", "conllu")]
)
def test_a_missing_library_is_one_line_that_says_what_to_install(
    format_name: str, library: str, annex: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [it for it in sys.modules if it.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"aligner.exchange.{format_name}", raising=False)
    it = FORMATS[format_name]
    with pytest.raises(
        MissingExtraError, match=rf"needs the extra '{it.extra}'; pip install 'clausebank\[{it.extra}\]'"
    ):
        it.write(selection(annex, it), str(tmp_path / "a"))


@pytest.mark.parametrize("it", WRITTEN_ONLY, ids=name)
def test_a_format_that_cannot_be_read_says_which_can(it: Format, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"{it.name} is written, not read; can be read: tmx, po"):
        it.read(tmp_path / "a")


CANNOT_CARRY = ("tmx", "xliff", "xliff2", "xlsx", "ods", "docx", "tei", "akn")


@pytest.mark.parametrize(
    "it", [it for it in ALL if (Feature.TEXT in it.keeps and it.readable) or it.name in CANNOT_CARRY], ids=name
)
def test_a_character_that_a_format_cannot_carry_is_an_error_or_survives(
    it: Format, full: Document, tmp_path: Path
) -> None:
    unit = full.units[0]
    bell = replace(unit, segments={tag: replace(segment, text="a\x07b") for tag, segment in unit.segments.items()})
    chosen = Selection(replace(full, units=(bell,)), ("en", "ru"))
    errors = contextlib.ExitStack()
    if it.name in CANNOT_CARRY:
        errors.enter_context(pytest.raises((ClausebankError, TmxError), match="character"))
    with errors:
        back = read_back(it, export(chosen, it, tmp_path))
        assert next(iter(back.units)).text("en") == "a\x07b"
    assert bool(list(tmp_path.iterdir())) == (it.name not in CANNOT_CARRY)
