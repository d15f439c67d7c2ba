"""What comes back from other programs changes what was edited there, and nothing else; whatever is not taken is said."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import tmx
from aligner.errors import InputError, UsageError
from aligner.exchange.contents import Contents, contents_of
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS
from aligner.exchange.importing import new_document
from aligner.exchange.matching import asked_renaming
from aligner.exchange.update import updated
from aligner.model import (
    Document,
    LanguageVersion,
    Phrase,
    Role,
    Segment,
    Status,
    Stretch,
    TranslationState,
    Unit,
)


def clause(id_: str, en: str, ru: str, *phrases: tuple[str, str]) -> Unit:
    stretches = (Phrase({"en": Stretch(first), "ru": Stretch(second)}) for first, second in phrases)
    return Unit(id_, Role.ITEM, {"en": Segment(en, "(a)"), "ru": Segment(ru, "а)")}, tuple(stretches), note=f"on {id_}")


TEXT = Document(
    "text",
    "T/1",
    {"en": "Text"},
    {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up") for tag in ("en", "ru")},
    (
        clause("peace", "Keep the peace at all times", "Хранить мир всегда", ("Keep", "Хранить"), ("the peace", "мир")),
        clause(
            "law", "Obey the law of the sea", "Соблюдать морское право", ("the law", "право"), ("of the sea", "морское")
        ),
        clause("trade", "Trade freely", "Торговать свободно", ("Trade", "Торговать")),
        clause("end", "Done", "Готово"),
    ),
)
PEACE = TEXT.unit("peace")


def of(*units: Unit, languages: tuple[str, ...] = ("en", "ru"), **fields: object) -> Contents:
    return Contents(units, languages, **fields)  # type: ignore[arg-type] # the fields of a dataclass by name


# Rows of a file, in any order, one of them deleted and one edited --------------------------------------------------

Change = Callable[[Sequence[int], int, int], bool]
"""Puts the rows of a file into an order, without one of them, and with an edited Russian text in another."""
EDIT = ("мир", "покой")


def edit_text(text: str) -> str:
    return f"{text[:3]}ъ{text[3:]}"


def reorder_table(path: Path, separator: str, order: Sequence[int], deleted: int, edited: int) -> None:
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=separator)
    column = head.index("ru")
    rows[edited][column] = edit_text(rows[edited][column])
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows([head, *(rows[at] for at in order if at != deleted)])


def reorder_workbook(path: Path, order: Sequence[int], deleted: int, edited: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book.worksheets[0]
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    column = head.index("ru")
    rows[edited][column] = edit_text(str(rows[edited][column]))
    for number, row in enumerate([head, *(rows[at] for at in order if at != deleted)], start=1):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value
    sheet.delete_rows(len(rows) + 1)
    book.save(path)


def reorder_memory(path: Path, order: Sequence[int], deleted: int, edited: int) -> None:
    with tmx.read(path) as memory:
        header, units = memory.header, list(memory)
    variants = [
        tmx.Variant(it.language, edit_text(it.text), props=it.props) if it.language == "ru" else it
        for it in units[edited].variants
    ]
    units[edited] = replace_variants(units[edited], variants)
    tmx.write(path, [units[at] for at in order if at != deleted], header=header)


def replace_variants(unit: tmx.TranslationUnit, variants: list[tmx.Variant]) -> tmx.TranslationUnit:
    return tmx.TranslationUnit(variants, unit.tuid, attributes=unit.attributes, props=unit.props, notes=unit.notes)


def reorder_catalogue(path: Path, order: Sequence[int], deleted: int, edited: int) -> None:
    catalogue = polib.pofile(str(path))
    entries = list(catalogue)
    entries[edited].msgstr = edit_text(entries[edited].msgstr)
    catalogue[:] = [entries[at] for at in order if at != deleted]
    catalogue.save(str(path))


def reorder_xliff(path: Path, name: str, order: Sequence[int], deleted: int, edited: int) -> None:
    tree = etree.parse(path)
    units = list(tree.getroot().iter(f"{{*}}{name}"))
    parent = units[0].getparent()
    assert parent is not None
    target = next(units[edited].iter("{*}target"))
    target.text = edit_text(target.text or "")
    for unit in units:
        parent.remove(unit)
    parent.extend([units[at] for at in order if at != deleted])
    tree.write(path, encoding="utf-8")


def reorder_document(
    path: Path, part: str, row: str, text: str, order: Sequence[int], deleted: int, edited: int
) -> None:
    """A spreadsheet or document that is XML in a zip file, by the names of its rows and texts."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    root = etree.fromstring(parts[part])
    head, *rows = list(root.iter(f"{{*}}{row}"))
    column = next(at for at, cell in enumerate(head) if "".join(map(str, cell.itertext())) == "ru")
    words = next(rows[edited][column].iter(f"{{*}}{text}"))
    words.text = edit_text(words.text or "")
    table = head.getparent()
    assert table is not None
    for element in rows:
        table.remove(element)
    table.extend([rows[at] for at in order if at != deleted])
    with zipfile.ZipFile(path, "w") as packed:
        for name, source in parts.items():
            packed.writestr(name, etree.tostring(root) if name == part else source)


REORDERED: dict[str, Callable[[Path, Sequence[int], int, int], None]] = {
    "csv": lambda path, *how: reorder_table(path, ",", *how),
    "tsv": lambda path, *how: reorder_table(path, "\t", *how),
    "xlsx": reorder_workbook,
    "tmx": reorder_memory,
    "po": reorder_catalogue,
    "xliff": lambda path, *how: reorder_xliff(path, "trans-unit", *how),
    "xliff2": lambda path, *how: reorder_xliff(path, "unit", *how),
    "ods": lambda path, *how: reorder_document(path, "content.xml", "table-row", "p", *how),
    "docx": lambda path, *how: reorder_document(path, "word/document.xml", "tr", "t", *how),
}


@pytest.mark.parametrize("grain", list(EntryGrain))
@pytest.mark.parametrize("format_name", REORDERED)
@settings(max_examples=8)
@given(data=st.data())
def test_a_file_that_was_sorted_cut_and_edited_changes_only_what_was_edited(
    format_name: str, grain: EntryGrain, data: st.DataObject
) -> None:
    selection = Selection(TEXT, ("en", "ru"), grain)
    entries = list(selection.entries())
    order = data.draw(st.permutations(range(len(entries))))
    edited, deleted = order[0], order[-1]
    with TemporaryDirectory() as folder:
        path = Path(folder, "a")
        FORMATS[format_name].write(selection, str(path))
        REORDERED[format_name](path, order, deleted, edited)
        result = updated(TEXT, FORMATS[format_name].read(path), "a")
    entry = entries[edited]
    unit = result.document.unit(entry.unit.id)
    if entry.is_phrase:
        assert result.document == TEXT
        assert any("not in its clause" in remark for remark in result.remarks)
    else:
        assert unit.text("ru") == edit_text(entry.unit.text("ru"))
        assert [len(it.phrases) for it in result.document.units] == [len(it.phrases) for it in TEXT.units]
        restored = replace(unit, segments=entry.unit.segments, phrases=entry.unit.phrases)
        others = {it.id: it for it in (*result.document.units, restored)}
        assert tuple(others.values()) == TEXT.units


# Which clause a row is -----------------------------------------------------------------------------------------------


def test_phrases_whose_clause_is_in_neither_file_nor_text_are_refused_with_the_list() -> None:
    lost = Unit("war", Role.PARAGRAPH, {}, (Phrase({"en": Stretch("the war")}, number=2),))
    with pytest.raises(InputError, match="phrases without their clause: war/2"):
        updated(TEXT, of(PEACE, lost), "a")
    with pytest.raises(InputError, match="phrases without their clause: war/2"):
        new_document(of(PEACE, lost), "new", "a")


def test_phrases_of_a_clause_whose_row_is_missing_go_into_the_clause_of_the_text() -> None:
    alone = Unit("peace", Role.PARAGRAPH, {}, (Phrase({"en": Stretch("peace at all times")}, number=2),))
    result = updated(TEXT, of(TEXT.unit("law"), alone), "a")
    assert [dict(it.stretches) for it in result.document.unit("peace").phrases] == [
        dict(PEACE.phrases[0].stretches),
        {"en": Stretch("peace at all times"), "ru": Stretch("мир")},
    ]
    assert len(result.document.units) == len(TEXT.units)
    assert "3 units of the text are not in the file and stay as they are (peace, trade, end)" in result.remarks


@pytest.mark.parametrize("words", ["Keep the peace at all times", " Keep the  peace\nat all times "])
def test_a_unit_without_id_is_known_by_its_words_where_only_one_clause_has_them(words: str) -> None:
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment(words), "ru": Segment("Беречь мир")}, is_numbered=True)
    foreign = Unit("2", Role.PARAGRAPH, {"en": Segment("Something else")}, is_numbered=True)
    result = updated(TEXT, of(unit, foreign), "a")
    assert result.document.unit("peace").text("ru") == "Беречь мир"
    assert len(result.document.units) == len(TEXT.units)
    assert "1 unit matched by the words of one language (peace)" in result.remarks
    assert "a unit that matches no clause: Something else" in result.remarks


def test_units_that_a_tool_numbered_anew_are_no_new_clauses_and_phrases_as_they_stand_are_not_listed() -> None:
    numbered = [replace(unit, id=str(number), phrases=()) for number, unit in enumerate(TEXT.units, start=2)]
    phrase = Unit("9", Role.PARAGRAPH, {"en": Segment("the peace"), "ru": Segment("мир")})
    other = Unit("10", Role.PARAGRAPH, {"en": Segment("the peace"), "ru": Segment("покой")})
    result = updated(TEXT, of(*numbered, phrase, other), "a")
    assert result.document.units == TEXT.units
    assert [line for line in result.remarks if "no clause" in line] == ["a unit that matches no clause: the peace"]


def test_a_row_with_the_number_of_a_phrase_is_no_clause_in_a_table_that_says_nothing_else() -> None:
    with pytest.raises(InputError, match="phrases without their clause: war/2"):
        updated(TEXT, of(PEACE, Unit("war/2", Role.PARAGRAPH, {"en": Segment("the war")})), "a")


def test_words_that_two_clauses_share_match_neither() -> None:
    twins = replace(TEXT, units=(*TEXT.units, clause("again", "Done", "Сделано")))
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment("Done"), "ru": Segment("Всё")}, is_numbered=True)
    result = updated(twins, of(PEACE, unit), "a")
    assert result.document == twins
    assert "a unit that matches no clause: Done" in result.remarks


def test_a_memory_without_identifiers_is_matched_by_its_property(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    FORMATS["tmx"].write(Selection(TEXT, ("en", "ru"), EntryGrain.BOTH), str(path))
    with tmx.read(path) as memory:
        header = memory.header
        units = [
            tmx.TranslationUnit(it.variants, attributes=it.attributes, props=it.props, notes=it.notes) for it in memory
        ]
    tmx.write(path, reversed(units), header=header)
    result = updated(TEXT, FORMATS["tmx"].read(path), "a")
    assert result.document.units == TEXT.units
    assert any("4 units matched by the property x-unit" in remark for remark in result.remarks)


# Languages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["ru-RU", "RU", "ru-Cyrl"])
def test_the_tag_of_a_tool_is_taken_for_the_only_language_it_can_be(tag: str) -> None:
    unit = PEACE.in_languages({"ru": tag})
    edited = replace(unit, segments={**unit.segments, tag: Segment("Беречь мир всегда")})
    result = updated(TEXT, of(edited, languages=("en", tag)), "a")
    assert set(result.document.languages) == {"en", "ru"}
    assert result.document.unit("peace").text("ru") == "Беречь мир всегда"
    assert f"the {tag} of the file is taken for ru" in result.remarks


def test_a_tag_that_fits_two_languages_is_refused_with_what_to_say() -> None:
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "x") for tag in ("en", "zh-Hans", "zh-Hant")}
    unit = Unit("peace", Role.ITEM, {"en": Segment("Peace"), "zh-Hans": Segment("和平"), "zh-Hant": Segment("和平")})
    document = replace(TEXT, languages=versions, units=(unit,))
    edited = of(Unit("peace", Role.ITEM, {"en": Segment("Peace"), "zh": Segment("安宁")}), languages=("en", "zh"))
    with pytest.raises(InputError, match="'zh' may be zh-Hans or zh-Hant; say which: --language zh=zh-Hans or"):
        updated(document, edited, "a")
    result = updated(document, edited, "a", tags=asked_renaming(["zh=zh-Hant"]))
    assert result.document.units[0].text("zh-Hant") == "安宁"
    assert result.document.units[0].text("zh-Hans") == "和平"


def test_two_tags_of_one_language_are_refused() -> None:
    unit = replace(PEACE, segments={**PEACE.segments, "ru-RU": Segment("Мир")})
    with pytest.raises(InputError, match="ru, ru-RU are all 'ru'"):
        updated(TEXT, of(unit, languages=("en", "ru", "ru-RU")), "a")


@pytest.mark.parametrize("option", ["ru", "ru=", "=ru", "ru=English text"])
def test_a_renaming_names_two_tags(option: str) -> None:
    with pytest.raises(UsageError, match="does not say which tag becomes which"):
        asked_renaming([option])


# States, comments and reviews ----------------------------------------------------------------------------------------


def with_state(unit: Unit, text: str, state: TranslationState) -> Unit:
    return replace(unit, segments={**unit.segments, "ru": Segment(text)}, states={"ru": state})


@pytest.mark.parametrize(
    ("state", "words", "remark"),
    [
        (TranslationState.UNTRANSLATED, PEACE.text("en"), "1 segment not translated yet"),
        (TranslationState.UNTRANSLATED, "Keep", "peace ru, which the file calls untranslated: Keep"),
        (TranslationState.PARTIAL, "Keep", "1 segment only half translated"),
    ],
)
def test_a_translation_that_is_not_finished_is_not_taken_over_and_listed(
    state: TranslationState, words: str, remark: str
) -> None:
    unit = with_state(PEACE, words, state)
    result = updated(TEXT, of(unit), "a")
    assert result.document == TEXT
    assert any(line.startswith(remark) and "peace ru" in line for line in result.remarks)
    new = new_document(of(unit), "new", "a")
    assert list(new.document.units[0].segments) == ["en"]
    assert any("peace ru" in line and "Keep" in line for line in new.remarks)


def test_what_is_approved_is_listed_and_recorded_where_the_reviewer_is_named() -> None:
    unit = with_state(PEACE, PEACE.text("ru"), TranslationState.APPROVED)
    assert (
        "1 translation approved in the file (peace ru): --accept-review NAME"
        in updated(TEXT, of(unit), "a").remarks[-1]
    )
    result = updated(TEXT, of(unit), "a", reviewer="Li Wei, 2026-11-28")
    segment = result.document.unit("peace").segments["ru"]
    assert (segment.status, segment.reviewed) == (Status.REVIEWED, "Li Wei, 2026-11-28")
    assert [(it.what, it.after) for it in result.changes] == [("status ru", "reviewed by Li Wei, 2026-11-28")]


def test_a_language_is_reviewed_when_all_of_it_is_and_until_a_wording_is_edited() -> None:
    approved = [with_state(unit, unit.text("ru"), TranslationState.APPROVED) for unit in TEXT.units]
    part = updated(TEXT, of(*approved[:-1]), "a", reviewer="Li Wei").document
    assert part.languages["ru"].status == Status.UNVERIFIED
    whole = updated(part, of(*approved), "a", reviewer="Li Wei").document
    assert (whole.languages["ru"].status, whole.languages["en"].status) == (Status.REVIEWED, Status.UNVERIFIED)
    edited = replace(PEACE, segments={**PEACE.segments, "ru": Segment("Беречь мир всегда")})
    assert updated(whole, of(edited), "a").document.languages["ru"].status == Status.UNVERIFIED


def test_naming_a_reviewer_approves_nothing_that_the_file_does_not_approve() -> None:
    result = updated(TEXT, of(PEACE), "a", reviewer="Li Wei, 2026-11-28")
    assert result.document == TEXT
    assert result.changes == ()


def test_a_wording_that_is_edited_again_is_no_longer_reviewed() -> None:
    approved = with_state(PEACE, PEACE.text("ru"), TranslationState.APPROVED)
    reviewed = updated(TEXT, of(approved), "a", reviewer="Li Wei, 2026-11-28").document
    unit = replace(PEACE, segments={**PEACE.segments, "ru": Segment("Беречь мир всегда", status=Status.REVIEWED)})
    segment = updated(reviewed, of(unit), "a").document.unit("peace").segments["ru"]
    assert (segment.status, segment.reviewed) == (Status.UNVERIFIED, "")


def test_no_review_makes_a_wording_verified_or_less_than_it_was() -> None:
    verified = replace(
        TEXT,
        units=tuple(
            replace(it, segments={tag: replace(s, status=Status.VERIFIED) for tag, s in it.segments.items()})
            for it in TEXT.units
        ),
    )
    unit = with_state(PEACE, PEACE.text("ru"), TranslationState.APPROVED)
    assert updated(verified, of(unit), "a", reviewer="Li Wei").document == verified


def test_comments_are_listed_word_by_word_and_are_no_note() -> None:
    result = updated(TEXT, of(replace(PEACE, comments=("too long", "on  peace"))), "a")
    assert result.document == TEXT
    assert [line for line in result.remarks if line.startswith("comment")] == ["comment on peace: too long"]


def test_a_note_that_only_has_other_line_breaks_is_the_same_note() -> None:
    noted = replace(TEXT, units=(replace(PEACE, note="a long note"),))
    assert updated(noted, of(replace(PEACE, note="a\nlong note")), "a").document == noted


def test_further_translations_are_listed() -> None:
    unit = replace(PEACE, further={"ru": (Segment("Беречь мир"),)})
    for result in (updated(TEXT, of(unit), "a"), new_document(of(unit), "new", "a")):
        assert "another translation of peace ru: Беречь мир" in result.remarks


# Phrases follow their clause -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edited", "phrases", "stale"),
    [
        ("Хранить покой всегда", ["Хранить", "покой"], False),
        ("Всегда хранить мир", ["Хранить", "мир"], True),
        ("Хранить всеобщий мир всегда", ["Хранить", "мир"], False),
        ("Хранить и беречь мир", ["Хранить", "мир"], False),
        ("Сохранять мир всегда", ["Сохранять", "мир"], False),
    ],
)
def test_a_phrase_follows_an_edit_that_lies_in_it_and_one_that_is_cut_is_listed(
    edited: str, phrases: list[str], stale: bool
) -> None:
    unit = replace(PEACE, segments={**PEACE.segments, "ru": Segment(edited, "а)")})
    result = updated(TEXT, of(unit), "a")
    assert [it.stretches["ru"].text for it in result.document.unit("peace").phrases] == phrases
    assert any("no longer in the edited clause" in line for line in result.remarks) == stale


def test_a_text_comes_back_the_same_from_every_grain(tmp_path: Path) -> None:
    for name in REORDERED:
        for grain in EntryGrain:
            path = tmp_path / f"{name}-{grain}"
            FORMATS[name].write(Selection(TEXT, ("en", "ru"), grain), str(path))
            assert updated(TEXT, FORMATS[name].read(path), "a").document == TEXT
            assert contents_of(Selection(TEXT, ("en", "ru"))).units


def test_an_identifier_that_a_tool_gave_is_no_name_of_a_clause(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    FORMATS["tmx"].write(Selection(TEXT, ("en", "ru")), str(path))
    with tmx.read(path) as memory:
        header, units = memory.header, list(memory)
    numbered = [tmx.TranslationUnit(it.variants, str(at), props=it.props) for at, it in enumerate(reversed(units))]
    tmx.write(path, numbered, header=header)
    result = updated(TEXT, FORMATS["tmx"].read(path), "a")
    assert result.document.units == TEXT.units
    assert any("4 units matched by the property x-unit" in remark for remark in result.remarks)


def test_a_review_goes_with_the_status_it_gave() -> None:
    approved = with_state(PEACE, PEACE.text("ru"), TranslationState.APPROVED)
    reviewed = updated(TEXT, of(approved), "a", reviewer="Li Wei, 2026-11-28").document
    superseded = Segment(PEACE.text("ru"), "а)", Status.SUPERSEDED)
    unit = replace(PEACE, segments={**PEACE.segments, "ru": superseded})
    segment = updated(reviewed, of(unit), "a").document.unit("peace").segments["ru"]
    assert (segment.status, segment.reviewed) == (Status.SUPERSEDED, "")
