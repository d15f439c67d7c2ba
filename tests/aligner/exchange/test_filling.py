"""Documents filled from memories: only what is empty, marked as to be confirmed, and not a byte more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import polib
import pytest
from lxml import etree

import tmx
from aligner.exchange import formats
from aligner.exchange.contents import ReadOptions
from aligner.exchange.filling import Proposal, fill
from aligner.exchange.formats import FORMATS
from aligner.model import TranslationState

Command = Callable[..., tuple[int, str, str]]
OFFERED = {
    "The Assembly": Proposal(100, "The Assembly", "Die Versammlung", "m.tmx, unit 1"),
    "The Assemblies": Proposal(80, "The <Assembly>", 'Die "Versammlung" & mehr', "m.tmx, unit 2"),
}
XLIFF = (
    '<?xml version="1.0"?>\r\n<!-- as it is --><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original=\'a\' source-language="en" target-language="de" datatype="x"><body>{}</body></file></xliff>'
)
XLIFF2 = '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de"><file id="f">{}</file></xliff>'


def filled(path: Path, kind: str, folder: Path) -> Path:
    """A document after it was filled from what is offered."""
    output = folder / f"filled{path.suffix}"
    fill(path, FORMATS[kind], str(output), ("en", "de"), OFFERED.get)
    return output


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '#: a.c:1\nmsgid "The Assembly"\nmsgstr ""\n',
            '#: a.c:1\n# 100% match in m.tmx, unit 1\n#, fuzzy\nmsgid "The Assembly"\nmsgstr "Die Versammlung"\n',
        ),
        (
            '#, c-format\nmsgctxt "x"\nmsgid "The "\n"Assemblies"\nmsgstr ""',
            (
                '#, fuzzy, c-format\n# 80% match in m.tmx, unit 2\n#| msgid "The <Assembly>"\nmsgctxt "x"\nmsgid "The "\n"Assemblies"\n'
                'msgstr "Die \\"Versammlung\\" & mehr"\n'
            ),
        ),
        ('msgid "The Assembly"\nmsgstr "Da"\n', None),
        ('msgid "The Assembly"\nmsgstr ""\n"Da"\n', None),
        ('msgid "The Assembly"\nmsgid_plural "The Assemblies"\nmsgstr[0] ""\nmsgstr[1] ""\n', None),
        ('#~ msgid "The Assembly"\n#~ msgstr ""\n', None),
        ('msgid "Something else"\nmsgstr ""\n', None),
        ('msgid   "Odd"   \r\nmsgstr ""\r\n\r\n\r\n', None),
    ],
    ids=["exact", "fuzzy", "translated", "in two lines", "plural", "obsolete", "no match", "as it was"],
)
def test_a_catalogue_is_filled_where_it_is_empty(before: str, after: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(before, encoding="utf-8", newline="")
    assert filled(path, "po", tmp_path).read_bytes().decode() == (before if after is None else after)


def test_gettext_calls_what_was_filled_fuzzy(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text('msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "The Assemblies"\nmsgstr ""\n', encoding="utf-8")
    (entry,) = polib.pofile(str(filled(path, "po", tmp_path)))
    assert (entry.fuzzy, entry.previous_msgid, entry.msgstr) == (True, "The <Assembly>", 'Die "Versammlung" & mehr')


def unit(content: str, attributes: str = "") -> str:
    return f'<trans-unit id="1"{attributes}>{content}</trans-unit>'


EXACT = '<target{} state="needs-review-translation" state-qualifier="exact-match">Die Versammlung</target>'
OFFER = (
    '<alt-trans{} match-quality="100%" origin="m.tmx, unit 1"><source>The Assembly</source>'
    "<target>Die Versammlung</target></alt-trans>"
)
SOURCE = "<source>The Assembly</source>"
CUT = (
    "<source>The Assembly x</source><seg-source><mrk mtype='seg' mid='1'>The Assembly</mrk> "
    "<mrk mtype='seg' mid='2'>x</mrk></seg-source>"
)
CUT_TARGET = (
    '<target state="needs-review-translation" state-qualifier="exact-match">'
    "<mrk mtype='seg' mid='1'>Die Versammlung</mrk> <mrk mtype='seg' mid='2'></mrk></target>"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (unit(SOURCE), unit(SOURCE + EXACT.format("") + OFFER.format(""))),
        (unit(SOURCE + "<target/>"), unit(SOURCE + EXACT.format("") + OFFER.format(""))),
        (
            unit(SOURCE + '<target xml:lang="de" state="new">The Assembly</target>'),
            unit(SOURCE + EXACT.format(' xml:lang="de"') + OFFER.format("")),
        ),
        (
            unit(f"\r\n  {SOURCE}\r\n "),
            unit(
                f"\r\n  {SOURCE}\r\n  "
                + EXACT.format("")
                + "\r\n  "
                + OFFER.format("")
                .replace("><s", ">\r\n    <s")
                .replace("><t", ">\r\n    <t")
                .replace("></a", ">\r\n  </a")
                + "\r\n "
            ),
        ),
        (
            unit('<source>The <g id="1">Assembly</g></source>'),
            unit('<source>The <g id="1">Assembly</g></source>' + OFFER.format("")),
        ),
        (unit(CUT), unit(CUT + CUT_TARGET + OFFER.format(' mid="1"'))),
        (unit(SOURCE + "<target>Da</target>"), None),
        (unit(SOURCE + '<target state="new">Da</target>'), None),
        (unit(SOURCE, ' translate="no"'), None),
        (f'<group translate="no">{unit(SOURCE)}</group>', None),
        (unit("<source>Nothing</source>"), None),
        (unit(SOURCE + EXACT.format("") + OFFER.format("")), None),
        (unit('<source>The <g id="1">Assembly</g></source>' + OFFER.format("")), None),
    ],
)
def test_xliff_is_filled_where_it_is_empty_and_the_match_stands_beside(
    before: str, after: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.format(before), encoding="utf-8", newline="")
    expected = XLIFF.format(before if after is None else after)
    assert filled(path, "xliff", tmp_path).read_bytes().decode() == expected


def test_special_characters_of_a_match_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(XLIFF.format(unit("<source>The Assemblies</source>")).encode("utf-16"))
    root = etree.fromstring(filled(path, "xliff", tmp_path).read_bytes().decode("utf-16").partition("?>")[2])
    assert [target.text for target in root.iter("{*}target")] == ['Die "Versammlung" & mehr'] * 2


def test_a_segment_of_xliff_2_says_what_the_match_is_and_is_fuzzy(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf2"
    content = (
        '<unit id="1"><segment id="s" state="initial"><source>The Assemblies</source><target/></segment></unit>'
        '<unit id="2"><segment><source>The Assembly</source><target>Da</target></segment></unit>'
    )
    path.write_text(XLIFF2.format(content), encoding="utf-8")
    output = filled(path, "xliff2", tmp_path)
    assert '<segment id="s" state="translated" subState="clausebank:match-80">' in output.read_text(encoding="utf-8")
    first, second = formats.read(output).units
    assert (first.text("de"), first.states) == ('Die "Versammlung" & mehr', {"de": TranslationState.FUZZY})
    assert second.text("de") == "Da"


def test_an_empty_cell_of_a_table_in_word_is_filled_highlighted_and_explained(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(0, 4)
    for texts in (("id", "en", "de", "review"), ("a", "The Assembly", "", ""), ("b", "The Assembly", "Da", "")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    output = filled(tmp_path / "a.docx", "docx", tmp_path)
    rows = docx.Document(str(output)).tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["id", "en", "de", "review"],
        ["a", "The Assembly", "Die Versammlung", "100% match in m.tmx, unit 1"],
        ["b", "The Assembly", "Da", ""],
    ]
    assert str(rows[1].cells[2].paragraphs[0].runs[-1].font.highlight_color) == "YELLOW (7)"


def test_a_memory_gets_a_variant_that_says_it_is_an_unverified_match(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    full = tmx.TranslationUnit([tmx.Variant("en", "The Assembly"), tmx.Variant("de-AT", "Da")], "2")
    tmx.write(
        path, [tmx.TranslationUnit([tmx.Variant("en-GB", "The Assembly")], "1"), full], header=tmx.Header(srclang="en")
    )
    with tmx.read(filled(path, "tmx", tmp_path)) as memory:
        first, second = memory
    assert (first.text("de"), second) == ("Die Versammlung", full)
    assert [prop.text for prop in first.variants[1].props] == ["100% match in m.tmx, unit 1", "unverified"]


def test_the_command_takes_the_best_match_above_the_least_and_says_how_many(
    tmp_path: Path, in_process: Command
) -> None:
    path = tmp_path / "a.ru.po"
    sentences = ("The General Assembly,", "International code of conduct for safety", "Nothing at all")
    entries = "".join(f'\nmsgid "{sentence}"\nmsgstr ""\n' for sentence in sentences)
    path.write_text(f'msgid ""\nmsgstr "Language: ru\\n"\n{entries}', encoding="utf-8")
    status, _, said = in_process("pretranslate", path, "--in", "a-66-359", "-o", path)
    assert (status, "1 of 3 empty translations has a match (1 at 100%, 0 below), to be confirmed" in said) == (0, True)
    status, _, said = in_process("pretranslate", path, "--in", "a-66-359", "--min", "60", "-o", path)
    assert (status, "1 of 2 empty translations has a match (0 at 100%, 1 below)" in said) == (0, True)
    assert next(it.text("ru") for it in formats.read(path, "", ReadOptions()).units) == "Генеральная Ассамблея,"
    assert in_process("pretranslate", path, "--in", "a-66-359", "-o", path)[0] == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "en,ru\nA,\n", "a file of format csv cannot be filled; can be filled: po, xliff"),
        ("a.xlf", "<xliff><file>", "not well-formed XML"),
        ("a.tmx", "<tmx", "a.tmx"),
    ],
)
def test_what_cannot_be_filled_is_one_line_and_nothing_is_written(
    name: str, content: str, said: str, tmp_path: Path, in_process: Command
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    output = tmp_path / "out"
    status, _, err = in_process("pretranslate", tmp_path / name, "--pair", "en:ru", "--in", "a-66-359", "-o", output)
    assert (status, len(err.splitlines()), said in err, output.exists()) == (2, 1, True, False)
