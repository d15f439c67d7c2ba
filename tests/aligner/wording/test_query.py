"""What a query finds, what it refuses, and that it never misses what a regular expression finds."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import UsageError
from aligner.text.folding import bare, fold
from aligner.text.words import words
from aligner.wording import query as queries
from aligner.wording.query import Query, QueryKind

WORDS, LEMMA, EXACT, REGEX = QueryKind.WORDS, QueryKind.LEMMA, QueryKind.EXACT, QueryKind.REGEX


@pytest.mark.parametrize(
    ("kind", "wanted", "language", "text", "found"),
    [
        (WORDS, "state", "en", "Statement of a State; state.", ["State", "state"]),
        (WORDS, "secur*", "en", "Secure security insecure", ["Secure", "security"]),
        (WORDS, "peace  and", "en", "peace\nand security", ["peace\nand"]),
        (WORDS, "安全", "zh", "信息安全和网络安全性", ["安全", "安全"]),
        (WORDS, "А/66", "ru", "А/66/359 и А/665", ["А/66"]),
        (EXACT, "State", "en", "Statement of a state", ["State"]),
        (LEMMA, "угроза", "ru", "угроз, угрозы; угрозами угрожать", ["угроз", "угрозы", "угрозами"]),
        (LEMMA, "networks", "en", "A network, its networks, netting", ["network", "networks"]),
        (LEMMA, "Internet", "en", "Internet-related issues", ["Internet"]),
        (LEMMA, "международный договор", "ru", "по международным договорам", ["международным договорам"]),
        (REGEX, r"\d+/\d+", "en", "64/211 and 57/239", ["64/211", "57/239"]),
        (REGEX, "x*", "en", "abc", []),
    ],
)
def test_a_query_finds_what_its_kind_says(
    kind: QueryKind, wanted: str, language: str, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in Query(wanted, kind).spans(text, language)] == found


@pytest.mark.parametrize(
    ("wanted", "language", "text", "found"),
    [
        ("ее", "ru", "её, ее, ещё", ["её", "ее"]),
        ("ёлка", "ru", "елка", ["елка"]),
        ("й", "ru", "и й", ["й"]),
        ("и", "ru", "и й и\u0306", ["и"]),
        (
            "co-operation",
            "en",
            "co‑operation, co\u2010operation, co–operation",
            ["co‑operation", "co‐operation", "co–operation"],
        ),
        ("women's", "en", "women’s womenʼs women＇s", ["women’s", "womenʼs", "women＇s"]),
        ("naive cafe", "fr", "naïve café", ["naïve café"]),
        ("naïve", "fr", "naive", []),
        ("où", "fr", "ou où", ["où"]),
        ("Declaration", "fr", "la de\u0301claration", ["de\u0301claration"]),
        ("déclaration", "fr", "la de\u0301claration", ["de\u0301claration"]),
        ("UN", "en", "ＵＮ un UN安全", ["ＵＮ", "un", "UN"]),
        ("64", "ar", "القرار ٦٤", ["٦٤"]),
        ("لما", "ar", "لمّا كان، لم يكن", ["لمّا"]),
        ("الانسان", "ar", "الإنسان", ["الإنسان"]),
        ("مسؤول", "ar", "مسوول", ["مسوول"]),
        ("अधिकार", "hi", "मानव अधिकारों अधिकार", ["अधिकार"]),
        ("כל", "he", "כָּל אדם", ["כָּל"]),
        ("soft", "en", "so\u00adft", ["so\u00adft"]),
        ("ﬁnance", "en", "finance", ["finance"]),
        ("strasse", "de", "Straße", ["Straße"]),
        ("각", "ko", "각 가", ["각"]),
    ],
)
def test_what_is_written_differently_is_found(wanted: str, language: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Query(wanted).spans(text, language)] == found


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("un*able", "unable, unforgivable, able", ["unable", "unforgivable"]),
        ("*ility", "responsibility abilities", ["responsibility"]),
        ("secur?", "secure secured", ["secure"]),
        ("what?", "what? whats", ["what?", "whats"]),
        ("take * into account", "take these views into account", ["take these views into account"]),
        ("take * into account", "take into account", ["take into account"]),
        ("take * account", "take 1 2 3 4 5 6 account", []),
        ("take *{2} account", "take it into account, take account", ["take it into account"]),
        ("take []{1,2} account", "take into account", ["take into account"]),
        ("(may|shall) not", "may not, shall  not, will not", ["may not", "shall  not"]),
        ("may|shall not", "may not", ["may not"]),
        ("(human rights|freedoms) of", "human rights of, freedoms of", ["human rights of", "freedoms of"]),
        ("[be] free", "are free; is free; be free", ["are free", "is free", "be free"]),
        ("[network] of", "Networks of networks", ["Networks of"]),
        ('"State"', "a State, a state", ["State"]),
        ('"Member States"', "Member States, member States", ["Member States"]),
        ('[word="secur.*"]', "security Secure secures", ["security", "secures"]),
        ('[word="secur.*" %c]', "security Secure", ["security", "Secure"]),
        ('[lemma="be" & word!="are"] free', "are free; is free", ["is free"]),
        ('[lemma="be" | word="so"] free', "are free, so free", ["are free", "so free"]),
        ('[word="e-mail"]', "by e-mail", ["e-mail"]),
        ("(i) To", "(i) To assist", ["(i) To"]),
        ("States'", "the States' networks", ["States'"]),
        (r"a \* b", "a * b", ["a * b"]),
        ("[1]", "note 1", ["1"]),
    ],
)
def test_the_query_language_finds(wanted: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Query(wanted).spans(text, "en")] == found


@pytest.mark.parametrize(
    ("wanted", "kind", "text", "found"),
    [
        ("责任", LEMMA, "谴责任何行为，共同责任", [(9, 11)]),
        ("[责任]", WORDS, "谴责任何行为", []),
        ("责任", WORDS, "谴责任何行为", [(1, 3)]),
        ("信息安全", LEMMA, "信息安全性", [(0, 4)]),
        ("信息 安全", WORDS, "信息安全", [(0, 4)]),
        ("信息 * 安全", WORDS, "信息和通信安全", [(0, 7)]),
        ("信*全", WORDS, "信息安全", [(0, 4)]),
    ],
)
def test_chinese_is_found_as_characters_and_on_request_as_words(
    wanted: str, kind: QueryKind, text: str, found: list[tuple[int, int]]
) -> None:
    assert Query(wanted, kind).spans(text, "zh") == found


def test_simplified_characters_are_found_by_traditional_ones_on_request() -> None:
    pytest.importorskip("opencc")
    assert Query("資訊", variants=True).spans("资讯安全", "zh") == [(0, 2)]
    assert Query("资讯", variants=True).spans("資訊", "zh") == [(0, 2)]
    assert Query("資訊").spans("资讯", "zh") == []


@pytest.mark.parametrize(
    "wanted",
    [
        *('"State', "[shall", "[x=", '[pos="N"]', '[tag="N"]', "<s>", "x within <s/>", "(a|)", "|", "a |", "*", "a *"),
        *(
            "[a]+",
            "a *{3,1} b",
            "a *{,} b",
            "a *{999} b",
            '""',
            '"-"',
            "[]{1,3}",
            '[word="("]',
            "(" * 900 + "|" + ")" * 900,
        ),
        *('[(lemma="a")]', "x" * 3000, '[word="a b"]'),
    ],
)
def test_what_the_query_language_does_not_have_is_an_error(wanted: str) -> None:
    with pytest.raises(UsageError, match="QUERY"):
        Query(wanted).spans("State shall", "en")


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "*", "(?P<x>a)(?P<x", "\\", "a{999999999}", "(" * 5000 + ")" * 5000])
def test_what_is_no_regular_expression_is_said_to_be_none(pattern: str) -> None:
    with pytest.raises(
        UsageError, match=r"is not a regular expression|repeats more than|groups more than|more than 2,000 characters"
    ):
        Query(pattern, REGEX)


@pytest.mark.parametrize("kind", [REGEX, WORDS])
def test_a_regular_expression_that_would_run_for_ever_is_stopped(
    monkeypatch: pytest.MonkeyPatch, kind: QueryKind
) -> None:
    monkeypatch.setattr(queries, "BUDGET", 0.2)
    monkeypatch.setattr("aligner.wording.pattern.TIMEOUT", 0.2)
    evil = r"^(?:(a|aa)+)+(?:(?:a|aa)+)*$\d"
    query = evil if kind is REGEX else f'[word="{evil}"]'
    with pytest.raises(UsageError, match=r"ran for more than|takes too long"):
        Query(query, kind).spans("a" * 5000 + "b", "en")


@pytest.mark.parametrize("kind", list(QueryKind))
def test_nothing_to_look_for_is_refused(kind: QueryKind) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        Query("  ", kind)


@given(st.text(max_size=8), st.text(max_size=20), st.sampled_from([WORDS, EXACT, LEMMA]))
def test_spans_are_in_order_apart_and_within_the_text(wanted: str, text: str, kind: QueryKind) -> None:
    for language in ("en", "zh", "ru", "ar"):
        try:
            query = Query(wanted, kind)
        except UsageError:  # what is no query is refused, never answered
            return
        end = 0
        for start, stop in query.spans(text, language):
            assert end <= start < stop <= len(text)
            end = stop


SAMPLES = {
    "en": "All human beings are born free and equal in dignity and rights; co-operation is voluntary. States' rights!",
    "fr": "L'égalité des êtres humains, où qu'ils soient, est reconnue à l'État; le coût été étudié.",
    "ru": "Все люди рождаются свободными и равными; её права, ещё не признанные, в стране ещё есть.",
    "zh": "人人生而自由，在尊严和权利上一律平等。第64/211号决议，UN信息安全。",
    "ar": "لمّا كان الاعتراف بالكرامة المتأصلة، أساس الحرية والعدل في العالم.",
    "hi": "सभी मनुष्य जन्म से स्वतन्त्र हैं; अधिकारों के विषय में जन्मजात समानता प्राप्त है।",
}


@pytest.mark.parametrize("language", list(SAMPLES))
@given(data=st.data())
def test_a_word_that_a_regular_expression_finds_is_never_missed(language: str, data: st.DataObject) -> None:
    text = SAMPLES[language]
    there = words(text, language)
    first = data.draw(st.integers(0, len(there) - 1))
    last = data.draw(st.integers(first, min(first + 2, len(there) - 1)))
    phrase = text[there[first].start : there[last].end]
    escaped = regex.sub(r"([*?|()\[\]{}\"\\])", r"\\\1", phrase)
    expected = [match.span() for match in regex.finditer(rf"(?<!\w){regex.escape(phrase)}(?!\w)", text)]
    if language == "zh":
        expected = [match.span() for match in regex.finditer(regex.escape(phrase), text)]
    assert set(expected) <= set(Query(escaped).spans(text, language))
    part = data.draw(st.integers(1, len(there[first].text)))
    prefix = regex.sub(r"([*?|()\[\]{}\"\\])", r"\\\1", there[first].text[:part])
    assert Query(f"{prefix}*").spans(text, language)


def test_counts_are_those_of_a_regular_expression_over_whole_texts(gold_dir: Path) -> None:
    """Every word of a hundred paragraphs in five languages, counted independently over folded text."""
    columns: dict[str, list[str]] = {tag: [] for tag in SAMPLES if tag != "ar"}
    for name in ("udhr.tsv", "udhr-many.tsv", "quran-dev.tsv"):
        with (gold_dir / name).open(encoding="utf-8", newline="") as stream:
            for row in itertools.islice(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 40):
                for tag in columns.keys() & row.keys():
                    columns[tag].append(row[tag] or "")
    assert all(columns.values())
    for language, column in columns.items():
        text = "\n".join(column)
        vocabulary = sorted({word.text for word in words(text, language) if word.text.isalnum()})
        for word in vocabulary[::17]:
            edge = "" if language == "zh" else r"(?<!\w){}(?!\w)"
            pattern = (edge or "{}").format(regex.escape(bare(fold(word))))
            expected = len(regex.findall(pattern, bare(fold(text))))
            found = len(Query(word).spans(text, language))
            # An accent in the query has to be there, so that fewer may be found, and never none.
            assert 0 < found <= expected if bare(fold(word)) != fold(word) else found == expected, (language, word)


def test_parts_of_speech_are_asked_for_where_a_dictionary_has_them() -> None:
    """By the classes of Universal Dependencies; a language without such a dictionary is an error, never "not found"."""
    assert Query('[pos="NOUN"] [word="безопасности"]').spans("угроза безопасности", "ru") == [(0, 19)]
    assert Query('[pos="VERB"]').spans("各国遵守准则", "zh") == [(2, 4)]
    assert Query('[lemma="мир" & pos!="VERB"]').spans("всеобщего мира", "ru") == [(10, 14)]
    with pytest.raises(UsageError, match="parts of speech are not known of words in en"):
        Query('[pos="NOUN"]').spans("peace", "en")
    with pytest.raises(UsageError, match="no part of speech is called 'N'"):
        Query('[pos="N"]')
