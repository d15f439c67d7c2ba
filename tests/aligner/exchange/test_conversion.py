"""From any format that can be read to any that can be written, without a bank and without a made-up status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from lxml import etree

import tmx
from aligner.errors import InputError
from aligner.exchange import formats
from aligner.exchange.contents import Contents
from aligner.exchange.conversion import text_of
from aligner.exchange.entries import Selection
from aligner.exchange.features import Feature
from aligner.exchange.formats import FORMATS
from aligner.model import Document, LanguageVersion, Role, Segment, Status, TranslationState, Unit

Command = Callable[..., tuple[int, str, str]]
TEXTS = {"peace": ("Keep the peace", "Хранить мир"), "law": ("Obey the law", "Соблюдать право")}
TEXT = Document(
    "text",
    "T/1",
    {"en": "Text"},
    {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up") for tag in ("en", "ru")},
    tuple(Unit(id_, Role.ITEM, {"en": Segment(en), "ru": Segment(ru)}) for id_, (en, ru) in TEXTS.items()),
)
BOTH_WAYS = [it.name for it in FORMATS.values() if it.readable and it.writable and Feature.TEXT in it.keeps]
GETTEXT = (
    'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Open"\nmsgstr "Öffnen"\n\n#, fuzzy\nmsgid "Close"\nmsgstr "Zu"\n\n'
    'msgid "Save"\nmsgstr ""\n\nmsgctxt "menu"\nmsgid "Open"\nmsgstr "Öffne"\n'
)


def file_of(format_name: str, folder: Path) -> Path:
    """The text in a format; a name for several files where the format has one per language."""
    path = folder / ("text" + next(iter(FORMATS[format_name].extensions), ""))
    FORMATS[format_name].write(Selection(TEXT, ("en", "ru"), FORMATS[format_name].default_grain(None)), str(path))
    return path


@pytest.mark.parametrize("from_", BOTH_WAYS)
def test_the_words_of_a_file_come_through_every_format(from_: str, tmp_path: Path) -> None:
    contents = FORMATS[from_].read(file_of(from_, tmp_path))
    read = text_of(contents, "text", "a")
    for to in BOTH_WAYS:
        folder = tmp_path / to
        folder.mkdir()
        path = folder / "text"
        chosen = FORMATS[to]
        chosen.write(
            Selection(read.document, ("en", "ru"), chosen.default_grain(None), has_status=read.has_status), str(path)
        )
        back = chosen.read(path).units
        assert [(unit.text("en"), unit.text("ru")) for unit in back] == list(TEXTS.values()), to


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "app.de.po"
    path.write_text(GETTEXT, encoding="utf-8")
    return path


def test_a_catalogue_becomes_xliff_and_comes_back_with_what_is_fuzzy_and_untranslated(
    catalogue: Path, tmp_path: Path, in_process: Command
) -> None:
    for name in ("app.de.xlf", "app.de.xlf2"):
        assert in_process("convert", catalogue, "-o", tmp_path / name)[0] == 0
        assert in_process("convert", tmp_path / name, "-o", tmp_path / "back.de.po")[0] == 0
        back = polib.pofile(str(tmp_path / "back.de.po"))
        assert [(it.msgid, it.msgstr, it.fuzzy) for it in back] == [
            ("Open", "Öffnen", False),
            ("Close", "Zu", True),
            ("Save", "", False),
            ("Open", "Öffne", False),
        ]
    targets = etree.parse(tmp_path / "app.de.xlf").getroot().iter("{*}target")
    assert [target.get("state") for target in targets] == ["translated", "needs-review-translation", "translated"]


def test_nobody_is_said_to_have_judged_a_wording_of_which_nothing_is_recorded(
    catalogue: Path, tmp_path: Path, in_process: Command
) -> None:
    for name in ("a.xlf", "a.xlf2", "a.csv", "a.tmx", "a.html", "a.md"):
        in_process("convert", catalogue, "-o", tmp_path / name)
        assert "unverified" not in (tmp_path / name).read_text(encoding="utf-8")


def test_a_memory_takes_nothing_that_is_to_be_confirmed_and_says_so(
    catalogue: Path, tmp_path: Path, in_process: Command
) -> None:
    status, _, said = in_process("convert", catalogue, "-o", tmp_path / "a.tmx", "--for", "omegat")
    with tmx.read(tmp_path / "a.tmx") as memory:
        assert [unit.text("de") for unit in memory] == ["Öffnen", "Öffne"]
    assert (status, "1 fuzzy translation left out" in said) == (0, True)


def test_every_translation_of_a_memory_becomes_an_entry_and_ids_that_occur_twice_are_told_apart() -> None:
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment("Hi"), "fr": Segment("Salut")}, further={"fr": (Segment("Allô"),)})
    read = text_of(Contents((unit, unit), ("en", "fr")), "a", "a.tmx")
    assert [(it.id, it.text("fr")) for it in read.document.units] == [
        ("1", "Salut"),
        ("1 (fr 2)", "Allô"),
        ("1 (2)", "Salut"),
        ("1 (fr 2) (2)", "Allô"),
    ]


def test_what_is_not_finished_is_counted_and_a_file_without_units_is_refused() -> None:
    states = {"fr": TranslationState.PARTIAL}
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment("Hi"), "fr": Segment("Sa")}, states=states)
    read = text_of(Contents((unit,), ("en", "fr")), "a", "a.xlf")
    assert (dict(read.document.units[0].segments), read.remarks) == (
        {"en": Segment("Hi")},
        ("1 partial translation left out",),
    )
    with pytest.raises(InputError, match="holds no units"):
        text_of(Contents((), ("en",)), "a", "a.xlf")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.tmx", "-o", "b.tmx"], "both are TMX; `clausebank tmx convert` keeps"),
        (["a.tmx", "-o", "b.sdltm"], "sdltm is read, not written; can be written: tmx, po"),
        (
            ["a.tmx", "-o", "b.po"],
            "po has one source and one target, and the file 3 languages; choose two of en, fr, de",
        ),
        (["a.tmx", "-o", "b.po", "--pair", "en"], "'en' is not a pair of two languages"),
        (["a.tmx", "-o", "b.csv", "--for", "omegat"], "a file of format csv is the same for every program"),
        (["none.tmx", "-o", "b.csv"], "there is no such file"),
    ],
)
def test_what_cannot_be_converted_is_one_line_and_writes_nothing(
    arguments: list[str], said: str, tmp_path: Path, in_process: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    variants = [tmx.Variant(tag, "x") for tag in ("en", "fr", "de")]
    tmx.write(tmp_path / "a.tmx", [tmx.TranslationUnit(variants, "1")], header=tmx.Header(srclang="en"))
    status, out, err = in_process("convert", *arguments)
    assert (status, out, len(err.splitlines()), said in err) == (2, "", 1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.tmx"]


def test_a_pair_is_written_with_a_colon_or_a_comma(tmp_path: Path, in_process: Command) -> None:
    source = file_of("tmx", tmp_path)
    pairs = [in_process("convert", source, "--to", "csv", "--pair", pair)[1] for pair in ("ru:en", "ru,en")]
    assert pairs[0] == pairs[1]
    assert pairs[0].startswith("id,role,ru,en")


def test_a_table_that_calls_its_languages_by_name_becomes_a_memory(tmp_path: Path, in_process: Command) -> None:
    (tmp_path / "a.csv").write_text("English;French\nHello;Bonjour\n", encoding="utf-8")
    in_process("convert", tmp_path / "a.csv", "-o", tmp_path / "a.tmx")
    assert [unit.text("fr") for unit in formats.read(tmp_path / "a.tmx").units] == ["Bonjour"]
