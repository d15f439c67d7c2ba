"""What a query finds, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import UsageError
from aligner.wording import query as queries
from aligner.wording.query import Query, QueryKind


@pytest.mark.parametrize(
    ("kind", "wanted", "language", "text", "found"),
    [
        (QueryKind.WORDS, "state", "en", "Statement of a State; state.", ["State", "state"]),
        (QueryKind.WORDS, "secur*", "en", "Secure security insecure", ["Secure", "security"]),
        (QueryKind.WORDS, "peace  and", "en", "peace\nand security", ["peace\nand"]),
        (QueryKind.WORDS, "安全", "zh", "信息安全和网络安全性", ["安全", "安全"]),
        (QueryKind.WORDS, "А/66", "ru", "А/66/359 и А/665", ["А/66"]),
        (QueryKind.EXACT, "State", "en", "Statement of a state", ["State"]),
        (QueryKind.LEMMA, "угроза", "ru", "угроз, угрозы; угрозами угрожать", ["угроз", "угрозы", "угрозами"]),
        (QueryKind.LEMMA, "networks", "en", "A network, its networks, netting", ["network", "networks"]),
        (QueryKind.LEMMA, "Internet", "en", "Internet-related issues", ["Internet"]),
        (QueryKind.LEMMA, "международный договор", "ru", "по международным договорам", ["международным договорам"]),
        (QueryKind.REGEX, r"\d+/\d+", "en", "64/211 and 57/239", ["64/211", "57/239"]),
        (QueryKind.REGEX, "x*", "en", "abc", []),
    ],
)
def test_a_query_finds_what_its_kind_says(
    kind: QueryKind, wanted: str, language: str, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in Query(wanted, kind).spans(text, language)] == found


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "*", "(?P<x>a)(?P<x", "\\"])
def test_what_is_no_regular_expression_is_said_to_be_none(pattern: str) -> None:
    with pytest.raises(UsageError, match="is not a regular expression"):
        Query(pattern, QueryKind.REGEX)


def test_a_regular_expression_that_would_run_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BUDGET", 0.2)
    with pytest.raises(UsageError, match="ran for more than"):
        Query(r"^(?:(a|aa)+)+(?:(?:a|aa)+)*$\d", QueryKind.REGEX).spans("a" * 5000 + "b", "en")


@pytest.mark.parametrize("kind", list(QueryKind))
def test_nothing_to_look_for_is_refused(kind: QueryKind) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        Query("  ", kind)


@given(st.text(max_size=8), st.text(max_size=20), st.sampled_from([QueryKind.WORDS, QueryKind.EXACT, QueryKind.LEMMA]))
def test_spans_are_in_order_apart_and_within_the_text(wanted: str, text: str, kind: QueryKind) -> None:
    if not wanted.strip():
        return
    for language in ("en", "zh", "ru", "ar"):
        end = 0
        try:
            query = Query(wanted, kind)
        except UsageError:  # what is no query is refused, never answered
            return
        for start, stop in query.spans(text, language):
            assert end <= start < stop <= len(text)
            end = stop
