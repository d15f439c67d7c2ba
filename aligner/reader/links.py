"""The links between words that a page lights up: those of which every pair of languages is sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from aligner.alignment.words import WordLinker, consistent
from aligner.model import Document
from aligner.reader.view import WordLinks
from aligner.text.words import Word


def word_links(
    document: Document, languages: Sequence[str], on_progress: Callable[[int], object] = lambda _: None
) -> Mapping[str, WordLinks]:
    """The groups of words that are counterparts in all the languages, by the id of their unit.

    Function words are left out. Where a unit has phrases, the words of a group lie in one of them: what the page lights
    up for a word lies within what it lights up for the phrase.

    Args:
        document: the text.
        languages: the columns of the page.
        on_progress: called with the number of units linked so far.
    """
    if len(languages) < 2:
        return {}
    texts = [{tag: unit.text(tag) for tag in languages if unit.text(tag)} for unit in document.units]
    linker = WordLinker(texts)
    links_by_unit = {}
    for number, (unit, unit_texts) in enumerate(zip(document.units, texts, strict=True), start=1):
        groups = consistent(linker.link(unit_texts, unit.phrases))
        links_by_unit[unit.id] = WordLinks([_spans(group) for group in groups if _names_something(group)])
        on_progress(number)
    return links_by_unit


def _names_something(group: Mapping[str, Word]) -> bool:
    return not any(word.is_function_word for word in group.values())


def _spans(group: Mapping[str, Word]) -> dict[str, list[tuple[int, int]]]:
    return {tag: [(word.start, word.end)] for tag, word in group.items()}
