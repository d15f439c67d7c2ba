from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.codes import CodeKind, addresses, codes, prose, selectors


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("%s and %d", ["%1$s", "%2$d"]),
        ("%2$s of %1$-10.3f", ["%2$s", "%1$f"]),
        ("%-12s|%5.1f|%*d", ["%1$s", "%2$f", "%4$d"]),
        ("%1$@ has %2$lu", ["%1$@", "%2$ld"]),
        ("%(count)d of %(name)s", ["%(count)d", "%(name)s"]),
        ("{} and {}", ["{0}", "{1}"]),
        ("{0:N2}, {name!r}, {1,10}", ["{0}", "{name}", "{1}"]),
        ("{{ limit }} and {{limit}}", ["{{limit}}", "{{limit}}"]),
        ("${x} #{y} %{z} $name", ["${x}", "#{y}", "%{z}", "$name"]),
        ("%1 of %L2", ["%1", "%2"]),
        ("100%% of %s", ["%%", "%1$s"]),
        ("<b>now</b><br/>", ["<b>", "</b>", "<br>"]),
        ('<g id="1">x</g>', ["<g 1>", "</g>"]),
        ("**now** [here](x)", ["**", "("]),
        (r"one\ntwo", [r"\n"]),
        ("`{name}' has `{type}'", ["`{name}' has `", "{name}", "{type}"]),
        ("50% of all, 5%d, US$ 500, a & b, x < y", []),
        ("{see the note}", []),
        ("Format: %Y-%m-%d", []),
    ],
)
def test_codes_have_one_value_however_they_are_written(text: str, values: list[str]) -> None:
    assert [code.value for code in codes(text)] == values


@pytest.mark.parametrize(
    ("flags", "values"),
    [
        ((), ["%1$s", "{name}"]),
        (("c-format",), ["%1$s"]),
        (("no-c-format",), ["{name}"]),
        (("python-brace-format",), ["{name}"]),
    ],
)
def test_the_flags_of_an_entry_say_which_placeholders_there_are(flags: tuple[str, ...], values: list[str]) -> None:
    assert [code.value for code in codes("%s {name}", flags)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("https://example.org/a, then", ["https://example.org/a"]),
        ("(see www.un.org/law).", ["www.un.org/law"]),
        ("https://example.org/a_(b)", ["https://example.org/a_(b)"]),
        ("请访问https://example.org/a。", ["https://example.org/a"]),
        ("https://ru.wikipedia.org/wiki/База", ["https://ru.wikipedia.org/wiki/База"]),
        ("Jane <jane@example.org>", ["jane@example.org"]),
        ("see example.org", ["example.org"]),
        ("e.g. this, No.5 and etc.", []),
    ],
)
def test_addresses_end_where_the_sentence_goes_on(text: str, values: list[str]) -> None:
    assert [code.value for code in addresses(text)] == values


def test_what_stands_inside_a_selector_is_nested_and_its_cases_are_known() -> None:
    text = "{n, plural, one {# file in {dir}} other {# files in {dir}}} of {total}"
    assert [(code.value, code.nested) for code in codes(text)] == [
        ("{n, plural}", False),
        ("{dir}", True),
        ("{dir}", True),
        ("{total}", False),
    ]
    assert [selector.cases for selector in selectors(text)] == [("one", "other")]


@given(st.text(alphabet="ab %s{}<>$&;`*[]()1d\\n,:/.wplural-", max_size=60))
def test_prose_is_as_long_as_its_text_and_codes_are_where_they_say(text: str) -> None:
    assert len(prose(text)) == len(text)
    for code in codes(text):
        assert 0 <= code.start < code.end <= len(text)
        assert code.kind is not CodeKind.ADDRESS or text[code.start : code.end] == code.value
