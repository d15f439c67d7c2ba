"""The links between words that a page lights up: those of which every pair of languages is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.alignment.tokens import Token
from aligner.alignment.words import consistent, link_words
from aligner.model import Document, Phrase, Unit
from aligner.reader.view import WordLinks

MOST_UNITS = 3000
"""A longer text is shown with its phrases alone: linking the words of a unit takes about 0.1 CPU seconds."""


def word_links(document: Document, languages: Sequence[str]) -> Mapping[str, WordLinks]:
    """The groups of words that stand for each other in all the languages, by the id of their unit.

    Function words are left out, and so is a group that reaches from one phrase into another: what the page lights up
    for a word lies within what it lights up for the phrase.
    """
    if len(languages) < 2 or len(document.units) > MOST_UNITS:
        return {}
    texts = [{tag: unit.text(tag) for tag in languages if unit.text(tag)} for unit in document.units]
    found = {}
    for unit, links in zip(document.units, link_words(texts), strict=True):
        groups = [
            {tag: [(token.start, token.end)] for tag, token in group.items()}
            for group in consistent(links)
            if not any(token.is_function_word for token in group.values()) and _in_one_phrase(unit, group)
        ]
        found[unit.id] = WordLinks(groups)
    return found


def _in_one_phrase(unit: Unit, group: Mapping[str, Token]) -> bool:
    """Whether one phrase holds all words of a group; true of every group where the unit has no phrases."""
    if not unit.phrases:
        return True
    return any(_holds(phrase, unit, group) for phrase in unit.phrases)


def _holds(phrase: Phrase, unit: Unit, group: Mapping[str, Token]) -> bool:
    for tag, token in group.items():
        stretch = phrase.stretches.get(tag)
        span = stretch.span(unit.text(tag)) if stretch else None
        if not span or not span[0] <= token.start <= token.end <= span[1]:
            return False
    return True
