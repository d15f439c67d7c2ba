"""The cells of a table are those that were meant, whether or not the program that wrote it quotes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.cells import rows


def cells(text: str, delimiter: str = "\t") -> list[list[str]]:
    return [row for _, row in rows(io.StringIO(text, newline=""), delimiter)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"We did," he said.\tМы', ['"We did," he said.', "Мы"]),
        ('"Yes."\t"Да."', ['"Yes."', '"Да."']),
        ('"open\tclosed"', ['"open', 'closed"']),
        ('"a ""b"" c"\td', ['a "b" c', "d"]),
        ('"a\tb"\tc', ["a\tb", "c"]),
        ('"a\nb"\tc', ["a\nb", "c"]),
        ('a\t"b\nc"', ["a", "b\nc"]),
        ('a\t"b\nc\td', ["a", '"b']),
        ("a\t", ["a", ""]),
    ],
)
def test_quotes_between_tabs_are_marks_of_the_text_unless_only_a_spreadsheet_writes_them_so(
    line: str, expected: list[str]
) -> None:
    assert cells(f"en\tru\n{line}\n")[1] == expected


def test_a_table_whose_head_is_quoted_is_quoted_throughout() -> None:
    assert cells('"en"\t"ru"\n"Yes."\t"Да."\n') == [["en", "ru"], ["Yes.", "Да."]]


def test_a_row_has_the_number_of_the_line_it_begins_on() -> None:
    text = 'en\tru\n\n"a\nb"\tc\nd\te\n'
    assert [number for number, _ in rows(io.StringIO(text, newline=""), "\t")] == [1, 2, 3, 5]
    commas = 'en,ru\n"a\nb",c\nd,e\n'
    assert [number for number, _ in rows(io.StringIO(commas, newline=""), ",")] == [1, 2, 4]


def test_quotes_that_do_not_pair_between_commas_are_an_error() -> None:
    with pytest.raises(csv.Error):
        cells('en,ru\n"a" b,c\n', ",")


words = st.text(st.sampled_from('ab" \n«»'), max_size=8)


@given(st.lists(st.tuples(words, words), max_size=5), st.booleans())
def test_what_a_spreadsheet_writes_is_read_as_it_was(table: list[tuple[str, str]], quote_all: bool) -> None:
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter="\t", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\n"
    )
    writer.writerows([("en", "ru"), *table])
    assert cells(out.getvalue())[1:] == [list(row) for row in table]


plain = st.text(st.sampled_from('ab" «»'), min_size=1, max_size=8).filter(lambda text: '""' not in text)


@given(st.lists(st.tuples(plain, plain), max_size=5))
def test_what_is_written_without_quoting_is_read_as_it_stands(table: list[tuple[str, str]]) -> None:
    text = "".join(f"{first}\t{second}\n" for first, second in [("en", "ru"), *table])
    assert cells(text)[1:] == [list(row) for row in table]
