"""The page as a file: nothing lost, nothing run, nothing called official that is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from aligner.bank import Bank
from aligner.checks import Finding, Highlight, Severity, all_rules, from_document, run
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.reader import comparison, page_of, render
from aligner.reader.page import integrity
from aligner.reader.view import Cell, ReaderRow, SegmentSpans, cut, marks_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \" ' {{ 7*7 }} </style>"


def parsed(source: str) -> Any:
    return html.fromstring(source)


def document(*texts: Mapping[str, str], title: str = "T") -> Document:
    tags = dict.fromkeys(tag for text in texts for tag in text)
    return Document(
        name="x",
        symbol=title,
        title=dict.fromkeys(tags, title),
        languages={
            tag: LanguageVersion(tag, Status.UNVERIFIED, HOSTILE if title == HOSTILE else "made up") for tag in tags
        },
        units=tuple(
            Unit(f"u.{n}", Role.ITEM, {tag: Segment(words) for tag, words in text.items()}, note=title)
            for n, text in enumerate(texts)
        ),
    )


def test_every_segment_of_the_annex_stands_on_its_page_character_for_character() -> None:
    annex = Bank().load("a-66-359")
    tree = parsed(render(page_of(annex)))
    for unit, body in zip(annex.units, tree.xpath("//tbody"), strict=True):
        words = [cell.text_content() for cell in body.xpath(".//span[@class='words']")]
        assert words == [segment.text for segment in unit.segments.values()]


def test_every_segment_that_is_not_verified_is_marked_in_its_cell_its_head_and_above_the_text() -> None:
    tree = parsed(render(page_of(Bank().load("a-66-359"))))
    assert len(tree.xpath("//tr[@class='clause']/td[@class='unverified']")) == 2 * 27
    assert [it.text for it in tree.xpath("//thead//span[contains(@class, 'badge')]")] == [
        "verified",
        "unverified",
        "unverified",
    ]
    assert "Not the official text in Chinese and Russian." in tree.xpath("//p[@class='caution']")[0].text_content()


def test_many_languages_are_listed_as_a_sentence_lists_them() -> None:
    source = render(page_of(document({"en": "a", "zh": "b", "ru": "c", "ar": "d"})))
    assert "Not the official text in English, Chinese, Russian and Arabic." in source


def test_a_text_that_is_verified_throughout_has_no_warning() -> None:
    tree = parsed(render(page_of(Bank().load("a-66-359"), ["en"])))
    assert not tree.xpath("//p[@class='caution']")


def test_wording_from_anywhere_is_text_and_never_markup() -> None:
    source = render(page_of(document({"en": HOSTILE, "ru": HOSTILE}, title=HOSTILE)))
    tree = parsed(source)
    assert not tree.xpath("//img")
    assert len(tree.xpath("//script")) == 1
    assert len(tree.xpath("//style")) == 1
    assert "alert(1)" not in tree.xpath("//script")[0].text
    assert [it.text_content() for it in tree.xpath("//span[@class='words']")] == [HOSTILE, HOSTILE]


def test_the_page_loads_nothing_and_lets_only_its_own_style_and_script_run() -> None:
    tree = parsed(render(page_of(document({"en": "A"}))))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert integrity(tree.xpath("//style")[0].text) in policy
    assert integrity(tree.xpath("//script")[0].text) in policy
    assert not tree.xpath("//@style")
    assert not [it for it in tree.xpath("//@src | //@href") if not it.startswith(("#", "data:,"))]


def test_names_in_the_page_are_unique_and_every_link_has_a_target() -> None:
    units = [{"en": "A"}] * 3
    made = document(*units)
    ids = ["help", "a.b", "a-b"]
    made = Document(
        **{
            **{name: getattr(made, name) for name in ("name", "symbol", "title", "languages")},
            "units": tuple(Unit(id_, Role.ITEM, {"en": Segment("A")}, note="n") for id_ in ids),
        }
    )
    tree = parsed(render(page_of(made)))
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(names)


def test_a_language_that_a_unit_lacks_is_said_to_be_missing() -> None:
    tree = parsed(render(page_of(document({"en": "A", "ru": "Б"}, {"en": "C"}))))
    assert [it.text_content().strip() for it in tree.xpath("//td[@class='missing']//span[@class='gap']")] == [
        "no wording in this language"
    ]


def test_columns_written_from_right_to_left_say_so_and_others_do_not() -> None:
    tree = parsed(render(page_of(document({"en": "A", "ar": "ب"}))))
    assert tree.xpath("//div[@lang='ar']/@dir") == ["rtl"]
    assert tree.xpath("//div[@lang='en']/@dir") == ["ltr"]


def test_findings_stand_with_their_clause_and_their_words_are_marked() -> None:
    made = document({"en": "Article 5", "ru": "Статья 6"})
    finding = Finding(
        "NUM001",
        "number-mismatch",
        Severity.ERROR,
        "x",
        1,
        made.units[0],
        ("ru",),
        "6 stands alone",
        (Highlight("ru", 7, 8),),
    )
    tree = parsed(render(page_of(made, findings=[finding])))
    assert [it.text for it in tree.xpath("//span[contains(@class, 'flagged')]")] == ["6"]
    assert "NUM001 error" in tree.xpath("//tr[@class='remarks']")[0].text_content()
    assert tree.xpath("//nav//a[@class='found']")


@pytest.mark.parametrize("languages", [["ru"], ["zh", "en"]])
def test_columns_come_in_the_order_asked_for(languages: list[str]) -> None:
    page = page_of(Bank().load("a-66-359"), languages)
    assert [column.tag for column in page.columns] == languages
    assert all(len(row.cells) == len(languages) for row in page.rows)


def test_the_page_is_the_same_every_time() -> None:
    annex = Bank().load("a-66-359")
    assert render(page_of(annex)) == render(page_of(annex))


def test_paper_says_on_every_sheet_what_is_not_verified() -> None:
    source = render(page_of(Bank().load("a-66-359")))
    assert re.search(r'@bottom-left \{ content: "[^"]*zh unverified, ru unverified: not the official text"', source)


SPAN = st.tuples(st.integers(-2, 12), st.integers(-2, 12), st.integers(0, 3))


@given(st.text(max_size=10), st.lists(SPAN), st.lists(SPAN), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_pieces_joined_are_the_text_whatever_the_spans(
    text: str, phrases: list[tuple[int, int, int]], words: list[tuple[int, int, int]], flags: list[tuple[int, int]]
) -> None:
    pieces = cut(text, SegmentSpans(phrases, words, flags))
    assert "".join(run.text for piece in pieces for run in piece.runs) == text


def test_the_strip_has_few_marks_however_long_the_text_is() -> None:
    rows = [
        ReaderRow(str(number), f"u-{number}", "item", (Cell("verified" if number else "unverified"),), 10)
        for number in range(20_000)
    ]
    marks = marks_of(rows)
    assert len(marks) <= 400
    assert sum(mark.length for mark in marks) == 200_000
    assert [mark.statuses for mark in marks[:2]] == [("unverified",), ("verified",)]
    assert [mark.anchor for mark in marks_of(rows[:3])] == ["u-0", "u-1", "u-2"]


def test_a_page_of_a_memory_says_the_document_and_the_date_of_a_unit_and_of_versions_what_changed() -> None:
    def memory(words: str) -> Document:
        unit = Unit("1", Role.ITEM, {"en": Segment(words)}, properties={"document": "A/64/1", "date": "2011-09-14"})
        versions = {"en": LanguageVersion("en", Status.UNVERIFIED, "a memory")}
        return Document("m", "m", {"en": "m"}, versions, (unit,))

    assert "A/64/1, 2011-09-14" in render(page_of(memory("Peace and security")))
    compared = render(comparison(memory("Peace and security"), memory("Peace and stability"), ["en"]))
    assert "1 of 1 clauses changed: the list" in compared


def test_findings_on_languages_that_are_not_shown_are_left_out() -> None:
    text = document({"en": "Article 5 and Article 6", "ru": "Статья 5"})
    findings = list(run(from_document(text), all_rules()))
    assert any("ru" in finding.languages for finding in findings)
    shown = page_of(text, ["en"], findings)
    assert not any("ru" in finding.languages for row in shown.rows for finding in (*row.findings, *shown.findings))
