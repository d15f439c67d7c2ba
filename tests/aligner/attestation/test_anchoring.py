"""What is anchored in a wording moves along when the wording changes."""

from __future__ import annotations

import datetime as dt

import pytest

from aligner.attestation.anchoring import Unanchored, moved_stretch, moved_terms, revised, reworded
from aligner.model import Concept, Document, LanguageVersion, Phrase, Role, Segment, Status, Stretch, Unit

OLD = "recalling the rule, States act and States report"
UNIT = Unit(
    "1",
    Role.PARAGRAPH,
    {"en": Segment(OLD), "ru": Segment("ссылаясь на норму, государства действуют")},
    phrases=(
        Phrase({"en": Stretch("the rule"), "ru": Stretch("норму")}),
        Phrase({"en": Stretch("States", 2), "ru": Stretch("государства")}),
        Phrase({"en": Stretch("report")}),
    ),
    unmatched={"en": ("recalling", "States act and"), "ru": ("ссылаясь на", "действуют")},
    note='English has "States act" and "the rule" where Russian has «норму».',
)


def test_phrases_and_unmatched_words_follow_the_wording() -> None:
    unit = reworded(UNIT, "en", "recalling the rules, all States act and States report").unit
    assert [phrase.stretches["en"] for phrase in unit.phrases[:2]] == [Stretch("the rules"), Stretch("States", 2)]
    assert unit.unmatched["en"] == ("recalling", "all States act and")
    assert unit.unmatched["ru"] == UNIT.unmatched["ru"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("recalling all norms, States act and States report", "the rule"),
        ("recalling the rule, States act and States send letters", "report"),
    ],
)
def test_words_that_are_gone_leave_their_phrase_and_are_listed(text: str, words: str) -> None:
    rewording = reworded(UNIT, "en", text)
    assert Unanchored("1", "en", words) in rewording.unanchored
    assert all(stretch.text != words for phrase in rewording.unit.phrases for stretch in phrase.stretches.values())


def test_a_phrase_that_loses_all_languages_but_one_is_no_phrase_any_more() -> None:
    unit = reworded(UNIT, "en", "recalling all norms, States act and States report").unit
    assert [sorted(phrase.stretches) for phrase in unit.phrases] == [["en", "ru"], ["en"]]


@pytest.mark.parametrize(("new", "found"), [("to comply now", "comply now"), ("to obey", None)])
def test_a_stretch_is_the_same_only_when_half_of_it_is(new: str, found: str | None) -> None:
    stretch = moved_stretch(Stretch("comply then"), "to comply then", new)
    assert (stretch.text if stretch else None) == found


def test_words_that_a_note_quotes_are_put_right_or_listed() -> None:
    rewording = reworded(UNIT, "en", "recalling the rules, States acted")
    assert rewording.unit.note == 'English has "States acted" and "the rules" where Russian has «норму».'
    gone = reworded(UNIT, "en", "recalling all norms, States act").unanchored
    assert Unanchored("1", "en", "the rule", "note") in gone


def test_a_revision_keeps_the_old_words_with_the_reason_and_is_never_made_of_a_verified_wording() -> None:
    unit = revised(UNIT, "en", OLD.upper(), "a reason", dt.date(2020, 1, 2), ("press",)).unit
    (revision,) = unit.segments["en"].revisions
    assert (revision.before, revision.reason, revision.witnesses) == (OLD, "a reason", ("press",))
    assert unit.segments["en"].status == Status.UNVERIFIED
    verified = Unit("1", Role.PARAGRAPH, {"en": Segment(OLD, status=Status.VERIFIED)})
    with pytest.raises(ValueError, match="is verified"):
        revised(verified, "en", "other", "a reason", dt.date(2020, 1, 2))


@pytest.mark.parametrize(
    ("text", "terms", "gone"),
    [
        ("recalling the norm of law, States act", ("norm of law",), ()),
        ("recalling the rule of law, States act", ("rule of law",), ()),
        ("States act", ("rule of law",), (Unanchored("law", "en", "rule of law", "term"),)),
    ],
)
def test_a_term_follows_its_words_or_is_listed(text: str, terms: tuple[str, ...], gone: tuple[Unanchored, ...]) -> None:
    def document(words: str) -> Document:
        unit = Unit("1", Role.PARAGRAPH, {"en": Segment(words), "ru": Segment("норма права")})
        versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "x") for tag in ("en", "ru")}
        concepts = (Concept("law", {"en": ("rule of law",), "ru": ("норма права",)}), Concept("x", {"ru": ("право",)}))
        return Document("d", "A/1", {"en": "D"}, versions, (unit,), concepts=concepts)

    concepts, unanchored = moved_terms(document("recalling the rule of law, States act"), document(text), "en")
    assert (concepts[0].terms["en"], concepts[0].terms["ru"], concepts[1].terms) == (
        terms,
        ("норма права",),
        {"ru": ("право",)},
    )
    assert unanchored == gone
