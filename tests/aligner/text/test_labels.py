"""List labels of any shape: what they count with, which they are, how they nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.labels import System, find, outline, parse, readings, split

SHAPES = [
    ("(a)", System.LOWER_LATIN, 1),
    ("c)", System.LOWER_LATIN, 3),
    ("（b）", System.LOWER_LATIN, 2),
    ("(aa)", System.LOWER_LATIN, 27),
    ("B.", System.UPPER_LATIN, 2),
    ("в)", System.LOWER_CYRILLIC, 3),
    ("к)", System.LOWER_CYRILLIC, 10),
    ("1.", System.DECIMAL, 1),
    ("12)", System.DECIMAL, 12),
    ("(3)", System.DECIMAL, 3),
    ("1.º", System.DECIMAL, 1),
    ("2°", System.DECIMAL, 2),
    ("1．", System.DECIMAL, 1),
    ("٣ -", System.DECIMAL, 3),
    ("9 bis.", System.DECIMAL, 9),
    ("(iv)", System.LOWER_ROMAN, 4),
    ("xii)", System.LOWER_ROMAN, 12),
    ("III.", System.UPPER_ROMAN, 3),
    ("I.", System.UPPER_ROMAN, 1),
    ("(一)", System.CHINESE, 1),
    ("二、", System.CHINESE, 2),
    ("（二十三）", System.CHINESE, 23),
    ("㈢", System.CHINESE, 3),
    ("丙、", System.STEMS, 3),
    ("①", System.DECIMAL, 1),
    ("⑵", System.DECIMAL, 2),
    ("(أ)", System.ABJAD, 1),
    ("ج)", System.ABJAD, 3),
    ("(هـ)", System.ABJAD, 5),
]
DIVISIONS = [
    ("Article 5", "article", 5),
    ("ARTICLE IV", "article", 4),
    ("Article premier", "article", 1),
    ("Artículo 2", "article", 2),
    ("Статья 1", "article", 1),
    ("المادة 7", "article", 7),
    ("المادة الثالثة", "article", 3),
    ("第一条", "article", 1),
    ("第12条", "article", 12),
    ("第三章", "chapter", 3),
    ("Глава II", "chapter", 2),
    ("Chapitre III", "chapter", 3),
    ("Section 2", "section", 2),
    ("Annex I", "annex", 1),
    ("Правило 4", "rule", 4),
]
NO_LABELS = [
    "2.5 million people",
    "2009 was the year",
    "A. S. Pushkin wrote",
    "Б. Н. Ельцин",
    "А — это первая буква",
    "Article 5 of the Charter provides that States shall refrain.",
    "Статья 5 Устава гласит, что государства воздерживаются.",
    "第64/211号决议",
    "第五条规定各国应当",
    "(GA) resolution",
    "I am a sentence",
    "etc.",
    "(see annex)",
    "section 2",
    "",
]


@pytest.mark.parametrize(("text", "system", "ordinal"), SHAPES)
def test_a_label_of_any_shape_is_a_system_and_an_ordinal(text: str, system: System, ordinal: int) -> None:
    label = parse(text)
    assert label is not None
    assert (label.system, label.ordinal, label.text) == (system, ordinal, text)


@pytest.mark.parametrize(("text", "division", "ordinal"), DIVISIONS)
def test_a_word_and_a_number_name_a_division(text: str, division: str, ordinal: int) -> None:
    label = parse(text)
    assert label is not None
    assert (label.division, label.ordinal) == (division, ordinal)


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("(a) To comply;", "(a)", "To comply;"),
        ("- (a) To comply;", "(a)", "To comply;"),
        ("  c)\tсоблюдать;", "c)", "соблюдать;"),
        ("一、总则", "一、", "总则"),
        ("（一）遵守《联合国宪章》；", "（一）", "遵守《联合国宪章》；"),
        ("第三条　目的", "第三条", "目的"),
        ("Article 5. Scope", "Article 5", "Scope"),
        ("Статья 1 — Цели", "Статья 1", "Цели"),
        ("3.2 Scope", "3.2", "Scope"),
        ("1．加强合作", "1．", "加强合作"),
        ("• item", "•", "item"),
        ("(أ) الالتزام", "(أ)", "الالتزام"),
    ],
)
def test_a_label_is_split_off_its_line(line: str, label: str, rest: str) -> None:
    found, remaining = split(line)
    assert found is not None
    assert (found.text, remaining) == (label, rest)
    assert line[found.start : found.end] == label


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("(h) (i) (j)", "8 9 10 | 0 0 0"),
        ("(h) (i) (ii) (i)", "8 1 2 9 | 0 1 1 0"),
        ("(a) (i) (ii) (iii) (b) (c)", "1 1 2 3 2 3 | 0 1 1 1 0 0"),
        ("i) ii) iii) iv) v) vi)", "1 2 3 4 5 6 | 0 0 0 0 0 0"),
        ("(u) (v) (w) (x) (y)", "21 22 23 24 25 | 0 0 0 0 0"),
        ("(iv) (v) (vi)", "4 5 6 | 0 0 0"),
        ("1. (a) (b) 2. (a) 3.", "1 1 2 2 1 3 | 0 1 1 0 1 0"),
        ("I. 1. 2. II. 3. 4.", "1 1 2 2 3 4 | 0 1 1 0 1 1"),
        ("第一章 第一条 第二条 第二章 第三条", "1 1 2 2 3 | 0 1 1 0 1"),
        ("一、 （一） 1. 2. （二） 二、", "1 1 1 2 2 2 | 0 1 2 2 1 0"),
        ("1. 1.1. 1.2. 2. 2.1.", "1 1 2 2 1 | 0 1 1 0 1"),
        ("1) а) б) 2) а)", "1 1 2 2 1 | 0 1 1 0 1"),
        ("(a) (b) (a) (b)", "1 2 1 2 | 0 0 0 0"),
        ("I. II. V.", "1 2 5 | 0 0 0"),
    ],
)
def test_ambiguous_labels_are_read_by_their_neighbours_and_nest(labels: str, expected: str) -> None:
    chosen = outline([readings(label) for label in labels.split()])
    ordinals = " ".join(str(label.ordinal) for label, _ in chosen)
    depths = " ".join(str(depth) for _, depth in chosen)
    assert f"{ordinals} | {depths}" == expected


@given(st.text(max_size=60))
def test_any_line_is_kept_whole_by_splitting_off_its_label(line: str) -> None:
    label, rest = split(line)
    assert rest in line
    assert label is None or line[label.start : label.end] == label.text


@given(st.lists(st.sampled_from([text for text, _, _ in SHAPES + DIVISIONS]), max_size=30))
def test_every_sequence_of_labels_has_an_outline(labels: list[str]) -> None:
    chosen = outline([readings(label) for label in labels])
    assert [label.text for label, _ in chosen] == labels
    depths = [depth for _, depth in chosen]
    assert all(later <= before + 1 for before, later in zip([-1, *depths], depths, strict=False))
