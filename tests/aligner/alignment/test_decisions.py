"""Decisions are certain in an alignment: they hold where their words are, and only there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.beads import Alignment
from aligner.alignment.decisions import CONTRADICTED, GONE, Resolution, renamed, resolve
from aligner.alignment.joint import align
from aligner.model import Decision, DecisionKind
from aligner.text.block_names import named

Blocks = dict[str, list[str]]
Numbers = Mapping[str, Sequence[int]]

TEXT: Blocks = {
    "en": ["Article 1", "Peace shall be kept.", "War is renounced.", "Article 2", "Trade is free.", "Fish are not taxed."],
    "fr": ["Article 1", "La paix est maintenue.", "La guerre est exclue.", "Article 2", "Le commerce est libre. Le poisson n'est pas taxé."],
    "ru": ["Статья 1", "Мир сохраняется.", "Война исключается.", "Статья 2", "Торговля свободна.", "Рыба не облагается."],
}  # fmt: skip
# A hand's correction against all evidence, so that an aligner would never find it by itself.
ODD = {"en": (1,), "fr": (2,), "ru": (2,)}


def decision(kind: str, text: Mapping[str, Sequence[str]], blocks: Numbers) -> Decision:
    names = {tag: named(text[tag], tag) for tag in blocks}
    return Decision(DecisionKind(kind), {tag: tuple(names[tag][k] for k in numbers) for tag, numbers in blocks.items()})


def beads(alignment: Alignment) -> list[dict[str, tuple[int, ...]]]:
    return [dict(bead.blocks) for bead in alignment.beads]


def aligned(text: Mapping[str, Sequence[str]], keep: Iterable[Decision] = ()) -> Alignment:
    return align(text, encoder=None, keep=keep)


@pytest.mark.parametrize(
    ("kind", "blocks", "expected"),
    [
        ("linked", ODD, ODD),
        ("checked", ODD, ODD),
        ("checked", {"en": (1,), "ru": (2,)}, {"en": (1,), "ru": (2,)}),  # French has nothing here
        ("linked", {"en": (0, 1, 2, 3, 4, 5), "fr": (0,)}, {"en": (0, 1, 2, 3, 4, 5), "fr": (0,)}),  # 6:1
        ("linked", {"en": (1, 4), "fr": (2,), "ru": (2,)}, {"en": (1, 4), "fr": (2,), "ru": (2,)}),  # with a gap
        ("moved", {"en": (1,), "fr": (4,), "ru": (5,)}, {"en": (1,), "fr": (4,), "ru": (5,)}),
        ("left-out", {"ru": (2,)}, {"ru": (2,)}),
    ],
)
def test_what_is_decided_is_a_bead_and_sure(kind: str, blocks: Numbers, expected: dict[str, tuple[int, ...]]) -> None:
    alignment = aligned(TEXT, [decision(kind, TEXT, blocks)])
    (bead,) = [bead for bead in alignment.beads if expected.items() <= bead.blocks.items()]
    if kind != "linked" or len(expected) == 3:
        assert (dict(bead.blocks), bead.confidence) == (expected, 1.0)


def test_blocks_that_are_apart_are_in_no_bead_together() -> None:
    before = aligned(TEXT)
    together = next(bead for bead in before.beads if len(bead.blocks) == 3)
    en, ru = together.blocks["en"][0], together.blocks["ru"][0]
    after = aligned(TEXT, [decision("apart", TEXT, {"en": (en,), "ru": (ru,)})])
    assert not any(en in bead.blocks.get("en", ()) and ru in bead.blocks.get("ru", ()) for bead in after.beads)


def test_only_what_is_between_is_aligned_anew() -> None:
    shifted = [{"en": (k,), "fr": (k + 1,)} for k in range(1, 3)]
    alignment = aligned(TEXT, [decision("checked", TEXT, blocks) for blocks in shifted])
    assert [bead for bead in beads(alignment) if bead in shifted] == shifted
    assert {"en": (0,), "ru": (0,)}.items() <= beads(alignment)[0].items()


def test_a_language_that_is_not_aligned_now_is_passed_over() -> None:
    text = {tag: TEXT[tag] for tag in ("en", "ru")}
    resolution = resolve([decision("linked", TEXT, ODD), decision("linked", TEXT, {"en": (0,), "fr": (0,)})], text)
    assert [held.blocks for held in resolution.held] == [{"en": (1,), "ru": (2,)}]
    assert not resolution.lost


EDITS: dict[str, Callable[[list[str]], list[str]]] = {
    "added before": lambda blocks: ["A new one.", *blocks],
    "added after": lambda blocks: [*blocks[:4], "A new one.", *blocks[4:]],
    "another removed": lambda blocks: blocks[:3] + blocks[4:],
    "another reworded": lambda blocks: [*blocks[:3], "Section 9", *blocks[4:]],
    "another moved": lambda blocks: [blocks[3], *blocks[:3], *blocks[4:]],
    "its own moved": lambda blocks: [*blocks[:1], *blocks[3:], *blocks[1:3]],
    "its own removed": lambda blocks: blocks[:1] + blocks[3:],
    "its own reworded": lambda blocks: [blocks[0], "Peace!", "No war!", *blocks[3:]],
}


@pytest.mark.parametrize("tag", TEXT)
@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_a_decision_holds_where_its_words_are_and_only_there(edit: str, tag: str) -> None:
    keep = [decision("linked", TEXT, ODD)]
    after = {**TEXT, tag: EDITS[edit](TEXT[tag])}
    resolution = resolve(keep, after)
    if edit in ("its own removed", "its own reworded"):
        assert [(lost.reason, list(lost.missing)) for lost in resolution.lost] == [(GONE, [tag])]
        return
    places = {language: (after[language].index(TEXT[language][numbers[0]]),) for language, numbers in ODD.items()}
    assert [held.blocks for held in resolution.held] == [places]
    assert places in beads(aligned(after, keep))
    again = renamed(keep, resolution, after)
    assert resolve(again, TEXT).held[0].blocks == ODD, "and back"


def test_of_two_decisions_that_contradict_each_other_the_later_one_holds() -> None:
    early, late = decision("linked", TEXT, ODD), decision("linked", TEXT, {"en": (1,), "ru": (1,)})
    resolution = resolve([early, late], TEXT)
    assert [held.decision for held in resolution.held] == [late]
    assert [(lost.decision, lost.reason) for lost in resolution.lost] == [(early, CONTRADICTED)]
    apart = decision("apart", TEXT, {"en": (1,), "ru": (1,)})
    assert [held.decision for held in resolve([late, apart], TEXT).held] == [apart]
    assert [held.decision for held in resolve([apart, late], TEXT).held] == [late]


def test_decisions_that_share_a_block_and_agree_are_one_bead() -> None:
    keep = [decision("linked", TEXT, {"en": (1,), "fr": (2,)}), decision("linked", TEXT, {"fr": (2,), "ru": (2,)})]
    assert ODD in beads(aligned(TEXT, keep))


# Any text, any decisions, any edit -------------------------------------------------------------------------------------

WORDS = ("peace", "law", "treaty", "trade", "fish", "port", "judge", "seal", "river", "bridge")
KINDS = list(DecisionKind)


def random_text(random_: random.Random) -> Blocks:
    vocabulary = [
        " ".join(random_.choices(WORDS, k=random_.randint(1, 4))) + "." for _ in range(random_.choice((4, 30)))
    ]
    tags = ("en", "fr", "ru")[: random_.choice((2, 3))]
    return {tag: random_.choices(vocabulary, k=random_.randint(1, 9)) for tag in tags}


def random_decisions(random_: random.Random, text: Blocks) -> list[Decision]:
    free = [(tag, number) for tag, blocks in text.items() for number in range(len(blocks))]
    decisions = []
    for _ in range(random_.randint(0, 5)):
        chosen = sorted(random_.sample(free, min(len(free), random_.randint(1, 4))))
        blocks: dict[str, list[int]] = {}
        for tag, number in chosen:
            blocks.setdefault(tag, []).append(number)
        kind = random_.choice(KINDS if len(chosen) > 1 else [DecisionKind.CHECKED, DecisionKind.LEFT_OUT])
        decisions.append(decision(kind, text, blocks))
    return decisions


def edited(random_: random.Random, text: Blocks) -> Blocks:
    tag = random_.choice(list(text))
    blocks = list(text[tag])
    place = random_.randrange(len(blocks))
    edit = random_.choice(("added", "removed", "reworded", "moved"))
    if edit == "added":
        blocks.insert(place, "A paragraph that is new.")
    elif edit == "reworded":
        blocks[place] += " Or so."
    elif len(blocks) > 1:
        block = blocks.pop(place)
        if edit == "moved":
            blocks.insert(random_.randrange(len(blocks) + 1), block)
    return {**text, tag: blocks}


def assert_is_kept(resolution: Resolution, alignment: Alignment, text: Blocks) -> None:
    owners = {}
    for bead in alignment.beads:
        for tag, numbers in bead.blocks.items():
            owners.update({(tag, number): bead for number in numbers})
    assert len(owners) == sum(map(len, text.values())), "every block is in one bead"
    for held in resolution.held:
        blocks = [(tag, number) for tag, numbers in held.blocks.items() for number in numbers]
        homes = {id(owners[block]) for block in blocks}
        if held.decision.kind is DecisionKind.APART:
            assert len(homes) == len(blocks)
        elif held.decision.kind is DecisionKind.LEFT_OUT:
            assert all(owners[tag, number].blocks == {tag: (number,)} for tag, number in blocks)
        else:
            joined = owners[blocks[0]].blocks
            assert held.blocks.items() <= joined.items()
            assert held.decision.kind is not DecisionKind.CHECKED or held.blocks == joined


@given(st.randoms(use_true_random=True))
@settings(max_examples=25)
def test_decisions_hold_in_any_text_after_any_edit(random_: random.Random) -> None:
    text = random_text(random_)
    keep = random_decisions(random_, text)
    for _ in range(2):
        resolution = resolve(keep, text)
        assert len(resolution.held) + len(resolution.lost) == len(keep)
        for held in resolution.held:
            for tag, numbers in held.blocks.items():
                words = [name.words for name in held.decision.blocks[tag]]
                assert sorted(text[tag][number] for number in numbers) == sorted(words), "they have the words"
        assert_is_kept(resolution, aligned(text, keep), text)
        text = edited(random_, text)


@given(st.randoms(use_true_random=True))
@settings(max_examples=15)
def test_a_corrected_text_aligned_again_is_the_same(random_: random.Random) -> None:
    text = random_text(random_)
    corrected = beads(aligned(text, random_decisions(random_, text)))
    checked = [decision("checked", text, blocks) for blocks in corrected]
    again = beads(aligned(text, checked))
    assert sorted(map(str, again)) == sorted(map(str, corrected))
