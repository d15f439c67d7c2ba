"""The links between words that a page shows."""

from __future__ import annotations

from aligner.bank import Bank
from aligner.model import Unit
from aligner.reader.links import word_links
from aligner.text.words import function_words

ANNEX = Bank().load("a-66-359")
TAGS = ("en", "zh", "ru")


def test_words_that_light_up_together_lie_in_one_phrase_and_are_no_function_words() -> None:
    links_by_unit = word_links(ANNEX, TAGS)
    assert sum(len(links.groups) for links in links_by_unit.values()) > 250
    for unit in ANNEX.units:
        for group in links_by_unit[unit.id].groups:
            places = {tag: group[tag][0] for tag in TAGS}
            assert unit.text("en")[slice(*places["en"])].lower() not in function_words("en")
            # The words of a group have the same phrase, or all of them have none.
            assert len({_phrase(unit, tag, places[tag]) for tag in TAGS}) == 1


def _phrase(unit: Unit, tag: str, place: tuple[int, int]) -> int | None:
    for number, phrase in enumerate(unit.phrases):
        span = phrase.stretches[tag].span(unit.text(tag)) if tag in phrase.stretches else None
        if span and span[0] <= place[0] and place[1] <= span[1]:
            return number
    return None


def test_a_single_column_has_no_links() -> None:
    assert word_links(ANNEX, ("en",)) == {}
