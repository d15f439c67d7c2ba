"""The links between words that a page shows."""

from __future__ import annotations

from dataclasses import replace

from aligner.bank import Bank
from aligner.reader.links import word_links
from aligner.wording.words import FUNCTION_WORDS

ANNEX = Bank().load("a-66-359")
TAGS = ("en", "zh", "ru")


def test_words_that_light_up_together_lie_in_one_phrase_and_are_no_function_words() -> None:
    found = word_links(ANNEX, TAGS)
    assert sum(len(links.groups) for links in found.values()) > 250
    for unit in ANNEX.units:
        for group in found[unit.id].groups:
            words = {tag: unit.text(tag)[slice(*group[tag][0])] for tag in TAGS}
            assert words["en"].lower() not in FUNCTION_WORDS
            spans = [{tag: it.span(unit.text(tag)) for tag, it in phrase.stretches.items()} for phrase in unit.phrases]
            assert not spans or any(
                all(
                    (place := span[tag]) and place[0] <= group[tag][0][0] and group[tag][0][1] <= place[1]
                    for tag in TAGS
                )
                for span in spans
            )


def test_a_single_column_has_no_links_and_a_very_long_text_is_left_to_its_phrases() -> None:
    assert word_links(ANNEX, ("en",)) == {}
    assert word_links(replace(ANNEX, units=ANNEX.units * 200), TAGS) == {}
